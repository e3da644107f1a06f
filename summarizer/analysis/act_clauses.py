"""Words of a sentence and a shallow cut of it into clauses: no parser, only function words, verb forms and punctuation.

The cut is an approximation that errs on the side of too many pieces; every walk over words is bounded, so that time
grows linearly with the text.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from summarizer.analysis.act_lexicon import Lexicon, VerbTag, verb_forms
from summarizer.analysis.spans import Span

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,8}|[^\W_]+(?:[-’'.,][^\W_]+){0,8}|[^\w\s]|_")
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)

BE = frozenset("is are was were be been being am 's 're".split())
HAVE = frozenset("has have had having 've".split())
MODALS = frozenset("will would shall should can could may might must 'll 'd".split())
_DO = frozenset("do does did".split())
AUXILIARIES = BE | HAVE | MODALS | _DO
NEGATIONS = frozenset("not never n't no hardly neither nor".split())
DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your some any no each every another such all both many "
    "several more most few other".split()
)
PRONOUNS = frozenset("he she it they we i you who which there that him them".split())
PREPOSITIONS = frozenset(
    "of in on at by for with from into against over under between among about towards toward through during within without "
    "near across behind despite inside outside along amid around upon onto off up down out like per via".split()
)
_SUBORDINATORS = frozenset(
    "after before while because although though since when if unless until whereas once who whom whose which where despite "
    "following amid whereby whether".split()
)
_RELATIVES = frozenset("who whom whose which where".split())
_COORDINATORS = frozenset("and but or nor yet".split())
SAYING = frozenset(
    form
    for lemma in "say tell add report state announce declare claim confirm explain note reveal disclose quote indicate "
    "predict believe think know hear learn show maintain argue suggest stress remark recall".split()
    for form, tags in verb_forms(lemma).items()
    if tags & {"past", "s"}
)
_COMMON = frozenset(
    form
    for lemma in "make take get go come become begin start see know think find use try work put keep let seem turn show move "
    "live happen stand lose include lead continue set learn change run bring happen write provide sit wait remain stay fall cut "
    "reach kill raise pass sell grow open walk win teach offer remember consider appear serve die fail follow cause cost "
    "face describe tell rise send expect build cover create spend add close allow want need mean look feel speak read "
    "leave call aim say drop hope plan underline face enter form join save spread spill".split()
    for form, tags in verb_forms(lemma).items()
    if tags & {"past", "s"}
)
# Verb forms that are as often nouns; which they are is told from the words beside them.
_HOMOGRAPHS = frozenset(
    form
    for lemma in "attack strike support demand protest visit offer ban sanction arrest release return raid bomb shell fire "
    "fund aid help finance trade export import rally march riot boycott block blockade shelter loan grant request appeal call "
    "order plan pledge promise vow threat claim charge blame rebuke complaint probe search report test launch exercise "
    "patrol alert draft mass assault murder massacre slaughter wound fight clash battle ambush capture advance torture rape "
    "abuse execute hijack kidnap lift ease end halt stop freeze cut break curb limit restrict control censor jam seal raid "
    "search guard train arm supply equip exchange share joint work deal talk meet host tour phone telephone signal vote back "
    "back welcome defeat sink down club kick hack stone burn gas mine loot torch storm hold move post station land head face "
    "hope try project round press lobby pressure question doubt challenge dispute veto dismiss censure protest reform "
    "compromise concede retreat surrender quit release answer need cause leave pay show set run fine fast process concern "
    "benefit damage purge sacrifice blast slam rap label brand hit down spray plot stand hearing purchase fly invite".split()
    for form, tags in verb_forms(lemma).items()
    if tags & {"base", "s"}
)
_ADVERBS = frozenset(
    "also again today yesterday then now later already still yet only even just so once twice soon far first recently earlier "
    "flatly reportedly allegedly both instead together back here there ever always often further thus therefore".split()
)
_INTENDING = frozenset("plans offers pledges promises vows hopes plan offer pledge promise vow hope".split())
_NUMBERS = frozenset(
    "hundreds thousands dozens scores millions two three four five six seven eight nine ten".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

SegmentKind = Literal["main", "subordinate", "relative", "coordinate", "participial", "comma", "attribution"]


@dataclass(slots=True)
class Segment:
    """A run of words between two boundaries; `level` is 0 in the main clause and its coordinates."""

    start: int
    end: int
    kind: SegmentKind
    level: int
    finite: int | None


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark, its lower-case form, and where it stands in the whole text."""

    text: str
    lower: str
    span: Span


