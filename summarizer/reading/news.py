"""What of an article's acts is news: tellings of the same act joined, the unsure left out, the most important first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from summarizer.brief import EventStatus
from summarizer.reading.act import HARM, Act
from summarizer.reading.actor import Actor
from summarizer.reading.reading import Reading
from summarizer.reading.status import depth
from summarizer.text.spans import Sentence

_TOLD: frozenset[EventStatus] = frozenset({"happened", "ongoing", "planned"})
# What lacks a side says less.
_ONE_SIDED = 0.7
# What is told a clause deeper counts so much less.
_DEEPER = 0.7
# The first sentence counts so much more than the last one.
_FIRST, _FALL = 1.3, 0.6
_AGAIN = 0.15
# A text of more sentences is no news article but a report, and each part of it has something to tell.
_NEWS, _PART = 120, 60


@dataclass(slots=True)
class Telling:
    """An act and every place that tells it, the most important first; `sentences` are those of the article."""

    acts: list[Act]
    sentences: list[Sentence]
    importance: float = 0.0

    @property
    def act(self) -> Act:
        """Return the act that stands for all."""
        return self.acts[0]


def tellings(reading: Reading) -> list[Telling]:
    """Return the acts that may be told, each once, the most important first."""
    found: list[Telling] = []
    last = max(len(reading.document.sentences) - 1, 1)
    told = [
        (act, sentence)
        for act in reading.acts
        if _may_be_told(act) and (sentence := reading.sentence_of(act.head)) is not None
    ]
    told.sort(key=lambda pair: -_weight(pair[0], pair[1], last))
    for act, sentence in told:
        again = next((one for one in found if is_same(one.act, act)), None)
        if again is None:
            found.append(Telling([act], [sentence], _weight(act, sentence, last)))
            continue
        again.acts.append(act)
        if sentence not in again.sentences:
            again.sentences.append(sentence)
            again.importance += _AGAIN
    found.sort(key=lambda one: -one.importance)
    return found if last < _NEWS else _of_each_part(found, last)


def _weight(act: Act, sentence: Sentence, last: int) -> float:
    likely = act.likely.told * act.likely.type * _DEEPER ** depth(act.head)
    return (likely if act.has_both_sides else likely * _ONE_SIDED) * (
        _FIRST - _FALL * (sentence.id - 1) / last
    )


def _may_be_told(act: Act) -> bool:
    if act.status not in _TOLD:
        return False
    # What nobody is known to have done is told for those who suffer it.
    return bool(act.actors) or (bool(act.recipients) and act.type in HARM)


def is_same(one: Act, other: Act) -> bool:
    """Tell whether two acts are one, told twice."""
    if one.type != other.type:
        return False
    beside = one.head.sent == other.head.sent  # marched to protest
    if one.status != other.status and not beside:
        return False
    recipients = _share(one.recipients, other.recipients) or (
        beside and not (one.recipients and other.recipients)
    )
    return _share(one.actors, other.actors) and recipients


def _share(ones: Sequence[Actor], others: Sequence[Actor]) -> bool:
    return (not ones and not others) or bool(set(ones) & set(others))


def _of_each_part(found: Sequence[Telling], last: int) -> list[Telling]:
    """Return what the parts of a report put first, then what they put second, and so on."""
    parts = max(1, (last + 1) // _PART)
    ranks: list[list[Telling]] = [[] for _ in range(parts)]
    for telling in found:
        ranks[min((telling.sentences[0].id - 1) * parts // (last + 1), parts - 1)].append(telling)
    deepest = max(map(len, ranks), default=0)
    return list(
        chain.from_iterable(
            sorted((part[rank] for part in ranks if rank < len(part)), key=lambda one: -one.importance)
            for rank in range(deepest)
        )
    )
