"""Quotes: the words come from the article, the speaker from rules where they are sure, else from the draft."""

from collections.abc import Sequence

from summarizer.analysis.analysis import Analysis
from summarizer.analysis.entities import Attribution
from summarizer.analysis.spans import Quotation, Span
from summarizer.brief import Quote, Rejected
from summarizer.draft import DraftQuote
from summarizer.verification.evidence import evidence_of
from summarizer.verification.roster import Roster


def publish_quotes(
    drafts: Sequence[DraftQuote], analysis: Analysis, roster: Roster
) -> tuple[list[Quote], list[Rejected]]:
    """Return every quotation of the article with its speaker, and what the draft said of quotes that cannot hold.

    A quotation is published whether or not the draft mentions it; scare quotes and titles are not.
    """
    rejected: list[Rejected] = []
    known = {quotation.id: quotation for quotation in analysis.quotations}
    by_id: dict[str, DraftQuote] = {}
    for draft in drafts:
        if draft.quotation not in known:
            rejected.append(_reject(draft.quotation, "there is no such quotation"))
        else:
            by_id.setdefault(draft.quotation, draft)
    quotes: list[Quote] = []
    for quotation in analysis.quotes:
        index, objection = _speaker(by_id.get(quotation.id), analysis.attribution_of(quotation), roster)
        if objection:
            rejected.append(_reject(f"{quotation.id} speaker", objection))
        quotes.append(_quote(quotation, analysis.attribution_of(quotation), index, analysis, roster))
    return quotes, rejected


def _speaker(
    draft: DraftQuote | None, attribution: Attribution, roster: Roster
) -> tuple[int | None, str | None]:
    by_rule = roster.take_found(attribution.actor) if attribution.actor is not None else None
    if draft is None or not draft.speaker:
        return by_rule, None
    by_model = roster.find(draft.speaker)
    if attribution.certain:
        if by_model != by_rule and by_rule is not None:
            return by_rule, f"the draft says {draft.speaker!r}; the article attributes it otherwise"
        return by_rule, None
    if by_model is None:
        return by_rule, f"the article does not name {draft.speaker!r}"
    return by_model, None


def _quote(
    quotation: Quotation, attribution: Attribution, index: int | None, analysis: Analysis, roster: Roster
) -> Quote:
    text = analysis.text
    words = _trimmed(quotation, text)
    # What named the speaker whom the rules guessed does not name the one whom the model took instead.
    overruled = attribution.actor is not None and index != roster.take_found(attribution.actor)
    speaker, cue = (None, None) if overruled else (attribution.speaker, attribution.cue)
    return Quote(
        id=quotation.id,
        text=words.of(text),
        kind="full" if quotation.kind == "full" else "partial",
        speaker=roster.id_of(index) if index is not None else None,
        speaker_text=speaker.of(text) if speaker else None,
        cue=cue.of(text) if cue else None,
        evidence=evidence_of([words], text),
    )


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _reject(value: str, reason: str) -> Rejected:
    return Rejected(field="quotes", value=value, reason=reason)
