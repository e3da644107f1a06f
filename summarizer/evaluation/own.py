"""Briefs of a user's own form against gold in that form: field by field, and claim by claim.

Gold is checked and published as an answer would be, so that two values are compared as they are published. Prose is
not compared: it is the model's to word. `summarizer.evaluation.readings` says how gold allows for several readings.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from summarizer.brief import Claim, GroundedBrief
from summarizer.claims.examples import Example
from summarizer.claims.facts import Reference, Stated
from summarizer.claims.form import ClaimsForm
from summarizer.claims.names import Country, Name, Place
from summarizer.claims.numbers import Money, Number
from summarizer.claims.prose import Prose
from summarizer.claims.quotations import Quotation
from summarizer.claims.shape import FieldShape, fields_of
from summarizer.claims.times import When
from summarizer.evaluation.readings import Gold, listed, read_gold

CLAIMS = "claims"
"""The figure of whole claims: right where every field that is compared is."""


@dataclass(slots=True)
class Counts:
    """Values of the gold, values that briefs say, and how many of these are right; `same` are fields that say just what
    the gold says, nothing included, of `fields` in all."""

    gold: int = 0
    said: int = 0
    right: int = 0
    fields: int = 0
    same: int = 0

    @property
    def recall(self) -> float | None:
        """Right over gold; None without gold."""
        return self.right / self.gold if self.gold else None

    @property
    def precision(self) -> float | None:
        """Right over said; None where nothing is said."""
        return self.right / self.said if self.said else None

    @property
    def strict(self) -> float | None:
        """Fields that say just what the gold says, over all; of claims, those that are right in all fields."""
        return self.same / self.fields if self.fields else None


def score_own(
    form: ClaimsForm, pairs: Iterable[tuple[Example, GroundedBrief | None]]
) -> Mapping[str, Counts]:
    """Return the counts of each field ("sanctions.by"), and of whole claims; no brief counts as an empty one."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for example, brief in pairs:
        said = {field.name: getattr(brief, field.name) for field in fields_of(form.schema)} if brief else {}
        _Comparison(counts, read_gold(form, example)).brief(fields_of(form.schema), said)
    return counts


def format_own(counts: Mapping[str, Counts]) -> str:
    """Return the counts as a table."""
    lines = [f"{'':<34}{'strict':>8}{'recall':>8}{'precision':>11}{'gold':>7}{'said':>7}"]
    everything = Counts()
    for name, one in counts.items():
        if name != CLAIMS:
            everything.fields += one.fields
            everything.same += one.same
    rows = {CLAIMS: counts.get(CLAIMS, Counts()), "all fields": everything}
    rows |= {name: one for name, one in counts.items() if name != CLAIMS}
    for name, one in rows.items():
        figures = "".join(
            f"{'-' if value is None else format(value, '.2f'):>{width}}"
            for value, width in ((one.strict, 8), (one.recall, 8), (one.precision, 11))
        )
        lines.append(f"{name:<34}{figures}{one.gold or '':>7}{one.said or '':>7}")
    return "\n".join(lines) + "\n"


