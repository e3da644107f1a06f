"""The actors of one article while they are being collected: who was named, under which names, how often."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from summarizer.analysis.actors.groups import GROUP_HEADS
from summarizer.analysis.actors.names import fold_name, initials, surname_keys
from summarizer.analysis.actors.naming import Name
from summarizer.analysis.actors.phrases import Phrase
from summarizer.analysis.actors.titles import ADDRESSES, ROYAL, is_role_head
from summarizer.analysis.actors.words import Words
from summarizer.analysis.entities import FoundActor
from summarizer.brief import ActorKind
from summarizer.text.spans import Span

Place = tuple[int, int]  # first and last word
_ADDRESSES = frozenset(word.casefold() for word in ADDRESSES)
_CROWD = 50  # more people with one surname or office than this cannot be told apart; bounds the work


@dataclass(slots=True, eq=False)
class _Entry:
    kind: ActorKind
    country: str | None = None
    role: Place | None = None
    roles: list[frozenset[str]] = field(default_factory=list)
    mentions: list[Place] = field(default_factory=list)
    named: list[Place] = field(default_factory=list)
    weight: float = 0.0
    sure: bool = True


class Registry:
    """Collects mentions and unifies them by name, surname, acronym, country and office, in linear time."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._entries: list[_Entry] = []
        self._countries: dict[str, _Entry] = {}
        self._keyed: dict[str, _Entry] = {}
        self._people: dict[tuple[str, ...], _Entry] = {}
        self._surnames: dict[str, list[_Entry]] = {}
        self._given: dict[str, list[_Entry]] = {}
        self._holders: dict[str, list[_Entry]] = {}
        self._offices: list[tuple[Place, str | None]] = []
        self._singles: dict[str, list[Name]] = {}
        self._bare: dict[str, list[Phrase]] = {}
        self._heads: dict[str, list[_Entry]] = {}
        self._governments: list[Phrase] = []
        self._governed: set[str] = set()

    # Countries and bodies

    def add_country(self, name: Name) -> None:
        """Add a mention of a country by its name, its capital or the seat of its government."""
        entry = self._country(name.country or "")
        known = name.known is None or name.known.sense == "name"
        self._mention(entry, (name.first, name.last), acts=name.acts, placed=name.placed, named=known)

    def add_government(self, country: str, first: int, last: int, *, acts: bool) -> None:
        """Add a mention of a country as "the Syrian regime"."""
        self._governed.add(country)
        self._mention(self._country(country), (first, last), acts=acts)

    def add_body(self, name: Name) -> None:
        """Add a mention of an organisation, an armed group, a newspaper: of any body with a name."""
        text = self._text(name.first, name.last)
        folded = fold_name(text)
        key = name.known.key if name.known else folded
        entry = self._keyed.get(key) or self._keyed.get(folded)
        if entry is None:
            entry = self._new(name.kind or "organization", name.country)
        for form in (key, folded, initials(text)):
            self._keyed.setdefault(form, entry)
        if name.acronym is not None:
            self._keyed.setdefault(self._words.word[name.acronym], entry)
        self._mention(
            entry,
            name.within or (name.first, name.last),
            acts=name.acts or name.within is not None,
            placed=name.placed,
        )
        entry.named.append((name.first, name.last))

    # People

    def add_person(self, name: Name) -> None:
        """Add a mention of somebody by two names or more."""
        parts = (fold_name(self._words.word[at]) for at in range(name.first, name.last + 1))
        key = tuple(part for part in parts if part not in _ADDRESSES)
        entry = self._people.get(key)
        if entry is None:
            entry = self._people[key] = self._new("person", None)
            entry.sure = False
        self._person(entry, name)
        entry.named.append((name.first, name.last))

    def _person(self, entry: _Entry, name: Name) -> None:
        entry.sure = entry.sure or name.kind == "person" or name.titled or (name.acts and not name.placed)
        entry.country = entry.country or name.country
        if name.role:
            entry.role = entry.role or name.role
            self._hold(entry, name.role)
        if name.apposition:
            self._mention(entry, name.apposition)
        self._mention(entry, (name.begin, name.last), acts=name.acts)

    def _hold(self, entry: _Entry, role: Place) -> None:
        parts = frozenset(word.lower() for word in self._words.word[role[0] : role[1] + 1])
        entry.roles.append(parts)
        for part in parts:
            if is_role_head(part):
                holders = self._holders.setdefault(part, [])
                if entry not in holders[:_CROWD]:
                    holders.append(entry)

    def index_people(self) -> None:
        """Index people by surname and first name; merge forms of a name ("George Bush", "George W Bush")."""
        merged: dict[tuple[str, str], _Entry] = {}
        for key, entry in sorted(self._people.items(), key=lambda item: -len(item[0])):
            if not key:
                continue
            whole = self._surnames.get(" ".join(key), []) if len(key) > 1 else []  # "Le Pen", "Von der Leyen"
            known = whole[0] if len(whole) == 1 else merged.setdefault((key[0], key[-1]), entry)
            if known is not entry:
                self._merge(known, entry)
                continue
            for surname in surname_keys(key):
                self._surnames.setdefault(surname, []).append(entry)
            self._given.setdefault(key[0], []).append(entry)

    def add_single(self, name: Name, word: str) -> None:
        """Add a word that is a surname, a first name, an acronym, or a name that stands alone."""
        low = fold_name(word)
        royal = name.role is not None and self._words.word[name.role[1]] in ROYAL
        found = self._surnames.get(low) or (self._given.get(low, []) if royal or not name.titled else [])
        if found:
            if name.titled and name.country and len(found) <= _CROWD:
                found = [entry for entry in found if entry.country in (None, name.country)]
            if len(found) == 1:
                found[0].sure = True
                self._person(found[0], name)
            return
        body = self._keyed.get(word) if word.isupper() else None
        if body is not None:
            self._mention(body, (name.first, name.last), acts=name.acts, named=True)
            return
        self._singles.setdefault(low, []).append(name)

    def settle_singles(self) -> None:
        """Make actors of the single names that have a title or act; the others are mostly places."""
        for names in self._singles.values():
            titled = any(name.titled for name in names)
            placed = any(name.placed for name in names)
            acting = any(name.acts for name in names)
            inner = any(not name.initial for name in names)
            if not titled and (placed or not acting or not (inner or len(names) > 1)):
                continue
            word = self._words.word[names[0].first]
            following = self._words.word[names[0].last + 1]
            kind: ActorKind = "person"
            if not titled and word.isupper() and len(word) > 1:
                kind = "organization"
            elif not titled and word.endswith("s") and following in ("are", "have", "were"):
                kind = "group"
            entry = self._new(kind, None)
            for name in names:
                self._person(entry, name)
                entry.named.append((name.first, name.last))

    # Offices and groups

    def add_office(self, place: Place, country: str | None) -> None:
        """Add "the Syrian president", who may be somebody that was named with that office."""
        self._offices.append((place, country))

    def add_group(self, first: int, last: int, kind: ActorKind, country: str | None, *, acts: bool) -> None:
        """Add a mention of a group by its phrase, such as "Sunni militants"."""
        key = "group " + fold_name(self._text(first, last))
        entry = self._keyed.get(key)
        if entry is None:
            entry = self._keyed[key] = self._new(kind, country)
            self._heads.setdefault(self._words.word[last].lower(), []).append(entry)
        self._mention(entry, (first, last), acts=acts, named=True)

    def add_bare_group(self, phrase: Phrase) -> None:
        """Add "the militants", which may be a group that was named in full."""
        self._bare.setdefault(phrase.head, []).append(phrase)

    def add_bare_government(self, phrase: Phrase) -> None:
        """Add "the government", whose country is settled at the end."""
        self._governments.append(phrase)

    def settle_groups(self) -> None:
        """Give offices to the people who hold them and bare groups to the one group of that kind."""
        for place, country in self._offices:
            self._settle_office(place, country)
        for head, phrases in self._bare.items():
            owners = self._heads.get(head, [])
            if len(owners) == 1:
                first = owners[0].mentions[0][0]
                armed = GROUP_HEADS[head] == "armed_group"
                for phrase in phrases:
                    if armed or (phrase.determiner in ("the", "those", "these") and phrase.first > first):
                        self._mention(owners[0], (phrase.first, phrase.last), acts=phrase.acts)
            elif not owners and any(phrase.acts for phrase in phrases):
                entry = self._new(GROUP_HEADS[head], None)
                for phrase in phrases:
                    self._mention(entry, (phrase.first, phrase.last), acts=phrase.acts, named=True)

    def _settle_office(self, place: Place, country: str | None) -> None:
        words = self._words.word[place[0] : place[1] + 1]
        holders = self._holders.get(words[-1].lower(), self._holders.get(words[0].lower(), []))
        if len(holders) > _CROWD:
            return
        asked = {word for word in words if not word[:1].isupper()} or {word.lower() for word in words}
        fitting = [
            entry
            for entry in holders
            if (country is None or entry.country in (None, country))
            and any(asked <= role for role in entry.roles)
        ]
        if len(fitting) == 1:
            fitting[0].country = fitting[0].country or country
            self._mention(fitting[0], place)

    def settle_governments(self, names: Iterable[Name]) -> None:
        """Give "the government" to the only country whose government is named, else to the one told of so far."""
        seen: Counter[str] = Counter()
        upcoming = iter(names)
        name = next(upcoming, None)
        for phrase in self._governments:
            while name is not None and name.first < phrase.first:
                if name.kind == "country" and name.country and not name.titled:
                    seen[name.country] += 1
                name = next(upcoming, None)
            country = next(iter(self._governed)) if len(self._governed) == 1 else _leader(seen)
            if country is not None:
                self._mention(self._country(country), (phrase.first, phrase.last), acts=phrase.acts)

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

    def _found(self, entry: _Entry) -> FoundActor:
        start, end = self._words.start, self._words.end
        forms = [self._text(first, last) for first, last in entry.named or entry.mentions]
        # A country goes by the name it has most often, everybody else by the fullest.
        name = _commonest(forms) if entry.kind == "country" else max(forms, key=len)
        return FoundActor(
            name=name,
            kind=entry.kind,
            role=self._text(*entry.role) if entry.role else None,
            country=entry.country,
            mentions=tuple([Span(start[first], end[last]) for first, last in dict.fromkeys(entry.mentions)]),
        )

    def _country(self, code: str) -> _Entry:
        entry = self._countries.get(code)
        if entry is None:
            entry = self._countries[code] = self._new("country", code)
        return entry

    def _new(self, kind: ActorKind, country: str | None) -> _Entry:
        entry = _Entry(kind, country)
        self._entries.append(entry)
        return entry

    @staticmethod
    def _mention(
        entry: _Entry, place: Place, *, acts: bool = False, placed: bool = False, named: bool = False
    ) -> None:
        entry.mentions.append(place)
        entry.weight += 2 if acts else 0.3 if placed else 1
        if named:
            entry.named.append(place)

    @staticmethod
    def _merge(into: _Entry, other: _Entry) -> None:
        into.mentions += other.mentions
        into.named += other.named
        into.weight += other.weight
        into.sure = into.sure or other.sure
        into.role = into.role or other.role
        into.country = into.country or other.country
        into.roles += other.roles
        other.mentions = []

    def _text(self, first: int, last: int) -> str:
        return self._words.text[self._words.start[first] : self._words.end[last]]


def _commonest(forms: list[str]) -> str:
    """Return the form that occurs most often, the first of several."""
    if forms.count(forms[0]) * 2 >= len(forms):
        return forms[0]
    counts = Counter(forms)
    return max(counts, key=counts.__getitem__)


def _leader(seen: Counter[str]) -> str | None:
    """Return the country that is named at least twice as often as any other."""
    ranked = seen.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]
