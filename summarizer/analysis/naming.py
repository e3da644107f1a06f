"""Capitalised names in a text: where they stand, what they name, and what stands before them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from summarizer.analysis.grammar import (
    FUNCTION_WORDS,
    LOCATIVES,
    NOT_NAMES,
    PEOPLE_NOUNS,
    PEOPLES,
    acts,
)
from summarizer.analysis.groups import GROUP_HEADS
from summarizer.analysis.known import KnownName, known_names
from summarizer.analysis.titles import HONORIFICS, PORTFOLIOS, ROLE_MODIFIERS, is_role_head, is_role_word
from summarizer.analysis.words import Words, word_list, word_set
from summarizer.brief import ActorKind

_PARTICLES = word_set("de la le von der van den bin ibn al el da di du dos das del ul y")
_ARABIC = ("al-", "el-", "as-", "an-", "ad-", "ar-", "az-", "ez-", "ul-")

# The head of a body's name and what kind of body it is.
ORGANISATION_WORDS: dict[str, ActorKind] = {
    word: kind
    for kind, words in (
        (
            "government",
            """Ministry Department Office Parliament Senate Congress Assembly Court Police Government Cabinet Treasury
            Administration Bureau Authority Embassy Directorate Secretariat Tribunal Inspectorate Navy Judiciary Army
            Guard Corps Council Commission Agency Service""",
        ),
        ("igo", "Nations League"),
        ("armed_group", "Front Brigade Brigades Militia Jihad Forces Resistance Insurgency Units"),
        (
            "organization",
            """Party party Union Institute Institution University College Foundation Association Federation Society
            Group Bank Fund Centre Center Organization Organisation Committee Company Corporation Trust Movement
            Coalition Alliance Network Observatory Initiative Campaign Watch Church School Academy Hospital Museum Club
            Chamber Forum Partnership Project Charity Airlines Airways Industries Inc Ltd Plc Corp Brotherhood Congregation
            Confederation Syndicate Holdings Bloc""",
        ),
        (
            "media",
            "News Times Post Telegraph Television TV Radio Herald Tribune Gazette Journal Broadcasting Newspaper",
        ),
    )
    for word in words.split()
}
_PLACE_WORDS = word_set(
    """
    River Square Street Road Avenue Province District Region Valley Sea Ocean Island Islands Peninsula Mountains Mount
    Mountain Lake Bay Strait Straits Canal Desert Coast Airport Port Bridge Camp Prison City Town Village County Border
    Palace Park Hall House Hotel Stadium Station Hill Hills Heights Strip Bank Plain Plains Cape Delta Basin Belt Triangle
    Governorate Airbase Base Mosque Cathedral Temple Plaza Gate Wall Tower Towers Building Act Treaty Agreement Accord
    Accords Deal War Revolution Spring Day Week Week Award Prize Cup Games Olympics Bill Plan Protocol Convention
    Summit Conference Amendment Constitution Report Review Inquiry Declaration Resolution Operation East West
    """
)


@dataclass(slots=True)
class Name:
    """A name at the words `first..last` of the text; `title` is where the role before it begins.

    `key` is set for known names. `adjective` marks a demonym or a faith, which names nobody by itself. `acts` says that a
    verb of acting follows, `placed` that a preposition of place stands before, `used` that a longer phrase has taken it up.
    `office` is the head of the role, `apposition` a role that stands beside the name, parted by a comma.
    """

    first: int
    last: int
    kind: ActorKind | None = None
    key: str | None = None
    known: KnownName | None = None
    country: str | None = None
    role: tuple[int, int] | None = None
    titled: bool = False
    adjective: bool = False
    acts: bool = False
    placed: bool = False
    initial: bool = False
    prefixes: list["Name"] = field(default_factory=list)
    acronym: int | None = None
    used: bool = False
    office: str = ""
    apposition: tuple[int, int] | None = None


def find_names(words: Words, starts: Iterable[int]) -> list[Name]:
    """Return the names of the text in order; `starts` are the offsets at which sentences begin."""
    return _Reader(words, starts).read()


def is_capital(word: str) -> bool:
    """Tell whether a word is written like a name: "Assad", "al-Assad"."""
    if "-" not in word:
        return word[:1].isupper()
    if word[0].isupper():
        tail = word.rpartition("-")[2]  # "US-backed", "Kurdish-led": adjectives
        return not (tail in _PARTICIPLES or (tail.endswith("ed") and len(tail) > 3))
    return word[:3] in _ARABIC and word[3].isupper()


class _Reader:
    def __init__(self, words: Words, starts: Iterable[int]) -> None:
        self.words = words
        self.starts = set(starts)
        self.seen_low = set(words.word)
        self.given = word_list("first_names.txt")
        self.names: list[Name] = []
        self.table = known_names()

    def read(self) -> list[Name]:
        words, word, index, count = self.words, self.words.word, 0, len(self.words)
        while index < count:
            here = word[index]
            if not is_capital(here) or self._common(index, here):
                index += 1
                continue
            index = self._run(index)
        for name in self.names:
            self._surroundings(name)
        return self.names

    def _common(self, index: int, here: str) -> bool:
        """Tell whether a capitalised word is an ordinary word that begins a sentence, or no name anywhere."""
        low = here.lower()
        if low in FUNCTION_WORDS and not (here.isupper() and len(here) > 1 and low == "us"):
            return True
        if here in NOT_NAMES and not is_capital(self.words.word[index + 1]):
            return True
        if not self._begins(index):
            return False
        if here in self.table or here in self.given or here in PEOPLES or here in PEOPLE_NOUNS:
            return False
        if low in GROUP_HEADS or (low in ROLE_MODIFIERS and not is_capital(self.words.word[index + 1])):
            return True
        return low in self.seen_low or low.endswith(("ing", "ly", "ed"))

    def _begins(self, index: int) -> bool:
        start = self.words.start[index]
        return start in self.starts or self.words.text[start - 1 : start] in (
            "“",
            '"',
            "‘",
            "(",
            "[",
            "\n",
            "•",
        )

    def _match(self, index: int) -> KnownName | None:
        word = self.words.word
        for name in self.table.get(word[index], ()):
            size = len(name.words)
            if size == 1 or (
                tuple(word[index : index + size]) == name.words
                and all(self.words.gap(at) in _INNER for at in range(index, index + size - 1))
            ):
                return name
        return None

    def _run_end(self, index: int) -> int:
        """Return the word behind the run of capitalised words that begins at `index`."""
        words, word = self.words, self.words.word
        end = index + 1
        of_seen = False
        while True:
            here = word[end]
            if not here:
                return end
            if not words.linked(end - 1):
                # "Kurdistan Workers’ Party", "King’s College"
                gap = words.gap(end - 1)
                if gap in _OWNED and word[end] in ORGANISATION_WORDS and word[index] not in self.table:
                    end += 1
                    continue
                return end
            if is_capital(here):
                if here in NOT_NAMES and here[-3:] == "day":
                    return end
                end += 1
                continue
            nxt = end + 1
            if here in _PARTICLES and words.linked(end):
                while word[nxt] in _PARTICLES and words.linked(nxt):
                    nxt += 1
                if is_capital(word[nxt]) and word[end - 1] not in ORGANISATION_WORDS:
                    end = nxt + 1
                    continue
                return end
            if here in ("of", "for", "on", "and") and words.linked(end):
                if word[nxt] == "the" and words.linked(nxt):
                    nxt += 1
                if is_capital(word[nxt]) and self._goes_on(here, end, nxt, of_seen=of_seen):
                    of_seen = of_seen or here != "and"
                    end = nxt + 1
                    continue
            if here == "party" and word[end - 1] not in PEOPLES and end - index <= 4:
                return end + 1
            return end

    def _goes_on(self, link: str, at: int, nxt: int, *, of_seen: bool) -> bool:
        word = self.words.word
        before, after = word[at - 1], word[nxt]
        if link == "and":
            return (
                of_seen
                and after not in self.given
                and not is_role_word(after)
                and not (after.isupper() and len(after) > 1)
                and (after not in self.table or before in self.table)
                and not acts(word[nxt + 1], word[nxt + 2])
            )
        if is_role_head(before):
            return after in PORTFOLIOS
        return before in ORGANISATION_WORDS or before in ("State", "Bank", "House", "Church")

    def _run(self, index: int) -> int:
        words, word = self.words, self.words.word
        end = self._run_end(index)
        initial = self._begins(index)
        at, role, titled = index, None, False
        prefixes: list[Name] = []
        while at < end:
            head = self._body_head(at, end)
            known = self._match(at)
            size = len(known.words) if known else 0
            if known and head is not None and at + size < end and known.sense in ("demonym", "name"):
                if known.sense == "demonym" or not self._stands(at + size, end):
                    known = None
                else:
                    head = None
            if known and not (size == 1 and at + 1 < end and self._given_name(at, end)):
                end = max(end, at + size)
                found = Name(at, at + size - 1, known.kind, known.key, known, known.country)
                found.adjective = known.sense == "demonym"
                found.prefixes = prefixes
                found.initial = initial and at == index
                self.names.append(found)
                prefixes = [*prefixes, found]
                at += size
                continue
            if word[at] in PEOPLES and head is None:
                found = Name(at, at, adjective=True, initial=initial and at == index)
                self.names.append(found)
                prefixes = [*prefixes, found]
                at += 1
                continue
            if head is not None:
                self._emit(
                    at, end, ORGANISATION_WORDS[word[head]], prefixes, role, titled=titled, initial=initial
                )
                break
            stop = self._title_end(at, end)
            if stop > at:
                role = (prefixes[0].first if prefixes and prefixes[0].key else at, stop - 1)
                titled = True
                if stop == end:
                    self.names.append(
                        Name(at, stop - 1, role=role, titled=True, adjective=True, prefixes=prefixes)
                    )
                    break
                at = stop
                continue
            if word[at] in NOT_NAMES and at + 1 < end and not titled:
                at += 1
                continue
            self._emit(at, end, None, prefixes, role, titled=titled, initial=initial and at == index)
            break
        return end

    def _emit(
        self,
        first: int,
        end: int,
        kind: ActorKind | None,
        prefixes: list[Name],
        role: tuple[int, int] | None,
        *,
        titled: bool,
        initial: bool,
    ) -> None:
        words, word = self.words, self.words.word
        found = Name(first, end - 1, kind, role=role, titled=titled, prefixes=prefixes, initial=initial)
        if kind is None and (titled or (word[first] in self.given and end - first > 1)):
            found.kind = "person"
        if kind is None and not titled and word[end - 1] in _PLACE_WORDS:
            found.placed = True
        countries = {prefix.country for prefix in prefixes if prefix.country}
        if len(countries) == 1:
            found.country = countries.pop()
        after = words.gap(end - 1)
        if after.endswith("(") and words.gap(end).startswith(")") and _acronym(word[end]):
            found.acronym = end
        self.names.append(found)

    def _given_name(self, at: int, end: int) -> bool:
        """Tell whether a country's name is somebody's first name here: "Jordan Peele", "Israel Katz"."""
        word = self.words.word
        return (
            word[at] in _NAMELIKE
            and end - at <= 3
            and not is_role_word(word[at + 1])
            and self.words.linked(at)
        )

    def _body_head(self, at: int, end: int) -> int | None:
        """Return the word that makes `at..end` the name of a body: its last word, or the one before "of"."""
        word = self.words.word
        for index in range(at, end):
            if word[index] in ("of", "for", "on") and index > at and word[index - 1] in ORGANISATION_WORDS:
                return index - 1
        if end - at > 1 and word[end - 1] in ORGANISATION_WORDS and not is_role_word(word[at]):
            return end - 1
        if end - at > 1 and word[end - 1] in ORGANISATION_WORDS and word[at].lower() in ROLE_MODIFIERS:
            return end - 1
        return None

    def _stands(self, at: int, end: int) -> bool:
        """Tell whether the rest of a run is a name without the country before it: "US | State Department"."""
        return end - at > 1 or self._match(at) is not None

    def _title_end(self, at: int, end: int) -> int:
        """Return the word behind the title that begins at `at`, or `at`."""
        word = self.words.word
        stop, headed = at, False
        while stop < end:
            here = word[stop]
            if word[stop] == "of" and stop + 1 < end and word[stop + 1] in PORTFOLIOS and headed:
                stop += 2
                continue
            if not is_role_word(here) or (here in self.given and headed):
                break
            headed = headed or is_role_head(here) or here in HONORIFICS
            stop += 1
        return stop if headed else at

    def _surroundings(self, name: Name) -> None:
        words, word = self.words, self.words.word
        last = name.last + 1 if name.acronym is None else name.acronym + 1
        if not words.owns[name.last] and words.gap(last - 1).strip(" \n)") == "":
            name.acts = acts(word[last], word[last + 1])
        before = name.prefixes[0].first - 1 if name.prefixes else name.first - 1
        if before >= 0 and words.gap(before) in _INNER:
            if word[before] in ("the", "The") and before:
                before -= 1
            name.placed = name.placed or word[before].lower() in LOCATIVES


_PARTICIPLES = word_set(
    "led held run born style era wide made owned friendly only bound built brokered sponsored"
)
_INNER = frozenset((" ", "\u00a0", "\n", "’s ", "'s ", "’ ", "' ", ". ", "  ", "\r\n"))
_OWNED = frozenset(("’s ", "'s ", "’ ", "' "))
_NAMELIKE = word_set(
    "Jordan Chad Israel Paris Sofia Santiago Lima Cuba Male Kingston Wellington Berlin London Sydney"
)


def _acronym(word: str) -> bool:
    return (
        2 <= len(word) <= 8
        and word[0].isupper()
        and (word.isupper() or word[1:].islower() or word[-1].isupper())
    )