class _Comparison:
    """Compares one brief with its gold."""

    def __init__(self, counts: dict[str, Counts], gold: Gold) -> None:
        self._counts = counts
        self._gold = gold
        self._partner: dict[str, str] = {}  # the gold claim of a claim, by their ids

    def brief(self, fields: Sequence[FieldShape], said: Mapping[str, Any]) -> None:
        gold = self._gold.fields
        claims = [
            (field, list(_matched(field, gold[field.name], said.get(field.name))))
            for field in fields
            if field.is_claim
        ]
        for _, pairs in claims:
            self._partner |= {b.id: a.id for a, b in pairs if a and b}
        for field, pairs in claims:
            for a, b in pairs:
                self._claim(field, field.name, a, b)
        for field in fields:
            if not field.is_claim and _is_compared(field):
                self._field(field.name, field.name, gold[field.name], said.get(field.name))

    def _claim(self, field: FieldShape, path: str, gold: Claim | None, said: Claim | None) -> bool:
        """Count a claim and its fields; tell whether all that is compared is right."""
        if gold and not said and gold.id in self._gold.optional:
            return True
        right = gold is not None and said is not None
        for part in fields_of(field.of):
            a, b = getattr(gold, part.name, None), getattr(said, part.name, None)
            if part.is_claim:
                for inner_a, inner_b in _matched(part, a, b):
                    right &= self._claim(part, f"{path}.{part.name}", inner_a, inner_b)
            elif _is_compared(part):
                place = f"{gold.id}.{part.name}" if gold else ""
                right &= self._field(f"{path}.{part.name}", place, a, b)
        count = self._counts[CLAIMS]
        count.gold += gold is not None
        count.said += said is not None
        count.right += gold is not None and said is not None
        count.fields += said is not None
        count.same += right
        return right

    def _field(self, path: str, place: str, gold: Any, said: Any) -> bool:
        """Count a field; `place` is where its gold stands, empty where no gold claim is matched."""
        places = [f"{place}-{number}" for number, _ in enumerate(listed(gold), 1)]
        given = listed(said)
        found = [at for at in places if any(self._same(at, one) for one in given)]
        wanted = [at for at in places if at in found or at not in self._gold.optional]
        right = sum(any(self._same(at, one) for at in places) for one in given)
        count = self._counts[path]
        count.gold += len(wanted)
        count.said += len(given)
        count.right += min(right, len(found))
        same = right == len(given) and found == wanted
        if place:
            count.fields += 1
            count.same += same
        return same

    def _same(self, place: str, said: Any) -> bool:
        """Tell whether this is what a reading of the gold says there."""
        return any(
            self._partner.get(said.id) == gold.id
            if isinstance(gold, Reference)
            else _key(gold) == _key(said) or _overlap(gold, said)
            for gold in self._gold.readings[place]
        )


def _matched(field: FieldShape, gold: Any, said: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the claims of gold and brief that tell of the same, the likest first, then those that are left alone."""
    left, right = listed(gold), listed(said)
    ranked = sorted(
        ((_likeness(field, a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    taken_left, taken_right = set(), set()
    for likeness, i, j in ranked:
        if likeness > 0 and i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            yield left[i], right[j]
    yield from ((a, None) for i, a in enumerate(left) if i not in taken_left)
    yield from ((None, b) for j, b in enumerate(right) if j not in taken_right)


def _likeness(field: FieldShape, gold: Claim, said: Claim) -> float:
    """Return how many fields agree; nothing where the two rest on no sentence together."""
    if not any(a.start < b.end and b.start < a.end for a in gold.evidence for b in said.evidence):
        return 0.0
    parts = [part for part in fields_of(field.of) if _is_compared(part) and part.target is None]
    agreeing = 0.0
    for part in parts:
        a, b = listed(getattr(gold, part.name)), listed(getattr(said, part.name))
        common = sum(any(_key(x) == _key(y) or _overlap(x, y) for y in b) for x in a)
        agreeing += common / max(len(a), len(b)) if a or b else 0.5
    return 0.1 + agreeing


def _is_compared(field: FieldShape) -> bool:
    return not field.is_claim and not field.holds(Prose)


def _key(value: Any) -> Any:
    """Return what two values that say the same have in common; their own words for what has none."""
    match value:
        case Money():
            return value.amount, value.currency
        case Number():
            return value.value
        case When() if value.start or value.end:
            return value.start, value.end
        case Country():
            return value.code
        case Stated():
            return value.value
        case Place():
            return value.name.casefold()
        case Quotation():
            return value.text
        case Enum():
            return value.value
    return value.model_dump_json() if hasattr(value, "model_dump_json") else value


def _overlap(gold: Any, said: Any) -> bool:
    """Tell whether two names share a mention, or two times a place of the article."""
    match gold, said:
        case (Name(), Name()):
            kinds = {"name", "mentions"}
            same_kind = gold.model_dump(exclude=kinds) == said.model_dump(exclude=kinds)
            return same_kind and any(m in said.mentions for m in gold.mentions)
        case (When(), When()):
            a, b = gold.evidence[0], said.evidence[0]
            return a.start < b.end and b.start < a.end
    return False
