"""Which candidates tell the same act again, so that a brief says it once."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from summarizer.analysis.acts.candidates import Candidate
from summarizer.analysis.analysis import Analysis

# Share of weighted words that two tellings have in common: with the same type, and with different types.
_SAME_TYPE, _ANY_TYPE = 0.35, 0.6
# What follows on the heels of a telling mostly goes on with it, the more so in quotation marks.
_NEXT_TO = 0.15
# What is told of others is less likely the same; names that mean one actor are not always known to.
_OTHERS = 0.1
_CERTAINLY = 1.0


@dataclass(slots=True)
class Telling:
    """An act and every candidate that tells it, the most important first."""

    candidates: list[Candidate]

    @property
    def first(self) -> Candidate:
        """Return the candidate that stands for the act."""
        return self.candidates[0]

    @property
    def sentences(self) -> list[int]:
        """Return the ids of the sentences that tell it, each once."""
        return list(dict.fromkeys(candidate.sentence.id for candidate in self.candidates))


def join_retellings(
    candidates: Iterable[Candidate], analysis: Analysis, *, one_a_sentence: bool = False
) -> list[Telling]:
    """Return the acts that the candidates tell, in the order of their first telling.

    With `one_a_sentence`, what a sentence reports besides its most important act counts as part of that act.
    """
    rarity = _rarity(candidates := list(candidates), len(analysis.sentences))
    tellings: list[Telling] = []
    for candidate in candidates:
        scored = ((_excess(candidate, telling, rarity, one_a_sentence), telling) for telling in tellings)
        best = max(scored, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] >= 0:
            best[1].candidates.append(candidate)
        else:
            tellings.append(Telling([candidate]))
    return tellings


def _excess(
    candidate: Candidate, telling: Telling, rarity: Mapping[str, float], one_a_sentence: bool
) -> float:
    """Return how far the likeness is above what makes the two one act."""
    first = telling.first
    same_type = candidate.type == first.type
    if candidate.sentence.id in telling.sentences and (same_type or one_a_sentence):
        return _CERTAINLY
    near = any(abs(candidate.sentence.id - other) <= 1 for other in telling.sentences)
    if candidate.quoted and near and candidate.actors & first.actors:
        # What somebody is quoted with right behind what they did explains it.
        return 0.5
    wanted = _SAME_TYPE if same_type else _ANY_TYPE
    if candidate.actors and first.actors and not candidate.actors & first.actors:
        wanted += _OTHERS
    if near:
        wanted -= _NEXT_TO * (2 if candidate.quoted else 1)
    return _likeness(candidate.stems, first.stems, rarity) - wanted


def _likeness(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> float:
    def weight(stems: frozenset[str]) -> float:
        return sum(rarity.get(stem, 1.0) for stem in stems)

    least = min(weight(one), weight(other))
    return weight(one & other) / least if least else 0.0


def _rarity(candidates: Iterable[Candidate], sentences: int) -> dict[str, float]:
    spread = Counter(stem for candidate in candidates for stem in candidate.stems)
    return {stem: math.log(1 + sentences / count) for stem, count in spread.items()}
