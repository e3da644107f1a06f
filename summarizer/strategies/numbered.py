"""The article as the model sees it: numbered sentences and listed quotations, as data."""

from collections.abc import Iterable

from summarizer.analysis.analysis import Analysis
from summarizer.analysis.lines import one_line
from summarizer.analysis.spans import Sentence, Span

_GLIMPSE_WORDS = 8


def number_article(analysis: Analysis) -> str:
    """Return the article for a prompt: what is known about it, its sentences by id, its quotations by id.

    Every sentence is one line, so that nothing inside a sentence can pass for the start of another.
    """
    article = analysis.article
    head = [f"Title: {one_line(article.title)}"] if article.title else []
    if article.published:
        head.append(f"Published: {article.published.isoformat()} ({article.published:%A})")
    parts = ["\n".join(head)] if head else []
    parts.append(number_sentences(analysis.sentences, analysis.text))
    if analysis.quotes:
        lines = (
            f"{item.id} in [{item.sentences[0]}]: {_glimpse(item.of(analysis.text))}"
            for item in analysis.quotes
        )
        parts.append("Quotations:\n" + "\n".join(lines))
    return "\n\n".join(parts)


def number_sentences(sentences: Iterable[Sentence], text: str) -> str:
    """Return the sentences as lines, each behind its id in square brackets."""
    return "\n".join(f"[{sentence.id}] {one_line(Span.of(sentence, text))}" for sentence in sentences)


def _glimpse(words: str) -> str:
    first = words.split(maxsplit=_GLIMPSE_WORDS)
    return " ".join(first[:_GLIMPSE_WORDS]) + (" …" if len(first) > _GLIMPSE_WORDS else "")
