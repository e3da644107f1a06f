"""Words of a sentence and a shallow cut of it into clauses.

No parser, only function words, verb forms and punctuation. The cut is an approximation that errs on the
side of too many pieces; every walk over words is bounded, so that time grows linearly with the text.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from summarizer.analysis.acts.lexicon import Lexicon, VerbTag
from summarizer.analysis.acts.tokens import read_words
from summarizer.analysis.acts.words import (
    ADVERBS,
    ATTRIBUTING,
    AUXILIARIES,
    BE,
    COMMON_FINITE,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    DO,
    EXPECTING,
    HAVE,
    HOMOGRAPHS,
    INTENDING,
    MODALS,
    NAMING,
    NEGATIONS,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SAYING,
    SUBORDINATORS,
)
from summarizer.text.spans import Span

# Marks behind which a sentence, a question among them, begins.
_OPENS = frozenset('.:;!?"“”„«»‘')

# How many asides may follow a clause, and how many words a verb group has.
_ASIDES = 6
_GROUP = 8

SegmentKind = Literal["main", "subordinate", "relative", "coordinate", "participial", "comma", "attribution"]


@dataclass(slots=True)
class Segment:
    """A run of words between two boundaries; `level` is 0 in the main clause and its coordinates."""

    start: int
    end: int
    kind: SegmentKind
    level: int
    finite: int | None


class Clauses:
    """The words of one sentence with verb readings and segments."""

    def __init__(self, text: str, span: Span, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.words = read_words(text, span)
        self._lower = [word.lower for word in self.words]

    def lower(self, index: int) -> str:
        """Return the lower-case word, or nothing outside the sentence."""
        return self._lower[index] if 0 <= index < len(self._lower) else ""

    def is_adverb(self, index: int) -> bool:
        """Tell whether the word may stand between an auxiliary and its verb."""
        word = self.lower(index)
        return word in ADVERBS or word in NEGATIONS or (word.endswith("ly") and len(word) > 4)

    def before(self, index: int) -> int:
        """Return the index of the nearest word before that is no adverb."""
        index -= 1
        for _ in range(3):
            if not self.is_adverb(index):
                break
            index -= 1
        return index

    def tags(self, index: int) -> frozenset[VerbTag]:
        """Return what the word may be as a form of a verb of the lexicon."""
        return self._lexicon.verbs.get(self.lower(index), frozenset())

    def has_any(self, words: frozenset[str]) -> bool:
        """Tell whether one of the words stands anywhere in the sentence."""
        return not words.isdisjoint(self._lower)

    def is_asked(self, index: int) -> bool:
        """Tell whether the word stands in a question."""
        return any(start <= index < end for start, end in self._questions)

    @cached_property
    def _questions(self) -> list[tuple[int, int]]:
        if "?" not in self._lower:
            return []
        found: list[tuple[int, int]] = []
        start = 0
        for index, word in enumerate(self._lower):
            if word == "?":
                found.append((start, index))
            if word in _OPENS:
                start = index + 1
        return found

    def is_name(self, index: int) -> bool:
        """Tell whether the word is capitalised inside the sentence."""
        return 0 < index < len(self.words) and self.words[index].text[:1].isupper()

    @cached_property
    def _uses(self) -> dict[int, bool]:
        return {}

    def is_verb(self, index: int) -> bool:
        """Tell whether the word is used as a verb here, as far as its neighbours show."""
        if index not in self._uses:
            # Set first: a decision may look at a neighbour, and must not come back here.
            self._uses[index] = False
            self._uses[index] = self._decide(index)
        return self._uses[index]

    def _decide(self, index: int) -> bool:
        word, tags = self.lower(index), self.tags(index)
        if self.is_name(index):
            return False
        previous = self.lower(self.before(index))
        following = self.lower(index + 1)
        if word in AUXILIARIES:
            return True
        if previous in BE or previous in HAVE:
            return bool(tags & {"participle", "past", "ing"}) or not tags & {"base", "s"}
        if tags & {"past", "participle"} and not tags & {"base"}:
            return not self._attributive(previous, following)
        if "ing" in tags:
            if previous == "of":
                # "of bombing the port", not "of bombing in the port".
                return following.isalpha() and following not in PREPOSITIONS | AUXILIARIES | COORDINATORS
            return previous not in DETERMINERS and not previous.endswith(("'s", "’s"))
        if previous == "to" or previous in MODALS or previous in DO:
            return True
        if previous in DETERMINERS or previous.isdigit() or previous in {"'s", "’s", "own"}:
            # "those who", "that refuse": a determiner that can be a subject of its own.
            return previous in {"that", "both", "all", "many"} and "base" in tags and word not in HOMOGRAPHS
        if previous in PREPOSITIONS:
            return False
        if following in MODALS or (following in BE | HAVE and tags & {"base", "s"}):
            # "forces must", "the strikes were": what has a verb after it is the subject.
            return False
        if "past" in tags and previous.isalpha() and previous not in COORDINATORS:
            # "The speaker quit", "Rome cut aid": a past form that looks like the base form.
            return True
        return self._present(index, word, previous, following)

    def _attributive(self, previous: str, following: str) -> bool:
        noun_follows = following.isalpha() and following not in (
            DETERMINERS
            | PREPOSITIONS
            | PRONOUNS
            | AUXILIARIES
            | COORDINATORS
            | SUBORDINATORS
            | {"to", "as", "than"}
        )
        if previous in DETERMINERS - {"that", "both", "all"} or previous.endswith(("'s", "’s")):
            return True
        # "on signed agreements", "expects signed agreements".
        return (previous in PREPOSITIONS or previous in COMMON_FINITE) and (
            noun_follows and following not in ADVERBS and following not in DAYS
        )

    def _present(self, index: int, word: str, previous: str, following: str) -> bool:
        if previous in COORDINATORS:
            # "to find and punish": the second of two infinitives, or "he attacks and kills".
            window = range(max(0, index - 8), index - 1)
            return any(self.lower(j) == "to" or self.lower(j) in MODALS for j in window) or (
                word not in HOMOGRAPHS
            )
        if word not in HOMOGRAPHS:
            return True
        subject = previous in PRONOUNS or previous == "police" or previous == "people"
        opens_object = (
            following in DETERMINERS
            or following in PRONOUNS
            or following in NUMBERS
            or (following == "to" and word in INTENDING)
            or self.is_name(index + 1)
            or following.isdigit()
        )
        if subject:
            return True
        if previous == ")":
            return opens_object
        plural_subject = previous.endswith("s") and not previous.endswith(("'s", "’s", "ss"))
        name_subject = self.is_name(index - 1) or index == 1
        if "base" in self.tags(index):
            return plural_subject and opens_object
        return (name_subject or bool(previous.isalpha())) and opens_object

    def is_finite(self, index: int) -> bool:
        """Tell whether the word carries tense: an auxiliary, or a past or present form that no auxiliary
        governs."""
        word = self.lower(index)
        if self.is_name(index):
            return False
        previous = self.lower(self.before(index))
        if word == "'s" and previous not in PRONOUNS | {"that", "what", "here"}:
            return False
        if word in AUXILIARIES - {"be", "been", "being", "having"}:
            return True
        if previous in AUXILIARIES or previous == "to" or previous in DETERMINERS or previous in PREPOSITIONS:
            return False
        tags = self.tags(index)
        if "base" in tags and not tags & {"past", "s"}:
            plural = previous in PRONOUNS | {"police", "people"} or (
                previous.endswith("s") and len(previous) > 3
            )
            return plural and not previous.endswith(("'s", "ss")) and self.is_verb(index)
        if tags & {"past", "s"}:
            return self.is_verb(index) and not self.is_reduced(index)
        if word in SAYING or word in COMMON_FINITE:
            return not (
                word in HOMOGRAPHS and not self._present(index, word, previous, self.lower(index + 1))
            )
        return word.endswith("ed") and len(word) > 4 and self.lower(index + 1) != "by"

    def is_reduced(self, index: int) -> bool:
        """Tell whether a past form is a participle after its noun: "a camp raided by gunmen"."""
        previous = self.lower(self.before(index))
        return previous not in AUXILIARIES and previous != "being" and self.lower(index + 1) == "by"

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Return the pieces between clause boundaries, in order."""
        segments: list[Segment] = []
        current = Segment(start=0, end=0, kind="main", level=0, finite=None)
        for index in range(len(self.words)):
            boundary = self._boundary(index, current.finite is not None)
            if boundary is not None:
                level = (
                    1
                    if boundary in {"subordinate", "relative"}
                    else 0
                    if boundary == "main"
                    else current.level
                )
                if index > current.start:
                    current.end = index
                    segments.append(current)
                    current = Segment(index, index, boundary, level, None)
                else:
                    # A sentence that opens with "After ..." or "If ...".
                    current.kind, current.level = boundary, level
            if current.finite is None and self.is_finite(index):
                current.finite = index
        current.end = len(self.words)
        segments.append(current)
        for segment in segments[1:]:
            if self._is_attribution(segment):
                segment.kind = "attribution"
            elif segment.kind == "comma" and segment.finite is not None:
                # Back in the main clause after an aside: "..., which has ..., said".
                segment.level = 0
        return tuple(segments)

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    def segment_number(self, index: int) -> int:
        """Return which segment holds the word."""
        return bisect_right(self._starts, index) - 1

    def segment(self, index: int) -> Segment:
        """Return the segment that holds the word."""
        return self.segments[self.segment_number(index)]

    def last_segment(self, index: int) -> int:
        """Return the number of the last segment of the word's clause: its own, or the last aside after it."""
        number = self.segment_number(index)
        for following in self.segments[number + 1 : number + 1 + _ASIDES]:
            if following.kind != "comma" or following.finite is not None:
                break
            number += 1
        return number

    def group_start(self, head: int) -> int:
        """Return where the verb group begins: "has not yet been", "is expected to", back from the verb."""
        start = head
        for index in range(head - 1, max(-1, head - _GROUP), -1):
            word = self.lower(index)
            expecting = word in EXPECTING and self.lower(index + 1) == "to"
            if word in AUXILIARIES or word == "to" or (expecting and self.lower(self.before(index)) in BE):
                start = index
            elif not self.is_adverb(index):
                break
        return start

    def auxiliaries(self, head: int) -> list[str]:
        """Return the words of the verb group before the verb."""
        return [self.lower(index) for index in range(self.group_start(head), head)]

    def is_passive(self, head: int) -> bool:
        """Tell whether the verb is a passive participle, after a form of be or after its noun."""
        if "participle" not in self.tags(head):
            return False
        return not BE.isdisjoint(self.auxiliaries(head)) or self.is_reduced(head)

    def _boundary(self, index: int, has_finite: bool) -> SegmentKind | None:
        word, following = self.lower(index), self.lower(index + 1)
        if word in {";", ":", "—", "–"}:
            return "main"
        if word == "," and following in COORDINATORS and has_finite and self._continues(index + 1):
            return "coordinate"
        if word in {",", "(", ")"}:
            return "participial" if following.endswith("ing") and "ing" in self.tags(index + 1) else "comma"
        if word in SUBORDINATORS:
            if word in {"once", "following", "despite", "amid"} and self.lower(index - 1) not in {",", ""}:
                return None
            return "relative" if word in RELATIVES else "subordinate"
        if (
            word == "that"
            and index
            and self.is_finite(index + 1)
            and self.lower(index - 1) not in {"said", "so"}
        ):
            return "relative" if not self.is_verb(index - 1) else None
        if word == "as" and self._opens_clause(index):
            return "subordinate"
        if word == "with" and self.lower(index - 1) == ",":
            return "participial"
        if word in COORDINATORS and has_finite and self._continues(index):
            return "coordinate"
        return None

    def _opens_clause(self, index: int) -> bool:
        if self.lower(index - 1) in NAMING:
            return False
        for j in range(index + 1, min(index + 9, len(self.words))):
            if self.lower(j) in {",", ";", "as"}:
                return False
            if self.is_finite(j):
                return j > index + 1
        return False

    def _continues(self, index: int) -> bool:
        # A verb right after "and" continues the clause's subject; else a new clause must show a subject and
        # a verb.
        after = index + 1
        while after < index + 4 and self.is_adverb(after):
            after += 1
        if self.is_finite(after):
            return True
        for j in range(after, min(after + 8, len(self.words))):
            if self.lower(j) in {",", ";"} or self.lower(j) in SUBORDINATORS or self.lower(j) in COORDINATORS:
                return False
            if self.is_finite(j):
                return True
        return False

    def _is_attribution(self, segment: Segment) -> bool:
        if self.lower(segment.start + (self.lower(segment.start) == ",")) == "according":
            return True
        finite = segment.finite
        if segment.kind not in {"comma", "main"} or finite is None:
            return False
        return (
            self.lower(finite) in ATTRIBUTING
            and segment.end - finite <= 6
            and segment.end - segment.start <= 24
        )
