"""Quotes: the words come from the article, the speaker from the draft where the article names him."""

from collections.abc import Sequence

from summarizer.brief import Quote
from summarizer.claims.checking import Checking
from summarizer.claims.quotations import quoted
from summarizer.draft import DraftQuote, Place
from summarizer.text.spans import Quotation, Span

_MOST_QUOTES = 10_000


def publish_quotes(drafts: Sequence[DraftQuote], checking: Checking) -> list[Quote]:
    """Return the quotations that the draft calls speech, each with its speaker.

    One that the punctuation alone tells for whole speech is published though the draft is silent about it.
    """
    everywhere = checking.citing(checking.document.sentences)
    by_id: dict[str, DraftQuote] = {}
    for draft in checking.first(drafts, _MOST_QUOTES, "quotes"):
        if checking.value(quoted, draft.quotation, everywhere, "quotes"):
            by_id.setdefault(draft.quotation, draft)
    told = ((one, by_id.get(one.id)) for one in checking.document.quotations)
    return [
        _quote(one, draft or DraftQuote(quotation=one.id), checking)
        for one, draft in told
        if draft or one.whole
    ]


def _quote(quotation: Quotation, draft: DraftQuote, checking: Checking) -> Quote:
    document, roster = checking.document, checking.names
    index = roster.find(draft.speaker) if draft.speaker else None
    if draft.speaker and index is None:
        checking.refuse("quotes", f"{quotation.id} speaker", f"the article does not name {draft.speaker!r}")
    speaker = _within(draft.speaker_place, document.text)
    sentences = [document.sentences[number - 1] for number in quotation.sentences]
    if speaker is None and index is not None:
        speaker = roster.place_near(index, sentences, quotation.outer)
    cue = _within(draft.cue_place, document.text)
    return Quote(
        id=quotation.id,
        text=quotation.of(document.text),
        kind=draft.kind or ("full" if quotation.whole else "partial"),
        speaker=roster.id_of(index) if index is not None else None,
        speaker_text=speaker.of(document.text) if speaker else None,
        cue=cue.of(document.text) if cue else None,
        evidence=checking.citing(sentences).evidence_at(quotation),
    )


def _within(place: Place | None, text: str) -> Span | None:
    return Span(*place) if place and 0 <= place[0] < place[1] <= len(text) else None
