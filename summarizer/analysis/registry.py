"""The actors of one article while they are being collected: who was named, under which names, how often."""

from collections import Counter
from dataclasses import dataclass, field

from summarizer.analysis.entities import FoundActor
from summarizer.analysis.names import fold_name, initials, surname_keys
from summarizer.analysis.naming import Name
from summarizer.analysis.phrases import Phrase
from summarizer.analysis.spans import Span
from summarizer.analysis.titles import HONORIFICS
from summarizer.analysis.words import Words
from summarizer.brief import ActorKind

Place = tuple[int, int]


@dataclass(slots=True, eq=False)
class Entry:
    """An actor in the making; places are first and last words."""

    kind: ActorKind
    country: str | None = None
    role: Place | None = None
    offices: set[str] = field(default_factory=set)
    mentions: list[Place] = field(default_factory=list)
    named: list[Place] = field(default_factory=list)
    weight: float = 0.0
    sure: bool = True


class Registry:
    """Collects mentions and unifies them by name, surname, acronym, country and office; linear in their number."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._entries: list[Entry] = []
        self._keyed: dict[str, Entry] = {}
        self._people: dict[tuple[str, ...], Entry] = {}
        self._surnames: dict[str, list[Entry]] = {}
        self._given: dict[str, list[Entry]] = {}
        self._singles: dict[str, list[Name]] = {}
        self._bare: dict[str, list[tuple[Phrase, ActorKind]]] = {}
        self._heads: dict[str, list[Entry]] = {}
        self._bare_governments: list[Phrase] = []

    # Countries and bodies

    def add_country(self, name: Name) -> None:
        """Add a mention of a country by its name."""
        entry = self._country(name.country or "")
        self._mention(entry, name.first, name.last, acts=name.acts, placed=name.placed, named=True)

    def add_metonym(self, name: Name) -> None:
        """Add a mention of a country by its capital or the seat of its government."""
        self._mention(self._country(name.country or ""), name.first, name.last, acts=name.acts)

    def add_government(self, country: str, first: int, last: int, *, acts: bool) -> None:
        """Add a mention of a country as "the Syrian regime"."""
        self._mention(self._country(country), first, last, acts=acts)

    def add_body(self, name: Name, kind: ActorKind, key: str | None) -> None:
        """Add a mention of an organisation, known before (`key`) or not."""
        text = self._text(name.first, name.last)
        entry = self._keyed.get(key or fold_name(text))
        if entry is None:
            entry = self._new(kind, name.known.country if name.known else name.country)
        self._keyed.setdefault(key or fold_name(text), entry)
        self._keyed.setdefault(fold_name(text), entry)
        if name.acronym is not None:
            short = self._words.word[name.acronym]
            self._keyed.setdefault(short, entry)
            self._mention(entry, name.acronym, name.acronym)
        self._keyed.setdefault(initials(text), entry)
        self._mention(entry, name.first, name.last, acts=name.acts, placed=name.placed, named=True)

    def widen(self, name: Name, first: int, last: int) -> None:
        """Let "a State Department official" be the mention that "State Department" is."""
        entry = self._keyed.get(name.key or fold_name(self._text(name.first, name.last)))
        if entry and (name.first, name.last) in entry.mentions:
            entry.mentions[entry.mentions.index((name.first, name.last))] = (first, last)
            entry.weight += 1

    # People

    def add_person(self, name: Name) -> None:
        """Add somebody by two names or more."""
        key = tuple(fold_name(self._words.word[at]) for at in range(name.first, name.last + 1))
        key = tuple(part for part in key if part and part not in _ADDRESS)
        entry = self._people.get(key)
        if entry is None:
            entry = self._people[key] = self._new("person", None)
            entry.sure = False
        self._person(entry, name)
        entry.named.append((name.first, name.last))

    def _person(self, entry: Entry, name: Name) -> None:
        entry.sure = entry.sure or name.kind == "person" or name.titled or name.acts
        if name.placed and not name.titled and name.kind is None:
            entry.weight -= 1
        entry.country = entry.country or name.country
        first = name.first
        if name.role:
            entry.role = entry.role or name.role
            entry.offices.add(name.office or self._words.word[name.role[1]].lower())
            if name.role[1] == name.first - 1:
                first = name.role[0]
        if name.apposition:
            self._mention(entry, *name.apposition)
        self._mention(entry, first, name.last, acts=name.acts)

    def index_people(self) -> None:
        """Index people by surname and first name, and merge forms of one name ("George Bush", "George W Bush")."""
        merged: dict[tuple[str, str], Entry] = {}
        for key, entry in sorted(self._people.items(), key=lambda item: -len(item[0])):
            if not key:
                continue
            ends = (key[0], key[-1])
            other = merged.get(ends)
            if other is not None:
                self._merge(other, entry)
                continue
            merged[ends] = entry
            for surname in surname_keys(key):
                self._surnames.setdefault(surname, []).append(entry)
            self._given.setdefault(key[0], []).append(entry)

    def add_single(self, name: Name, word: str) -> None:
        """Add one word that is a surname, a first name, an acronym or a name that stands alone."""
        low = fold_name(word)
        found = self._surnames.get(low) or (None if name.titled else self._given.get(low))
        if found:
            if name.titled and name.country:
                found = [entry for entry in found if entry.country in (None, name.country)]
            if len(found) == 1:
                found[0].sure = True
                self._person(found[0], name)
            return
        body = self._keyed.get(word)
        if body is not None and word.isupper():
            self._mention(body, name.first, name.last, acts=name.acts, named=True)
            return
        self._singles.setdefault(low, []).append(name)

    def settle_singles(self) -> None:
        """Decide which single names that nothing explains are actors: those with a title, and those that act."""
        for names in self._singles.values():
            word = self._words.word[names[0].first]
            titled = any(name.titled for name in names)
            acting = sum(name.acts for name in names)
            placed = sum(name.placed for name in names)
            inner = any(not name.initial for name in names)
            if not titled and (placed or not acting or (not inner and len(names) < 2)):
                continue
            kind: ActorKind = "person"
            if not titled and word.isupper() and len(word) > 1:
                kind = "organization"
            elif (
                not titled
                and word.endswith("s")
                and self._words.word[names[0].last + 1] in ("are", "have", "were")
            ):
                kind = "group"
            entry = self._new(kind, None)
            self._keyed.setdefault(word, entry)
            for name in names:
                self._person(entry, name)
                entry.named.append((name.first, name.last))

    # Offices and groups

    def add_office(self, name: Name) -> None:
        """Add a capitalised title that stands alone: "the Prime Minister"."""
        if name.role is None:
            return
        countries = {prefix.country for prefix in name.prefixes if prefix.country}
        self._office(
            self._words.word[name.last].lower(), countries.pop() if len(countries) == 1 else None, name.role
        )

    def add_office_phrase(self, phrase: Phrase, country: str | None) -> None:
        """Add "the Syrian president": somebody who was named with that office, when that is one."""
        self._office(phrase.head, country, (phrase.first, phrase.last))

    def _office(self, head: str, country: str | None, place: Place) -> None:
        holders = [entry for entry in self._entries if head in entry.offices]
        if country is not None:
            holders = [entry for entry in holders if entry.country in (None, country)]
        if len(holders) == 1:
            holders[0].country = holders[0].country or country
            self._mention(holders[0], *place)

    def add_group(
        self, name: str, first: int, last: int, kind: ActorKind, country: str | None, *, acts: bool
    ) -> None:
        """Add a group by its phrase, such as "Sunni militants"."""
        key = "group " + fold_name(name)
        entry = self._keyed.get(key)
        if entry is None:
            entry = self._keyed[key] = self._new(kind, country)
            self._heads.setdefault(fold_name(self._words.word[last]), []).append(entry)
        self._mention(entry, first, last, acts=acts, named=True)

    def add_bare_group(self, phrase: Phrase, kind: ActorKind) -> None:
        """Add "the militants", which may be a group that was named in full."""
        self._bare.setdefault(phrase.head, []).append((phrase, kind))

    def add_bare_government(self, phrase: Phrase) -> None:
        """Add "the government", whose country is settled at the end."""
        self._bare_governments.append(phrase)

    def settle_groups(self) -> None:
        """Give bare groups to the one group with that head, else list them when they act."""
        for head, phrases in self._bare.items():
            owners = self._heads.get(head, [])
            if len(owners) == 1:
                for phrase, _ in phrases:
                    self._mention(owners[0], phrase.first, phrase.last, acts=phrase.acts)
            elif not owners and any(phrase.acts for phrase, _ in phrases):
                entry = self._new(phrases[0][1], None)
                for phrase, _ in phrases:
                    self._mention(entry, phrase.first, phrase.last, acts=phrase.acts, named=True)

    # Results

    def ranked(self) -> tuple[FoundActor, ...]:
        """Return the actors, most important first."""
        kept = [entry for entry in self._entries if entry.sure and entry.mentions]
        length = len(self._words) or 1
        for entry in kept:
            entry.mentions.sort()
            entry.weight += 3 * (1 - entry.mentions[0][0] / length)
        kept.sort(key=lambda entry: (-entry.weight, entry.mentions[0]))
        return tuple(self._found(entry) for entry in kept)

    def _found(self, entry: Entry) -> FoundActor:
        named = entry.named or entry.mentions
        if entry.kind == "country":
            counted = Counter(self._text(*place) for place in named)
            name = max(counted, key=lambda text: counted[text])
        else:
            name = max((self._text(*place) for place in named), key=len)
        mentions = tuple(
            Span(self._words.start[first], self._words.end[last])
            for first, last in dict.fromkeys(entry.mentions)
        )
        role = self._text(*entry.role) if entry.role else None
        return FoundActor(name=name, kind=entry.kind, role=role, country=entry.country, mentions=mentions)

    def _country(self, code: str) -> Entry:
        entry = self._keyed.get("country " + code)
        if entry is None:
            entry = self._keyed["country " + code] = self._new("country", code)
        return entry

    def _new(self, kind: ActorKind, country: str | None) -> Entry:
        entry = Entry(kind, country)
        self._entries.append(entry)
        return entry

    def _mention(
        self,
        entry: Entry,
        first: int,
        last: int,
        *,
        acts: bool = False,
        placed: bool = False,
        named: bool = False,
    ) -> None:
        entry.mentions.append((first, last))
        entry.weight += 2 if acts else 0.3 if placed else 1
        if named:
            entry.named.append((first, last))

    def _merge(self, into: Entry, other: Entry) -> None:
        into.mentions += other.mentions
        into.named += other.named
        into.weight += other.weight
        into.sure = into.sure or other.sure
        into.role = into.role or other.role
        into.country = into.country or other.country
        into.offices |= other.offices
        other.mentions = []

    def _text(self, first: int, last: int) -> str:
        return self._words.text[self._words.start[first] : self._words.end[last]]


_ADDRESS = frozenset(word.casefold() for word in HONORIFICS)
