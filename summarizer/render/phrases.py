"""The small phrases that every readable form of a brief is made of: plain text, not yet made safe."""

from collections.abc import Sequence

from summarizer.brief import (
    Actor,
    Brief,
    Casualties,
    Provenance,
    Quote,
    Rejected,
    When,
)
from summarizer.brief_form import AnyBrief


def article_line(brief: AnyBrief, *, short: bool = False) -> str:
    """Return what is known about the article: title, source, date, address, length; the `short` line says less.

    A title that is the headline is not said again.
    """
    article = brief.article
    title = article.title if isinstance(brief, Brief) and article.title != brief.headline else None
    length = f"{count(article.sentences, 'sentence')}, {count(article.characters, 'character')}"
    published = article.published.isoformat() if article.published else "date unknown"
    parts = (article.source, published) if short else (title, article.source, published, article.url, length)
    return " · ".join(part for part in parts if part)


def provenance_line(provenance: Provenance, *, short: bool = False) -> str:
    """Return who made the brief, how, and what it cost; the `short` line says who and for how long."""
    if short:
        return f"{provenance.model} · {provenance.endpoint} · {provenance.seconds:.1f} s"
    tokens = provenance.tokens
    cached = f" ({tokens.cached:,} from cache)" if tokens.cached else ""
    parts = [
        provenance.model,
        provenance.endpoint,
        provenance.strategy,
        provenance.prompt,
        count(provenance.requests, "request"),
        f"{tokens.prompt:,} tokens read{cached}, {tokens.completion:,} written",
        f"{provenance.seconds:.1f} s",
    ]
    if provenance.cost_usd is not None:
        parts.append(f"${provenance.cost_usd:.4f}" if provenance.cost_usd else "$0")
    if provenance.from_cache:
        parts.append("from cache")
    return " · ".join(parts)


def count(number: int, noun: str) -> str:
    """Return "1 request", "2 requests"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def label(code: str) -> str:
    """Return a code of the contract as words."""
    if code == "igo":
        return "intergovernmental"
    return code.replace("_", " ").replace("-", " ")


def actor_phrase(actor: Actor) -> str:
    """Return the name and, in brackets, what is known about the actor: role, or kind where it says more, country."""
    kind = label(actor.kind) if actor.kind not in {"person", "country"} else None
    known = ", ".join(part for part in (actor.role or kind, actor.country) if part)
    return f"{actor.name} ({known})" if known else actor.name


def when_phrase(when: When) -> str:
    """Return the article's words with the days that they mean."""
    if when.start is None and when.end is None:
        return when.text
    if when.start == when.end:
        return f"{when.text} ({when.start})"
    return f"{when.text} ({when.start or '…'} to {when.end or '…'})"


def casualties_phrase(casualties: Casualties) -> str:
    """Return "6 killed, 8 wounded"."""
    figures = casualties.model_dump(exclude={"evidence"}, exclude_none=True)
    return ", ".join(f"{number:,} {outcome}" for outcome, number in figures.items())


def cue_phrase(quote: Quote, name: str) -> str:
    """Return "(she said)": the attributing words, as far as they say more than the speaker's name."""
    said = " ".join(part for part in (quote.speaker_text, quote.cue) if part and part != name)
    return f"({said})" if said else ""


def rejected_line(rejected: Sequence[Rejected]) -> str:
    """Return how many claims were rejected, and of which fields; empty for none."""
    if not rejected:
        return ""
    fields: dict[str, int] = {}
    for claim in rejected:
        fields[claim.field] = fields.get(claim.field, 0) + 1
    return f"{count(len(rejected), 'claim')} rejected: " + ", ".join(f"{f} {n}" for f, n in fields.items())
