"""Quotes: the words come from the article, the speaker from the draft where the article names him."""

from collections.abc import Sequence

from summarizer.brief import Quote, Rejected
from summarizer.draft import DraftQuote, Place
from summarizer.text.document import Document
from summarizer.text.spans import Quotation, Span
from summarizer.verification.evidence import evidence_of
from summarizer.verification.roster import Roster


def publish_quotes(
    drafts: Sequence[DraftQuote], document: Document, roster: Roster
) -> tuple[list[Quote], list[Rejected]]:
    """Return the quotations that the draft calls speech, each with its speaker, and what of it cannot hold.

    One that the punctuation alone tells for whole speech is published though the draft is silent about it.
    """
    rejected: list[Rejected] = []
    known = {quotation.id for quotation in document.quotations}
    by_id: dict[str, DraftQuote] = {}
    for draft in drafts:
        if draft.quotation not in known:
            rejected.append(_reject(draft.quotation, "there is no such quotation"))
        else:
            by_id.setdefault(draft.quotation, draft)
    quotes: list[Quote] = []
    for quotation in document.quotations:
        told = by_id.get(quotation.id)
        if told is None and not quotation.whole:
            continue
        told = told or DraftQuote(quotation=quotation.id)
        index = roster.find(told.speaker) if told.speaker else None
        if told.speaker and index is None:
            rejected.append(_reject(f"{quotation.id} speaker", f"the article does not name {told.speaker!r}"))
        quotes.append(_quote(quotation, told, index, document, roster))
    return quotes, rejected


def _quote(
    quotation: Quotation, told: DraftQuote, index: int | None, document: Document, roster: Roster
) -> Quote:
    text = document.text
    words = _trimmed(quotation, text)
    speaker = _within(told.speaker_place, text)
    if speaker is None and index is not None:
        sentences = [document.sentences[number - 1] for number in quotation.sentences]
        speaker = roster.place_near(index, sentences, quotation.outer)
    cue = _within(told.cue_place, text)
    return Quote(
        id=quotation.id,
        text=words.of(text),
        kind=told.kind or ("full" if quotation.whole else "partial"),
        speaker=roster.id_of(index) if index is not None else None,
        speaker_text=speaker.of(text) if speaker else None,
        cue=cue.of(text) if cue else None,
        evidence=evidence_of([words], text),
    )


def _within(place: Place | None, text: str) -> Span | None:
    return Span(*place) if place and 0 <= place[0] < place[1] <= len(text) else None


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _reject(value: str, reason: str) -> Rejected:
    return Rejected(field="quotes", value=value, reason=reason)
