"""The names of a brief: every one that a draft uses, tied to places of the article or refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from pydantic import TypeAdapter

from summarizer.brief import Actor, ActorKind, Mention
from summarizer.draft import DraftActor
from summarizer.text.countries import country_of, is_country_code
from summarizer.text.document import Document
from summarizer.text.folding import fold
from summarizer.text.spans import Span

# More names of one actor than anybody has.
_MOST_NAMES = 20
# A longer "name" is a clause; it may stand in the article and still names nobody.
_MAX_NAME, _MAX_NAME_WORDS = 100, 10
# A word that a model calls a name may stand in every line ("the").
_MAX_PLACES = 1_000
_ARTICLE = 4  # letters of the longest article or preposition that is written before a name
_LEAST_NAME = 2  # words of a name and a surname
_PARTICLE = 3  # letters of "van", "bin", "de"
UNNAMED = "the article does not name it"

# One call for all of them: many small parts are made in much less time so.
_MENTIONS = TypeAdapter(list[Mention])


@dataclass(slots=True)
class _Entry:
    name: str
    kind: ActorKind
    role: str | None = None
    country: str | None = None
    places: set[Span] = field(default_factory=set)
    is_found: bool = True  # its places were looked for, and not told by who drafted it


class Roster:
    """Collects whom one brief names; somebody is published only if the article names him.

    Two names are one actor where the draft says so, where one is the last part of a person's name and of no other's, or
    where both stand in the same places.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._entries: list[_Entry] = []
        self._of_name: dict[str, int] = {}
        self._surnames: dict[str, set[int]] = {}
        self._asked: dict[str, int | None] = {}
        self._published: list[Actor] = []

    def take(self, drafts: Sequence[DraftActor]) -> list[str]:
        """Take up the actors of a draft; return the names of those that the article does not name."""
        own = {fold(draft.name) for draft in drafts}
        strangers = []
        for draft in drafts:
            others = [name for name in draft.names[1:_MOST_NAMES] if fold(name) not in own]
            if not self._take(draft, [draft.name, *others]):
                strangers.append(draft.name)
        self._add_surnames()
        self._asked.clear()
        return strangers

    def expect(self, names: Iterable[str], speakers: Iterable[str]) -> None:
        """Take up the names that claims will ask for, where no draft says whose they are.

        Who speaks is a person, and so is whoever is also called by the last part of the name: these are known by that.
        """
        known = set(names)
        persons = {*speakers, *(name for name in known if " " in name and name.rpartition(" ")[2] in known)}
        self.take([DraftActor(names=[name], kind="person") for name in _fullest_first(persons)])
        for name in _fullest_first(known):
            self.find(name)

    def _add_surnames(self) -> None:
        """Give every person the places that name him by the last part of his name, where it is nobody else's."""
        for surname, indices in self._surnames.items():
            entry = self._entries[next(iter(indices))]
            if len(indices) == 1 and entry.is_found:
                entry.places.update(self._places(surname))

    def _take(self, draft: DraftActor, names: Sequence[str]) -> bool:
        found = {name: places for name in names if (places := self._places(name))}
        last = len(self._document.text)
        known = [Span(start, end) for start, end in draft.mentions if 0 <= start < end <= last]
        if not found and not known:
            return False
        name = next(iter(found), draft.name)
        index = self._same(name, draft.kind)
        if index is None:
            index = self._add(
                _Entry(self._written(name, found.get(name, ())), draft.kind, is_found=not known)
            )
        entry = self._entries[index]
        entry.places.update(known or (place for places in found.values() for place in places))
        for one in found or (name,):
            self._of_name.setdefault(fold(one), index)
            if entry.kind == "person" and (surname := _surname(one)):
                self._surnames.setdefault(surname, set()).add(index)
        if draft.role and any(self._document.find_name(draft.role)):
            entry.role = entry.role or draft.role
        code = draft.country if draft.country and is_country_code(draft.country) else None
        if code is None and draft.kind in ("country", "government"):
            code = country_of(name, self._document.language)
        entry.country = entry.country or code
        return True

    def find(self, name: str) -> int | None:
        """Return the index of the actor that a name means, taking it up if the article has it; else None."""
        if name not in self._asked:
            self._asked[name] = self._found(name)
        return self._asked[name]

    def bearer(self, name: str) -> Actor | None:
        """Return who bears a name, with every place that names him; None where the article has no such name."""
        index = self.find(name)
        if index is None:
            return None
        if index >= len(self._published):
            self._published = self.published()
        return self._published[index]

    def _found(self, name: str) -> int | None:
        index = self._same(name, None)
        if index is not None:
            return index
        places = self._places(name)
        if not places:
            return None
        holders = {n for n, entry in enumerate(self._entries) if not entry.places.isdisjoint(places)}
        if len(holders) == 1:
            return holders.pop()
        country = country_of(name, self._document.language)
        kind: ActorKind = "country" if country else "group"
        index = self._add(_Entry(self._written(name, places), kind, None, country, set(places)))
        self._of_name[fold(name)] = index
        return index

    def _add(self, entry: _Entry) -> int:
        self._entries.append(entry)
        return len(self._entries) - 1

    def _same(self, name: str, kind: ActorKind | None) -> int | None:
        """Return the actor that is known by this name, or by one that it is a part of; None for two of them."""
        key = fold(name).strip()
        if key in self._of_name:
            return self._of_name[key]
        first, _, rest = key.partition(" ")
        if rest in self._of_name and len(first) <= _ARTICLE and name[:1].islower():
            return self._of_name[rest]
        if kind is None or (kind == "person" and name[:1].isupper()):
            named = self._surnames.get(key, set())
            if len(named) == 1:
                return next(iter(named))
        if kind == "person" and (surname := _surname(name)) in self._of_name:
            index = self._of_name[surname]
            return index if self._entries[index].kind == "person" else None
        return None

    def _written(self, name: str, places: Iterable[Span]) -> str:
        """Return the name as the article writes it; the base form, where that has another."""
        written = (place.of(self._document.text) for place in sorted(places))
        return next((words for words in written if fold(words) == fold(name)), name)

    def _places(self, name: str) -> list[Span]:
        if len(name) > _MAX_NAME or len(name.split()) > _MAX_NAME_WORDS or not any(map(str.isalpha, name)):
            return []
        return list(islice(self._document.find_name(name), _MAX_PLACES))

    @staticmethod
    def id_of(index: int) -> str:
        """Return the id under which an actor is published."""
        return f"A{index + 1}"

    def place_near(self, index: int, spans: Iterable[Span], apart_from: Span) -> Span | None:
        """Return the place nearest to a quotation that names an actor in one of the spans, or None."""
        known = [place for place in self._entries[index].places if not place.overlaps(apart_from)]
        within = [place for span in spans for place in known if span.contains(place)]
        return min(within, key=lambda place: (_gap(place, apart_from), place), default=None)

    def published(self) -> list[Actor]:
        """Return every actor taken up, in order of their ids."""
        longest = _longest(place for entry in self._entries for place in entry.places)
        return [
            Actor(
                id=self.id_of(index),
                name=entry.name,
                kind=entry.kind,
                role=entry.role,
                country=entry.country,
                mentions=self._mentions(entry.places & longest or entry.places),
            )
            for index, entry in enumerate(self._entries)
        ]

    def _mentions(self, places: Iterable[Span]) -> list[Mention]:
        text = self._document.text
        return _MENTIONS.validate_python(
            [{"start": at.start, "end": at.end, "text": text[at.start : at.end]} for at in sorted(places)]
        )


def _surname(name: str) -> str | None:
    """Return the folded last word of a person's own name: "Ana Dravic", not "the mother of Ana Dravic"."""
    words = name.split()
    if len(words) < _LEAST_NAME or words[0][0].islower():
        return None
    if any(word[0].islower() and len(word) > _PARTICLE for word in words):
        return None
    return fold(words[-1])


def _longest(places: Iterable[Span]) -> set[Span]:
    """Return the places that lie in no longer one: "Ostrava" in "Ostrava’s army" is the army's."""
    kept: list[Span] = []
    for place in sorted(places, key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end < place.end or kept[-1] == place:
            kept.append(place)
    return set(kept)


def _gap(place: Span, other: Span) -> int:
    return other.start - place.end if place.end <= other.start else place.start - other.end


def _fullest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name.split()), name))