class Clauses:
    """The words of one sentence with verb readings and segments."""

    def __init__(self, text: str, span: Span, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.words = _words(text, span)

    def lower(self, index: int) -> str:
        """Return the lower-case word, or nothing outside the sentence."""
        return self.words[index].lower if 0 <= index < len(self.words) else ""

    def is_adverb(self, index: int) -> bool:
        """Tell whether the word may stand between an auxiliary and its verb."""
        word = self.lower(index)
        return word in _ADVERBS or word in NEGATIONS or (word.endswith("ly") and len(word) > 4)

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
            return not self._attributive(index, previous, following)
        if "ing" in tags:
            return previous not in DETERMINERS and not previous.endswith(("'s", "’s")) and previous != "of"
        if previous == "to" or previous in MODALS or previous in _DO:
            return True
        if previous in DETERMINERS or previous.isdigit() or previous in {"'s", "’s", "own"}:
            # "those who", "that refuse": a determiner that can be a subject of its own.
            return previous in {"that", "both", "all", "many"} and "base" in tags and word not in _HOMOGRAPHS
        if previous in PREPOSITIONS:
            return False
        if following in MODALS or (following in BE | HAVE and tags & {"base", "s"}):
            # "forces must", "the strikes were": what has a verb after it is the subject.
            return False
        return self._present(index, word, previous, following)

    def _attributive(self, index: int, previous: str, following: str) -> bool:
        noun_follows = following.isalpha() and following not in (
            DETERMINERS
            | PREPOSITIONS
            | PRONOUNS
            | AUXILIARIES
            | _COORDINATORS
            | _SUBORDINATORS
            | {"to", "as", "than"}
        )
        if previous in DETERMINERS - {"that", "both", "all"} or previous.endswith(("'s", "’s")):
            return True
        return previous in PREPOSITIONS and (
            noun_follows and following not in _ADVERBS and following not in _DAYS
        )

    def _present(self, index: int, word: str, previous: str, following: str) -> bool:
        if previous in _COORDINATORS:
            # "to find and punish": the second of two infinitives, or "he attacks and kills".
            window = range(max(0, index - 8), index - 1)
            return any(self.lower(j) == "to" or self.lower(j) in MODALS for j in window) or (
                word not in _HOMOGRAPHS
            )
        if word not in _HOMOGRAPHS:
            return True
        subject = previous in PRONOUNS or previous == "police" or previous == "people"
        opens_object = (
            following in DETERMINERS
            or following in PRONOUNS
            or following in _NUMBERS
            or (following == "to" and word in _INTENDING)
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
        """Tell whether the word carries tense: an auxiliary, or a past or present form that no auxiliary governs."""
        word = self.lower(index)
        if self.is_name(index):
            return False
        if word in AUXILIARIES - {"be", "been", "being", "having"}:
            return True
        previous = self.lower(self.before(index))
        if previous in AUXILIARIES or previous == "to" or previous in DETERMINERS or previous in PREPOSITIONS:
            return False
        tags = self.tags(index)
        if tags & {"past", "s"}:
            return self.is_verb(index) and not self.is_reduced(index)
        if word in SAYING or word in _COMMON:
            return not (
                word in _HOMOGRAPHS and not self._present(index, word, previous, self.lower(index + 1))
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
        start, kind, level, finite = 0, "main", 0, None
        opening: SegmentKind = "main"
        for index in range(len(self.words)):
            boundary = self._boundary(index, finite is not None)
            if boundary is not None and index > start:
                segments.append(Segment(start, index, opening, level, finite))
                level = self._level(boundary, opening, level)
                opening, start, finite = boundary, index, None
            elif boundary is not None and index == start:
                opening = boundary if boundary != "comma" or kind != "main" else opening
                level = self._level(boundary, opening, level)
            if finite is None and self.is_finite(index):
                finite = index
        if start < len(self.words):
            segments.append(Segment(start, len(self.words), opening, level, finite))
        for position, segment in enumerate(segments):
            if position and self._is_attribution(segment):
                segment.kind = "attribution"
            elif segment.kind == "comma" and segment.finite is not None and position:
                # Back in the main clause after an aside: "..., which has ..., said".
                segment.level = 0
        return tuple(segments)

    @staticmethod
    def _level(boundary: SegmentKind, opening: SegmentKind, level: int) -> int:
        if boundary in {"subordinate", "relative"}:
            return 1
        return 0 if boundary == "main" else level

    def _boundary(self, index: int, has_finite: bool) -> SegmentKind | None:
        word, following = self.lower(index), self.lower(index + 1)
        if word in {";", ":", "—", "–"}:
            return "main"
        if word in {",", "(", ")"}:
            return "participial" if following.endswith("ing") and "ing" in self.tags(index + 1) else "comma"
        if word in _SUBORDINATORS:
            if word in {"once", "following", "despite", "amid"} and self.lower(index - 1) not in {",", ""}:
                return None
            return "relative" if word in _RELATIVES else "subordinate"
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
        if word in _COORDINATORS and has_finite and self._continues(index):
            return "coordinate"
        return None

    def _opens_clause(self, index: int) -> bool:
        if self.lower(index - 1) in {
            "such",
            "same",
            "well",
            "known",
            "described",
            "seen",
            "served",
            "regarded",
            "as",
        }:
            return False
        for j in range(index + 1, min(index + 9, len(self.words))):
            if self.lower(j) in {",", ";", "as"}:
                return False
            if self.is_finite(j):
                return j > index + 1
        return False

    def _continues(self, index: int) -> bool:
        # A verb right after "and" continues the clause's subject; else a new clause must show a subject and a verb.
        after = index + 1
        while after < index + 4 and self.is_adverb(after):
            after += 1
        if self.is_finite(after):
            return True
        for j in range(after, min(after + 8, len(self.words))):
            if (
                self.lower(j) in {",", ";"}
                or self.lower(j) in _SUBORDINATORS
                or self.lower(j) in _COORDINATORS
            ):
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
        attributing = SAYING | {"warned", "charged", "warn", "complained", "insisted", "conceded", "admitted"}
        return (
            self.lower(finite) in attributing
            and segment.end - finite <= 6
            and segment.end - segment.start <= 24
        )


def _words(text: str, span: Span) -> list[Word]:
    words: list[Word] = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        piece, start = match.group(), match.start()
        clitic = _CLITIC.search(piece)
        if clitic and clitic.start() > 0:
            cut = clitic.start()
            parts = [(piece[:cut], start), (piece[cut:], start + cut)]
        else:
            parts = [(piece, start)]
        for part, at in parts:
            lower = part.lower().replace("’", "'")
            words.append(Word(part, lower, Span(at, at + len(part))))
    return words
