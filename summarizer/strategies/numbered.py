"""The article as the model sees it: numbered sentences, and its quotations, as data."""

from collections import Counter
from collections.abc import Iterable, Sequence

from summarizer.strategies.data import data_line
from summarizer.text.document import Document
from summarizer.text.spans import Sentence, Span

_GLIMPSE_WORDS, _GLIMPSE_CHARACTERS = 8, 200
# The hint that the punctuation alone tells whole speech.
_WHOLE = ", whole"
# What a line takes besides its sentence, and a listed quotation in all.
_LINE_BYTES, _QUOTE_BYTES = 10, 80


def number_article(
    document: Document, sentences: Sequence[Sentence] | None = None, *, longest: int | None = None
) -> str:
    """Return the article for a prompt: what is known about it, its sentences by id, its quotations by id.

    Every sentence is one line, so that nothing inside a sentence can pass for the start of another. `sentences` are
    those of a part of the article; of each at most `longest` characters are shown.
    """
    shown = document.sentences if sentences is None else sentences
    article = document.article
    head = [f"Title: {data_line(article.title)}"] if article.title else []
    if article.published:
        head.append(f"Published: {article.published.isoformat()} ({article.published:%A})")
    parts = ["\n".join(head)] if head else []
    parts.append(number_sentences(shown, document.text, longest=longest))
    ids = {sentence.id for sentence in shown}
    lines = [
        f"{item.id} in [{item.sentences[0]}]{_WHOLE * item.whole}: {_glimpse(item.of(document.text))}"
        for item in document.quotations
        if item.sentences[0] in ids
    ]
    if lines:
        parts.append("Quotations:\n" + "\n".join(lines))
    return "\n\n".join(parts)


def number_sentences(sentences: Iterable[Sentence], text: str, *, longest: int | None = None) -> str:
    """Return the sentences as lines, each behind its id in square brackets."""
    return "\n".join(
        f"[{sentence.id}] {data_line(Span.of(sentence, text)[:longest])}" for sentence in sentences
    )


def prompt_sizes(document: Document) -> list[int]:
    """Return about how many bytes of UTF-8 each sentence takes in a prompt, with the quotations listed for it."""
    quotes = Counter(item.sentences[0] for item in document.quotations)
    return [
        len(Span.of(sentence, document.text).encode()) + _LINE_BYTES + quotes[sentence.id] * _QUOTE_BYTES
        for sentence in document.sentences
    ]


def _glimpse(words: str) -> str:
    first = words[:_GLIMPSE_CHARACTERS].split(maxsplit=_GLIMPSE_WORDS)
    cut = len(first) > _GLIMPSE_WORDS or len(words) > _GLIMPSE_CHARACTERS
    return data_line(" ".join(first[:_GLIMPSE_WORDS])) + (" …" if cut else "")
