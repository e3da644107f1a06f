"""Capitalised names in a text: where they stand, what they name, and what stands before them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from summarizer.analysis.actors.grammar import (
    CALENDAR,
    FUNCTION_WORDS,
    LOCATIVES,
    NOT_NAMES,
    PEOPLES,
    PLACE_NOUNS,
    acts,
)
from summarizer.analysis.actors.groups import GROUP_HEADS
from summarizer.analysis.actors.known import KnownName, known_names, shared_names
from summarizer.analysis.actors.lexicon import first_names, kinds, lexicon
from summarizer.analysis.actors.titles import (
    ADDRESSES,
    HONORIFICS,
    OFFICES,
    PORTFOLIOS,
    ROLE_MODIFIERS,
    ROYAL,
    is_role_head,
    is_role_word,
)
from summarizer.analysis.actors.words import BLANKS, POSSESSIVES, Words
from summarizer.brief import ActorKind

# The head of a body's name ("Ministry", "Front", "Union") and what kind of body it is.
BODY_HEADS = kinds("bodies")

_FUNCTION_WORDS = FUNCTION_WORDS | {word.capitalize() for word in FUNCTION_WORDS}
_PARTICLES = lexicon("particles")
_PLACE_WORDS = lexicon("place words")
_NO_TITLES = lexicon("no titles")
_OWNERS = lexicon("owners")
_NAMELIKE = lexicon("namelike")
_BEFORE_MONTH = lexicon("before month")
_LONGEST = 16  # words of a name; bounds the work on text in capitals
_MOST = 50_000  # names that are read: a book of two million characters has fewer
_INNER = BLANKS | POSSESSIVES | {". "}
_BEFORE_VERB = frozenset((" ", ") ", "\n", ")\n"))
_OPENERS = frozenset(("“", '"', "‘", "(", "[", "\n", "•"))
_OF = frozenset(("of", "for", "on"))
_PLAIN_OFFICES = OFFICES - {word.lower() for word in ROYAL}
_LINKS = _PARTICLES | _OF | {"and"}  # words in lower case that a name may go on with


@dataclass(slots=True, eq=False)
class Name:
    """A name at the words `first..last` of the text; its title begins at `begin`.

    `adjective` marks a demonym, a faith or a title: it names nobody by itself. `acts` says that a verb of acting
    follows, `placed` that a place is meant, `initial` that the name begins a sentence, `used` that a longer
    phrase has taken it up. `apposition` is a role that stands beside the name, parted by a comma, `within` a phrase
    that speaks for a body ("a State Department official").
    """

    first: int
    last: int
    begin: int
    kind: ActorKind | None = None
    known: KnownName | None = None
    country: str | None = None
    role: tuple[int, int] | None = None
    titled: bool = False
    adjective: bool = False
    acts: bool = False
    placed: bool = False
    initial: bool = False
    used: bool = False
    acronym: int | None = None
    apposition: tuple[int, int] | None = None
    within: tuple[int, int] | None = None


def find_names(words: Words, starts: Iterable[int]) -> list[Name]:
    """Return the names of the text in order, the first 50,000; `starts` are the offsets at which sentences begin."""
    return _Reader(words, starts).read()


class _Reader:
    def __init__(self, words: Words, starts: Iterable[int]) -> None:
        self.words = words
        self.starts = frozenset(starts)
        self.given = first_names()
        self.table = known_names()
        self.shared = shared_names(words.vocabulary)
        self.names: list[Name] = []

    def read(self) -> list[Name]:
        words, word, behind = self.words, self.words.word, 0
        for index in words.capitals:
            here = word[index]
            if index < behind or (here in _FUNCTION_WORDS and (here != "May" or self._month(index))):
                continue
            if len(here) == 1 and not words.linked(index):
                continue
            initial = self._begins(index)
            if self._common(index, here, initial=initial):
                continue
            behind = self._run(index, initial=initial)
            if len(self.names) >= _MOST:
                break
        for name in self.names:
            self._look_around(name)
        for owner, name in pairwise(self.names):
            if owner.last == name.begin - 1 and words.owns[owner.last] and owner.kind == "country":
                name.country = name.country or owner.country  # "Peru’s President …", "Russia’s Gazprom"
        return self.names

    def _month(self, index: int) -> bool:
        before, after = self.words.word[index - 1] if index else "", self.words.word[index + 1]
        return before.lower() in _BEFORE_MONTH or before[:1].isdigit() or after[:1].isdigit()

    def _common(self, index: int, here: str, *, initial: bool) -> bool:
        """Tell whether a capitalised word is an ordinary word that begins a sentence, or no name anywhere."""
        alone = not self.words.capital[index + 1]
        if alone and here in NOT_NAMES:
            return True
        if not initial or here in self.table or here in self.given or here in PEOPLES:
            return False
        low = here.lower()
        if not alone and is_role_word(low):
            return False  # "President Mora", though "the president" follows
        if low in GROUP_HEADS or (alone and (low in ROLE_MODIFIERS or is_role_head(low))):
            return True
        return low in self.words.vocabulary or low.endswith(("ing", "ly", "ed"))

    def _begins(self, index: int) -> bool:
        start = self.words.start[index]
        return start in self.starts or self.words.text[start - 1 : start] in _OPENERS

    def _match(self, index: int) -> KnownName | None:
        """Return the longest known name that begins with this word."""
        word = self.words.word
        for name in self.table.get(word[index], ()):
            size = len(name.words)
            if size == 1 or (
                tuple(word[index : index + size]) == name.words
                and all(self.words.gaps[at] in _INNER for at in range(index, index + size - 1))
            ):
                return name
        return self.shared.get(word[index])

    def _run_end(self, index: int) -> int:
        """Return the word behind the run of words that may make one name with the word at `index`."""
        words, word, gaps, capital = self.words, self.words.word, self.words.gaps, self.words.capital
        end, of_seen = index + 1, False
        while (here := word[end]) and end - index < _LONGEST:
            if not (gaps[end - 1] in BLANKS or words.linked(end - 1)):
                # "Kurdistan Workers’ Party", "King’s College", but "Britain’s Labour Party"
                if not (gaps[end - 1] in POSSESSIVES and word[end - 1] in _OWNERS and here in BODY_HEADS):
                    return end
                end += 1
            elif capital[end]:
                # A weekday ends a name, and so does a verb or preposition of a headline in capitals.
                if here in CALENDAR or (here in _FUNCTION_WORDS and here != "May"):
                    return end
                end += 1
            else:
                step = self._step(end, index, of_seen=of_seen) if here in _LINKS else end
                if step == end:
                    return end + 1 if here == "party" and word[end - 1] in PEOPLES else end
                of_seen = of_seen or here in _OF
                end = step
        return end

    def _step(self, at: int, begin: int, *, of_seen: bool) -> int:
        """Return the word behind the next part of a name that goes on with "of", "and", "von"; else `at`."""
        words, word, capital = self.words, self.words.word, self.words.capital
        link, after = word[at], at + 1
        if not words.linked(at):
            return at
        if link in _PARTICLES:
            while word[after] in _PARTICLES and words.linked(after):
                after += 1
            return after + 1 if capital[after] and word[at - 1] not in BODY_HEADS else at
        if word[after] in ("the", "a") and words.linked(after):
            after += 1
        here, before = word[after], word[at - 1]
        if not capital[after] or here in NOT_NAMES:
            return at
        if link == "and":
            goes_on = (
                of_seen
                and here not in self.given
                and not is_role_word(here)
                and not (here.isupper() and len(here) > 1)
                and here not in self.table
                and here not in PEOPLES
                and not acts(word[after + 1], word[after + 2])
            )
        elif is_role_head(before) and before not in BODY_HEADS:
            goes_on = link == "of" and here in PORTFOLIOS
        else:
            goes_on = (
                before in BODY_HEADS
                or (of_seen and before not in self.table)
                or (before in ("State", "House", "Court") and at - begin > 1)
            )
        return after + 1 if goes_on else at

    def _run(self, index: int, *, initial: bool) -> int:
        """Read the run of capitalised words that begins here into names; return the word behind it."""
        word, end = self.words.word, self._run_end(index)
        at = begin = index
        before: list[Name] = []
        role: tuple[int, int] | None = None
        titled = False
        while at < end:
            here, known = word[at], self._match(at)
            size = len(known.words) if known else 0
            head = self._body_head(at, end) if end - at > 1 else None
            if known and head is not None and at + size < end and not self._parts(known, at + size, end):
                known = None
            if known and not (size == 1 and here in _NAMELIKE and self._given_name(at, end)):
                end = max(end, at + size)
                found = Name(at, at + size - 1, at, known.kind, known, known.country)
                found.adjective = known.sense == "demonym"
                found.initial = initial and at == index
                self._keep(found)
                before.append(found)
                at += size
            elif head is not None:
                found = self._add(at, end, begin, None, before, initial=initial)
                found.kind = BODY_HEADS[word[head]]
                self._nationality(found)
                break
            elif here in PEOPLES or ("-" in here and all(part in PEOPLES for part in here.split("-"))):
                self.names.append(Name(at, at, at, adjective=True, initial=initial and at == index))
                at += 1
                begin = at
            elif (stop := self._title_end(at, end)) > at:
                titled = True
                if word[stop - 1] not in ADDRESSES:
                    role = (begin, stop - 1)
                if stop == end:
                    found = self._add(at, end, begin, role, before, initial=initial)
                    found.titled = found.adjective = True
                    break
                at = stop
            elif here in NOT_NAMES and at + 1 < end and not titled:
                at += 1
                begin = at
            elif not titled and (title := self._inner_title(at, end)) is not None:
                at = title  # "Freedonian | Prime Minister …", "Acme | Chairman …": whose office it is
            else:
                found = self._add(
                    at, end, begin if titled else at, role, before, initial=initial and at == index
                )
                found.titled = titled
                if (word[end - 1] in _PLACE_WORDS and here not in self.given) or (
                    end - at > 2 and all(map(str.isupper, word[at:end]))
                ):
                    found.adjective = True  # "Fifth Amendment", or a heading in capitals: nobody's name
                elif titled or (end - at > 1 and here in self.given and word[end - 1] not in _PLACE_WORDS):
                    found.kind = "person"
                break
        return end

    def _add(
        self,
        first: int,
        end: int,
        begin: int,
        role: tuple[int, int] | None,
        before: list[Name],
        *,
        initial: bool,
    ) -> Name:
        found = Name(first, end - 1, begin, role=role, initial=initial)
        for prefix in before:
            # "US" in "US President Barack Obama" says whose president he is and names nobody else.
            found.country = found.country or prefix.country
            prefix.used = prefix.used or (prefix.kind == "country" and first > begin)
        self._keep(found)
        return found

    def _keep(self, name: Name) -> None:
        """Keep a name, with the acronym that may stand in brackets behind it."""
        at, words = name.last + 1, self.words
        if words.gaps[name.last] == " (" and words.gaps[at][:1] == ")" and _is_acronym(words.word[at]):
            name.acronym = at
        self.names.append(name)

    def _nationality(self, body: Name) -> None:
        """Give a body the country or the union that its name begins with: "Iraqi Interior Ministry"."""
        known = self._match(body.first)
        if known is None:
            return
        if known.kind in ("igo", "government"):
            body.kind = known.kind  # "UN Human Rights Council", "Senate Armed Services Committee"
        body.country = body.country or known.country

    def _given_name(self, at: int, end: int) -> bool:
        """Tell whether the name of a country or city is a first name here: "Jordan Peele"."""
        return 1 < end - at <= 3 and not is_role_word(self.words.word[at + 1])

    def _body_head(self, at: int, end: int) -> int | None:
        """Return the word that makes `at..end` the name of a body: its last word, or the one before "of"."""
        word = self.words.word
        for index in range(at + 1, end):
            if word[index] in _OF and word[index - 1] in BODY_HEADS:
                return index - 1
        if end - at > 1 and (
            not is_role_head(word[at]) or word[at].lower() in ROLE_MODIFIERS or self.words.owns[at]
        ):
            if word[end - 1] in BODY_HEADS:
                return end - 1
            if end - at > 2 and word[end - 2] in BODY_HEADS and word[end - 1] in self.table:
                return end - 2
        return None

    def _parts(self, known: KnownName, at: int, end: int) -> bool:
        """Tell whether a known name only stands before a body's name: "US | State Department"."""
        return known.sense == "name" and (end - at > 1 or self._match(at) is not None)

    def _title_end(self, at: int, end: int) -> int:
        """Return the word behind the title that begins at `at`, or `at` where none does."""
        word, stop, headed = self.words.word, at, False
        while stop < end:
            here = word[stop]
            if here == "of" and headed and stop + 1 < end and word[stop + 1] in PORTFOLIOS:
                stop += 2
                continue
            if not is_role_word(here) or self.words.owns[stop] or (headed and here in self.given):
                break
            headed = headed or (is_role_head(here) and here not in _NO_TITLES) or here in HONORIFICS
            stop += 1
        return stop if headed else at

    def _inner_title(self, at: int, end: int) -> int | None:
        """Return where a title begins behind words that no list knows and that are no first name, or None.

        "King" and "Judge" are surnames too: they and other callings are titles here only before a first name.
        """
        word = self.words.word
        if word[at] in self.given or len(word[at]) == 1:
            return None
        for begin in range(at + 1, end):
            stop = self._title_end(begin, end)
            if stop > begin:
                last = word[stop - 1].lower()
                plain = last in _PLAIN_OFFICES or (stop - begin > 1 and is_role_head(last))
                return begin if plain or (stop < end and word[stop] in self.given) else None
        return None

    def _look_around(self, name: Name) -> None:
        """Note whether a verb of acting follows a name, and whether a place is meant."""
        words, word = self.words, self.words.word
        last = name.last if name.acronym is None else name.acronym
        gap = words.gaps[last]
        if gap in _BEFORE_VERB:
            name.acts = acts(word[last + 1], word[last + 2])
        elif gap == ", " and last > name.first:
            name.acts = acts(word[last + 1], "")  # "A and B, convicted of …"
        before = name.begin - 1
        if before < 0 or words.gaps[before] not in BLANKS:
            return
        if word[before] in ("the", "The") and before:
            before -= 1
        link = word[before]
        if (
            link.lower() in LOCATIVES
            or link in PLACE_NOUNS
            or (link == "of" and before and word[before - 1] in PLACE_NOUNS)
        ):
            name.placed = True


def join_lists(words: Words, names: list[Name]) -> None:
    """Take an unknown name for a person's where it is listed beside one: "A and B", "A, B"."""
    for before, after in (*pairwise(names), *pairwise(reversed(names))):
        unknown = after.kind is None and not after.adjective and not after.placed and after.last > after.first
        person = before.kind == "person" or (
            before.kind is None and before.acts and before.last > before.first
        )
        if person and unknown and not before.placed:
            left, right = (before, after) if before.first < after.first else (after, before)
            if words.text[words.end[left.last] : words.start[right.begin]] in (" and ", ", ", ", and "):
                after.kind = "person"


def _is_acronym(word: str) -> bool:
    return 2 <= len(word) <= 8 and word[0].isupper() and (word.isupper() or word.isalpha())
