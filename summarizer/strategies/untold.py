"""The brief of an article in a language that `stepwise` cannot read: its own first words, and nothing made of them."""

from summarizer.draft import Draft, DraftProse
from summarizer.text.document import Document
from summarizer.text.language import UNDETERMINED, is_english
from summarizer.text.lines import one_line, shortened

_SENTENCES = 3
_SHORTEST_LEAD, _LONGEST_HEADLINE = 25, 200


def is_read_stepwise(document: Document) -> bool:
    """Tell whether the rules of `stepwise`, which know English, hold for this article."""
    language = document.language
    return language == "en" or (language == UNDETERMINED and is_english(document.text))


def note_on_language(document: Document) -> str:
    """Return the sentence that says what a brief of such an article lacks, and what to do."""
    return (
        f"Without a larger model acts and speakers are read in English only, and this article is in "
        f"{document.spoken.tag!r}: its brief holds its first sentences and its quotations. For all of it name an "
        "endpoint (--base-url and --model)."
    )


def untold_draft(document: Document) -> Draft:
    """Return a draft of the title and the first sentences, with no act and no actor."""
    first = document.sentences[:_SENTENCES]
    # A dateline is a sentence to the rules of some languages.
    lead = next((one for one in first if one.end - one.start >= _SHORTEST_LEAD), first[0])
    title = document.article.title or lead.of(document.text)
    return Draft(
        headline=DraftProse(text=shortened(one_line(title), _LONGEST_HEADLINE), sentences=[lead.id]),
        summary=[DraftProse(text=one_line(one.of(document.text)), sentences=[one.id]) for one in first],
        actors=[],
        quotes=[],
        events=[],
        moves=[],
    )
