"""The values of one list, each once, however often a model tells them."""

from itertools import islice
from typing import Any

from pydantic import BaseModel

from summarizer.brief.own import Claim
from summarizer.claims.prose import Prose, is_alike

# What says the same in other words stands near: where the parts of a long article overlap.
_LATEST = 30


class Distinct:
    """Collects values by their numbers in the draft; of claims that say the same the first gains the others' evidence.

    Two say the same where they differ in the model's own words at most, and these are the same, or alike and about one
    sentence. `places` has the place in `values`, from 1, of each number.
    """

    def __init__(self) -> None:
        self.places: dict[int, int] = {}
        self._kept: dict[int, Any] = {}
        self._prose: dict[str, dict[str, int]] = {}

    @property
    def values(self) -> list[Any]:
        """Return the values in the order of the draft."""
        return list(self._kept.values())

    def add(self, number: int, value: Any) -> None:
        """Take up a value, or join it to the one that says the same."""
        said, prose = _told(value)
        known = self._prose.setdefault(said, {})
        latest = islice(reversed(known.items()), _LATEST)
        alike = (one for words, one in latest if is_alike(words, prose) and _share(self._kept[one], value))
        first = known.get(prose) or next(alike, None)
        if first is None:
            first = known[prose] = number
            self._kept[number] = value
            self.places[number] = len(self._kept)
        elif isinstance(value, Claim):
            self._kept[first] = _joined(self._kept[first], value)
        self.places[number] = self.places[first]


def _told(value: Any) -> tuple[str, str]:
    """Return what a value says without where the article says so, and the model's own words in it."""
    if isinstance(value, Prose):
        return "", value.text
    if isinstance(value, Claim):
        return _told(
            [getattr(value, name) for name in type(value).model_fields if name not in ("id", "evidence")]
        )
    if isinstance(value, list):
        told = [_told(one) for one in value]
        return repr([said for said, _ in told]), " ".join(words for _, words in told if words)
    return repr(value.model_dump(exclude={"evidence"}) if isinstance(value, BaseModel) else value), ""


def _share(one: Any, other: Any) -> bool:
    """Tell whether two claims, or two pieces of prose, rest on one sentence."""
    places = {piece.start for piece in one.evidence}
    return any(piece.start in places for piece in other.evidence)


def _joined(first: Claim, repeat: Claim) -> Claim:
    pieces = {(piece.start, piece.end): piece for piece in (*first.evidence, *repeat.evidence)}
    return first.model_copy(update={"evidence": [pieces[place] for place in sorted(pieces)]})
