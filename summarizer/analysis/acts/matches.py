"""Where the patterns of the cue lexicon fit a sentence."""

from dataclasses import dataclass

from summarizer.analysis.acts.clauses import Clauses
from summarizer.analysis.acts.lexicon import Cue, Element, load_lexicon
from summarizer.analysis.acts.words import CATENATIVES, MODALS

# How far before a passive verb its noun may stand, in words.
_PASSIVE_REACH = 8


@dataclass(frozen=True, slots=True)
class Match:
    """A cue and the words that fill its pattern, in the pattern's order."""

    cue: Cue
    words: tuple[int, ...]

    @property
    def head(self) -> int:
        """Return the word that the pattern starts with, the verb where it has one."""
        return self.words[0]

    @property
    def first(self) -> int:
        """Return the leftmost word."""
        return min(self.words)

    @property
    def last(self) -> int:
        """Return the rightmost word."""
        return max(self.words)

    @property
    def verbal(self) -> bool:
        """Tell whether the pattern starts with a verb."""
        return self.cue.elements[0].reading == "verb"

    @property
    def predicate(self) -> bool:
        """Tell whether no verb but a phrase says it: "ready to", "must", "out of the question"."""
        return self.cue.elements[0].reading == "word" and (self.cue.governs or self.modal)

    @property
    def modal(self) -> bool:
        """Tell whether the pattern is a bare modal."""
        return self.cue.elements[0].words <= MODALS


def find_matches(clauses: Clauses) -> list[Match]:
    """Return the cues of the sentence in order; of those that share words, the one that says most."""
    lexicon = load_lexicon()
    found = [
        Match(cue, words)
        for index, word in enumerate(clauses.words)
        for cue in lexicon.by_word.get(word.lower, ())
        if (words := _fit(clauses, cue.elements, index)) is not None
    ]
    return _without_lone_modals(clauses, _best(found))


def _fit(clauses: Clauses, elements: tuple[Element, ...], index: int) -> tuple[int, ...] | None:
    if not _reads(clauses, elements[0], index):
        return None
    if len(elements) == 1 and clauses.lower(index) in CATENATIVES and clauses.lower(index + 1) == "to":
        # "sought to reassure": the verb that follows is the act.
        return None
    words = [index]
    limit = clauses.segments[clauses.last_segment(index)].end if len(elements) > 1 else 0
    for element in elements[1:]:
        fewest, most = element.gap
        reach = range(words[-1] + 1 + fewest, min(limit, words[-1] + 2 + most))
        place = next((j for j in reach if _reads(clauses, element, j)), None)
        if place is None and len(words) == 1 and most and elements[0].reading == "verb":
            place = _passive_object(clauses, element, index)
        if place is None:
            return None
        words.append(place)
    return tuple(words)


def _passive_object(clauses: Clauses, element: Element, index: int) -> int | None:
    """Return the word before a passive verb that the pattern wants after it: "sanctions were lifted"."""
    if not clauses.is_passive(index):
        return None
    group = clauses.group_start(index)
    start = max(clauses.segment(index).start, group - _PASSIVE_REACH)
    return next((j for j in range(group - 1, start - 1, -1) if _reads(clauses, element, j)), None)


def _reads(clauses: Clauses, element: Element, index: int) -> bool:
    if clauses.lower(index) not in element.words:
        return False
    if element.reading == "verb":
        return clauses.is_verb(index)
    if element.reading == "noun":
        return not (clauses.tags(index) and clauses.is_verb(index))
    return True


def _best(matches: list[Match]) -> list[Match]:
    # The pattern with more words says more ("lift ... sanctions" over "sanctions"); ties go to verbs, then
    # to the tighter fit.
    order = sorted(
        matches, key=lambda m: (-len(m.words), not m.verbal, m.last - m.head, -m.cue.strength, m.head)
    )
    taken: set[int] = set()
    kept: list[Match] = []
    for match in order:
        if taken.isdisjoint(match.words):
            taken.update(match.words)
            kept.append(match)
    return sorted(kept, key=lambda m: m.head)


def _without_lone_modals(clauses: Clauses, matches: list[Match]) -> list[Match]:
    """Leave out modals whose verb is a cue itself: they say how it is meant, and nothing of their own."""
    groups = {
        index
        for match in matches
        if match.verbal
        for index in range(clauses.group_start(match.head), match.head)
    }
    return [match for match in matches if match.verbal or match.head not in groups]
