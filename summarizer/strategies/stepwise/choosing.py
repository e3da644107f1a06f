"""Which of the acts that rules found are looked at: the most important of an article, and of each part of a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from summarizer.analysis.acts.candidates import Candidate, find_candidates
from summarizer.analysis.acts.retellings import join_retellings
from summarizer.analysis.analysis import Analysis

# Candidates beyond these hardly ever are what the article is about, and each may cost a request; those beyond the
# second number hardly ever are news, though they may be moves.
_MOST, _MOST_EVENTS = 24, 16
_PUBLISHED_EVENTS, _PUBLISHED_MOVES = 10, 14
# A text of more sentences is no news article but a report, and each part of it has something to tell.
_NEWS = 120
_PART = 60
_MOST_PARTS = 24
# Candidates of each part that are compared to find those that tell the same, and how many of the rest go on.
_LOOKED_AT, _RANKS = 60, 8


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates that are coded, the most telling first; `for_events` of them may be events.

    At most `events` and `moves` of them are published.
    """

    candidates: Sequence[Candidate]
    for_events: int
    events: int
    moves: int


def choose_candidates(analysis: Analysis) -> Choice:
    """Return the candidates to look at; of a report what its parts put first, then what they put second, each once."""
    found = find_candidates(analysis)
    sentences = len(analysis.sentences)
    if sentences <= _NEWS:
        return Choice(found[:_MOST], _MOST_EVENTS, _PUBLISHED_EVENTS, _PUBLISHED_MOVES)
    parts = min(_MOST_PARTS, sentences // _PART)
    ranks: list[list[Candidate]] = [[] for _ in range(parts)]
    for candidate in found:
        ranks[(candidate.sentence.id - 1) * parts // sentences].append(candidate)
    # A report comes back to one thing again and again; that must not take the place of everything else. So what tells
    # the same is joined, in each part and then in all of what they put first.
    told = [[one.first for one in join_retellings(part[:_LOOKED_AT], analysis)] for part in ranks]
    rows = (
        sorted((part[rank] for part in told if rank < len(part)), key=lambda one: -one.importance)
        for rank in range(_RANKS)
    )
    tellings = join_retellings(chain.from_iterable(rows), analysis)
    most = max(_MOST, 2 * parts)
    return Choice(
        [telling.first for telling in tellings[:most]],
        max(_MOST_EVENTS, 2 * parts),
        max(_PUBLISHED_EVENTS, parts),
        max(_PUBLISHED_MOVES, parts),
    )
