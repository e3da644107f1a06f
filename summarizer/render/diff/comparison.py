"""Two briefs of the same article compared by evidence: what both say, how it differs, what only one says."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from summarizer.brief import Act, Actor, Brief, Evidence, Mention, Quote, SummarySentence
from summarizer.render import phrases, wording
from summarizer.render.diff.pairs import pair_up

Section = Literal["summary", "acts", "quotes", "actors"]


class Compared(BaseModel):
    """Base of every part of a comparison; `model_dump_json` is what `summarizer diff --format json` prints."""

    model_config = ConfigDict(frozen=True)


class Difference(Compared):
    """A field in which two claims differ, in words; None where a brief does not say."""

    field: str
    a: str | None
    b: str | None


class Claim(Compared):
    """A claim of one brief or of both: its ids there, what it says, where it stands, and how the two differ.

    `label` is its type or kind. All is as A has it where A has the claim; `text_b` is how B words it, where B does
    so differently.
    """

    a: str | None
    b: str | None
    label: str
    text: str
    text_b: str | None = None
    evidence: list[Evidence | Mention]
    differences: list[Difference] = []


class SectionComparison(Compared):
    """The claims of one kind, in the order of the brief that has them."""

    both: list[Claim]
    only_a: list[Claim]
    only_b: list[Claim]


class Comparison(Compared):
    """Two briefs of one article, called A and B."""

    article_id: str
    models: dict[Literal["a", "b"], str]
    headline: Difference | None
    sections: dict[Section, SectionComparison]

    @property
    def same(self) -> bool:
        """Whether neither says anything that the other does not; wording of descriptions does not count."""
        return self.headline is None and not any(
            section.only_a or section.only_b or any(claim.differences for claim in section.both)
            for section in self.sections.values()
        )


def compare(a: Brief, b: Brief) -> Comparison:
    """Compare two briefs; raises `ValueError` when they are about different texts."""
    if a.article.id != b.article.id:
        message = f"these briefs are about different texts, {a.article.id} and {b.article.id}"
        raise ValueError(message)
    casts = _Casts(a, b)
    sections: dict[Section, SectionComparison] = {
        "summary": _compare(a.summary, b.summary, _sentence, casts),
        "acts": _compare(a.acts(), b.acts(), _act, casts),
        "quotes": _compare(a.quotes, b.quotes, _quote, casts),
        "actors": _compare(a.actors, b.actors, _actor, casts),
    }
    headline = Difference(field="headline", a=a.headline, b=b.headline) if a.headline != b.headline else None
    models: dict[Literal["a", "b"], str] = {"a": a.provenance.model, "b": b.provenance.model}
    return Comparison(article_id=a.article.id, models=models, headline=headline, sections=sections)


class _Casts:
    """The actors of both briefs; one that both have has one identity, found by where the article names it."""

    def __init__(self, a: Brief, b: Brief) -> None:
        self._names = ({x.id: x.name for x in a.actors}, {x.id: x.name for x in b.actors})
        pairs = pair_up(a.actors, b.actors, spans=lambda actor: actor.mentions, likeness=_same_name)
        self._in_a = {b.actors[j].id: a.actors[i].id for i, j in pairs.together}

    def identities(self, side: int, ids: Sequence[str]) -> frozenset[str]:
        return frozenset(one if side == 0 else self._in_a.get(one, f"B {one}") for one in ids)

    def names(self, side: int, ids: Sequence[str]) -> str:
        return ", ".join(self._names[side][one] for one in ids)


def _same_name(a: Actor, b: Actor) -> float:
    return float(a.name.casefold() == b.name.casefold())


Said = TypeVar("Said", SummarySentence, Act, Quote, Actor)
# What is compared of a claim: field -> (what decides, the words for it).
Facets = Mapping[str, tuple[object, str | None]]


def _compare(
    first: Sequence[Said],
    second: Sequence[Said],
    facets: Callable[[Said, int, _Casts], Facets],
    casts: _Casts,
) -> SectionComparison:
    def likeness(a: Said, b: Said) -> float:
        of_a, of_b = facets(a, 0, casts), facets(b, 1, casts)
        return sum(of_a[name][0] == of_b[name][0] for name in of_a) / max(len(of_a), 1)

    pairs = pair_up(first, second, spans=_spans, likeness=likeness)
    both = [
        _claim(
            first[i], second[j], list(_differences(facets(first[i], 0, casts), facets(second[j], 1, casts)))
        )
        for i, j in pairs.together
    ]
    return SectionComparison(
        both=both,
        only_a=[_claim(first[i], None) for i in pairs.only_first],
        only_b=[_claim(None, second[j]) for j in pairs.only_second],
    )


def _differences(of_a: Facets, of_b: Facets) -> Iterator[Difference]:
    for name, (decides, words) in of_a.items():
        other, other_words = of_b[name]
        if decides != other:
            yield Difference(field=name, a=words, b=other_words)


def _claim(a: Said | None, b: Said | None, differences: Sequence[Difference] = ()) -> Claim:
    one: Any = a if a is not None else b
    label, text = _shown(one)
    text_b = _shown(b)[1] if b is not None else text
    return Claim(
        a=_id(a),
        b=_id(b),
        label=label,
        text=text,
        text_b=text_b if text_b != text else None,
        evidence=list(_spans(one)),
        differences=list(differences),
    )


def _id(claim: SummarySentence | Act | Quote | Actor | None) -> str | None:
    return wording.ids(claim) if isinstance(claim, Act) else getattr(claim, "id", None)


def _spans(claim: SummarySentence | Act | Quote | Actor) -> Sequence[Evidence | Mention]:
    return claim.mentions if isinstance(claim, Actor) else claim.evidence


def _shown(claim: SummarySentence | Act | Quote | Actor) -> tuple[str, str]:
    match claim:
        case SummarySentence():
            return "", claim.text
        case Quote():
            return claim.kind, f"“{claim.text}”"
        case Actor():
            return phrases.label(claim.kind), claim.name
        case Act():
            return claim.type, claim.description


def _sentence(_: SummarySentence, __: int, ___: _Casts) -> Facets:
    return {}


def _act(act: Act, side: int, casts: _Casts) -> Facets:
    actors, recipients = [one.id for one in act.actors], [one.id for one in act.recipients]
    told_as = " and ".join(
        name for part, name in ((act.event, "key event"), (act.move, "diplomatic move")) if part is not None
    )
    casualties = phrases.casualties_phrase(act.casualties) if act.casualties else None
    return {
        "type": (act.type, act.type),
        "told as": (told_as, told_as),
        "mode": (act.mode, act.mode),
        "status": (act.status, act.status),
        "actors": (casts.identities(side, actors), casts.names(side, actors) or None),
        "recipients": (casts.identities(side, recipients), casts.names(side, recipients) or None),
        "when": (_days(act), phrases.when_phrase(act.when) if act.when else None),
        "location": (act.location, act.location),
        "casualties": (casualties, casualties),
    }


def _days(act: Act) -> object:
    """Return the days that are meant, or the words where they mean none."""
    if act.when is None or (act.when.start is None and act.when.end is None):
        return act.when and act.when.text
    return act.when.start, act.when.end


def _quote(quote: Quote, side: int, casts: _Casts) -> Facets:
    speaker = [quote.speaker] if quote.speaker else []
    words = casts.names(side, speaker) or quote.speaker_text
    return {
        "words": (quote.text, f"“{quote.text}”"),
        "speaker": (casts.identities(side, speaker) or quote.speaker_text, words),
        "kind": (quote.kind, quote.kind),
    }


def _actor(actor: Actor, _: int, __: _Casts) -> Facets:
    return {
        "name": (actor.name, actor.name),
        "kind": (actor.kind, phrases.label(actor.kind)),
        "role": (actor.role, actor.role),
        "country": (actor.country, actor.country),
    }
