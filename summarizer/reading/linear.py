"""Linear models over named signs, as they were fitted on coded articles.

The weights are those of weights.json.gz, which `python -m tests.evaluation.fitting` writes.
"""

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FILE = "weights.json.gz"


@dataclass(frozen=True, slots=True)
class Classifier:
    """Weighs classes: `weights` has for each sign what it adds to the score of each class, by the class's index."""

    classes: Sequence[str]
    weights: Mapping[str, Sequence[tuple[int, float]]]

    def probabilities(self, signs: Iterable[str]) -> dict[str, float]:
        """Return the probability of each class."""
        scores = [0.0] * len(self.classes)
        for sign in signs:
            for index, weight in self.weights.get(sign, ()):
                scores[index] += weight
        return dict(zip(self.classes, _softmax(scores), strict=True))


@dataclass(frozen=True, slots=True)
class Chooser:
    """Weighs options that each have signs of their own."""

    weights: Mapping[str, float]

    def probabilities(self, options: Sequence[Iterable[str]]) -> list[float]:
        """Return the probability of each option."""
        return _softmax([sum(self.weights.get(sign, 0.0) for sign in signs) for signs in options])


@dataclass(frozen=True, slots=True)
class Models:
    """What was fitted: types and statuses of acts, and who is on either side of one."""

    types: Classifier
    statuses: Classifier
    actors: Chooser
    recipients: Chooser


_others: ContextVar[Models | None] = ContextVar("_others", default=None)


def models() -> Models:
    """Return the fitted models, or those that are used in their place here."""
    return _others.get() or _shipped()


@contextmanager
def using(others: Models) -> Iterator[None]:
    """Use other models than those that were fitted, inside a with statement."""
    token = _others.set(others)
    try:
        yield
    finally:
        _others.reset(token)


@cache
def _shipped() -> Models:
    data = json.loads(gzip.decompress(files(__package__).joinpath(_FILE).read_bytes()))
    types, statuses = (
        Classifier(data[name]["classes"], data[name]["weights"]) for name in ("types", "statuses")
    )
    return Models(types, statuses, Chooser(data["actors"]), Chooser(data["recipients"]))


def _softmax(scores: Sequence[float]) -> list[float]:
    most = max(scores, default=0.0)
    raised = [math.exp(score - most) for score in scores]
    total = sum(raised)
    return [one / total for one in raised]
