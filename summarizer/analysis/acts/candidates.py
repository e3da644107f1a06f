"""Candidate events: the acts of an article grouped by what they report and ranked by how much they matter.

The ranking is a sum of plain signs of news value. Its weights were set by hand and checked on annotated articles
(tests/evaluation/NOTES.md); none is sharp, the figures hardly move when one is halved or doubled.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.analysis.acts.acts import Act, evidence, find_acts
from summarizer.analysis.acts.domains import Domain, domain_of
from summarizer.analysis.analysis import Analysis
from summarizer.plover import EventType
from summarizer.text.letters import composed
from summarizer.text.spans import Sentence, Span

# Below this an act is what another act is about, or a noun in passing.
_LEAST_WEIGHT = 0.15
_LEAST_CLAUSE = 25
_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b")
# What somebody is after is not yet something that they do.
_WISH = re.compile(r"(?:aim|hop|seek|intend)(?:s|es|ed|ing)?\b", re.IGNORECASE)
# What was so before, or is so all the time, is told to explain the news.
_BACKGROUND = re.compile(
    r"\b(?:previously|formerly|remain(?:s|ed)?|ha[sd] long|have long|decades?|last year|years? ago|traditionally)\b",
    re.IGNORECASE,
)
# What sports reports call by the names of violence, and what stands beside it where it is violence.
_FIGURES = frozenset({EventType.ASSAULT, EventType.PROTEST})
_POLICE = re.compile(
    r"\b(?:police|officers|gunm[ae]n|arrest\w*|riot\w*|stabb\w+|bomb\w*|tear gas|hooligans?|militants?|soldiers?)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
# Characters of a sentence that are read around an act; the words in which acts are looked for reach no further.
_MOST_READ = 4_000
# Long enough to hold words of one root together (withdraw, withdrawal), short enough to tell others apart.
_STEM = 6


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """Acts of one clause that may be an event; `acts[0]` is the strongest. `importance` only ranks.

    `cues` is the share of each PLOVER type in what the cue words say, not normalised. `quoted` tells that it stands in
    a quotation; `actors` are those that its sentence names or, in a quotation, who speaks; `domain` is what the article
    is about where that is hardly politics.
    """

    sentence: Sentence
    acts: tuple[Act, ...]
    cues: Mapping[EventType, float]
    importance: float
    quoted: bool
    actors: frozenset[int]
    stems: frozenset[str]
    domain: Domain | None

    @property
    def act(self) -> Act:
        """Return the act that stands for the candidate."""
        return self.acts[0]

    @property
    def type(self) -> EventType:
        """Return the type that the cue words speak for most."""
        return max(self.cues, key=lambda event_type: self.cues[event_type])


def find_candidates(analysis: Analysis) -> list[Candidate]:
    """Return every candidate event of the article, most important first."""
    text = analysis.text
    stems = [_stems(text[sentence.start : sentence.end]) for sentence in analysis.sentences]
    spread = Counter(stem for found in stems for stem in found)
    domain = domain_of(spread, len(analysis.sentences))
    found: list[Candidate] = []
    for sentence in analysis.sentences:
        acts = [act for act in find_acts(text, sentence) if _is_told(act, sentence, domain, analysis)]
        for rank, group in enumerate(_by_clause(acts)):
            found.append(_candidate(analysis, sentence, group, rank, spread, domain))
    return sorted(found, key=lambda candidate: -candidate.importance)


def _is_told(act: Act, sentence: Sentence, domain: Domain | None, analysis: Analysis) -> bool:
    """Tell whether the act may be what its clause tells. That one did not happen is news only if somebody says so."""
    if not act.reported or act.weight < _LEAST_WEIGHT:
        return False
    if domain is not None and act.type in _FIGURES and not _is_deed(act, sentence, domain, analysis):
        return False
    return act.status != "denied" or analysis.quotation_at(act.cue) is not None


def _is_deed(act: Act, sentence: Sentence, domain: Domain, analysis: Analysis) -> bool:
    """Tell whether violence is meant as such: beside a match where police are, in a disaster where somebody does it."""
    if domain == "disaster":
        return act.subject is not None
    return (
        _POLICE.search(analysis.text, sentence.start, min(sentence.end, sentence.start + _MOST_READ))
        is not None
    )


def _by_clause(acts: Sequence[Act]) -> list[list[Act]]:
    """Group acts that share a clause, the strongest act first in each group and among groups."""
    groups: list[list[Act]] = []
    for act in sorted(acts, key=lambda act: -act.weight):
        for group in groups:
            if _shared(act.clause, group[0].clause) > 0.5:
                group.append(act)
                break
        else:
            groups.append([act])
    return groups


def _shared(one: Span, other: Span) -> float:
    overlap = min(one.end, other.end) - max(one.start, other.start)
    return overlap / max(1, min(one.end - one.start, other.end - other.start))


def _candidate(
    analysis: Analysis,
    sentence: Sentence,
    group: list[Act],
    rank: int,
    spread: Mapping[str, int],
    domain: Domain | None,
) -> Candidate:
    act = group[0]
    around = Span(sentence.start, min(sentence.end, sentence.start + _MOST_READ))
    clause = act.clause.of(analysis.text)
    stems = _stems(clause)
    quotation = analysis.quotation_at(act.cue)
    quoted = quotation is not None
    actors = {actor for _, actor in analysis.mentions_in(around)}
    if quotation and (speaker := analysis.attribution_of(quotation).actor) is not None:
        actors = {speaker}
    importance = (
        1.2 * math.exp(-(sentence.id - 1) / 6)  # news is told first
        + 0.8 * act.weight  # as the main verb, not in passing
        + 0.5
        * sum(spread[stem] - 1 for stem in stems)
        / max(4, len(stems))
        / 3  # the article comes back to it
        + 0.25 * bool(act.subject and analysis.mentions_in(act.subject))  # somebody known does it
        + 0.2 * bool(_DIGIT.search(clause))
        - 0.7 * _is_history(around, analysis)
        - 0.5 * bool(_BACKGROUND.search(analysis.text, around.start, around.end))
        - 0.5 * (act.status == "hypothetical")
        - 0.6 * bool(_WISH.match(analysis.text, act.cue.start))
        - 0.4 * quoted  # what is said of the world rather than done in it
        - 0.35 * rank
        - 0.4 * (len(clause) < _LEAST_CLAUSE)
    )
    return Candidate(
        sentence, tuple(group), evidence(group), importance, quoted, frozenset(actors), stems, domain
    )


def _is_history(around: Span, analysis: Analysis) -> bool:
    published = analysis.article.published
    if published is None:
        return False
    years = _YEAR.findall(analysis.text, around.start, around.end)
    return any(int(year) < published.year for year in years)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.casefold()[:_STEM] for word in _WORD.findall(composed(text)))
