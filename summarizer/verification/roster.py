"""The actors of a brief: every name that a draft uses, tied to places of the article or refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from pydantic import TypeAdapter

from summarizer.analysis.actors.countries import country_of, is_country_code
from summarizer.analysis.analysis import Analysis
from summarizer.analysis.entities import FoundActor
from summarizer.analysis.spans import Span
from summarizer.brief import Actor, ActorKind, Mention
from summarizer.draft import DraftActor

# A longer "name" is a clause; it may stand in the article and still names nobody.
_MAX_NAME, _MAX_NAME_WORDS = 100, 10
# A word that a model calls a name may stand in every line ("the"); the rules' own actors have all their mentions.
_MAX_PLACES = 1_000

# One call for all of them, as for evidence.
_MENTIONS = TypeAdapter(list[Mention])


@dataclass(slots=True)
class _Entry:
    name: str
    kind: ActorKind
    role: str | None
    country: str | None
    mentions: Sequence[Span]  # in order of the text


class Roster:
    """Collects the actors of one brief; an actor is published only if the article names it.

    A name is first looked up among the actors that the rules found, so that two names of one actor meet; else its words
    must stand in the article.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._entries: list[_Entry] = []
        self._of_found: dict[int, int] = {}
        self._of_name: dict[str, int] = {}
        self._asked: dict[str, int | None] = {}

    def add(self, draft: DraftActor) -> str | None:
        """Take an actor of the draft; return the reason where it may not be published."""
        index = self.find(draft.name, kind=draft.kind)
        if index is None:
            return "the article does not name it"
        entry = self._entries[index]
        found = {
            span for name in draft.names[1:] if self._may_join(name, index) for span in self._places(name)
        }
        if found:
            entry.mentions = sorted(found.union(entry.mentions))
        role = draft.role if draft.role and any(self._analysis.find_name(draft.role)) else None
        entry.role = entry.role or role
        if entry.country is None:
            code = draft.country if draft.country and is_country_code(draft.country) else None
            entry.country = code or country_of(role or "") or country_of(entry.name)
        return None

    def find(self, name: str, *, kind: ActorKind = "group") -> int | None:
        """Return the index of the actor that a name means, taking it up if the article has it; else None."""
        if name not in self._asked:
            self._asked[name] = self._found(name, kind)
        return self._asked[name]

    def _found(self, name: str, kind: ActorKind) -> int | None:
        if len(name) > _MAX_NAME or not any(map(str.isalpha, name)):
            return None
        key = " ".join(name.casefold().split())
        if len(key.split()) > _MAX_NAME_WORDS:
            return None
        if key in self._of_name:
            return self._of_name[key]
        found = self._analysis.resolve_name(name)
        if found is not None:
            index = self.take_found(found)
        else:
            places = self._places(name)
            if not places:
                return None
            written = places[0].of(self._analysis.text)
            self._entries.append(_Entry(written, kind, None, country_of(written), places))
            index = len(self._entries) - 1
        self._of_name[key] = index
        return index

    def take_found(self, found: int) -> int:
        """Return the index of an actor of the analysis, taking it up."""
        if found not in self._of_found:
            self._entries.append(_entry(self._analysis.actors[found]))
            self._of_found[found] = len(self._entries) - 1
        return self._of_found[found]

    def find_all(self, names: Iterable[str]) -> tuple[list[int], list[str]]:
        """Return the distinct actors that the names mean, in order, and the names that mean none."""
        indices: dict[int, None] = {}
        unknown: list[str] = []
        for name in names:
            index = self.find(name)
            if index is None:
                unknown.append(name)
            else:
                indices[index] = None
        return list(indices), unknown

    @staticmethod
    def id_of(index: int) -> str:
        """Return the id under which an actor is published."""
        return f"A{index + 1}"

    def published(self) -> list[Actor]:
        """Return every actor taken up, in order of their ids."""
        return [
            Actor(
                id=self.id_of(index),
                name=entry.name,
                kind=entry.kind,
                role=entry.role,
                country=entry.country,
                mentions=self._mentions(entry),
            )
            for index, entry in enumerate(self._entries)
        ]

    def _mentions(self, entry: _Entry) -> list[Mention]:
        text = self._analysis.text
        return _MENTIONS.validate_python(
            [
                {"start": span.start, "end": span.end, "text": text[span.start : span.end]}
                for span in entry.mentions
            ]
        )

    def _places(self, name: str) -> tuple[Span, ...]:
        return tuple(islice(self._analysis.find_name(name), _MAX_PLACES)) if len(name) <= _MAX_NAME else ()

    def _may_join(self, name: str, index: int) -> bool:
        # A model's "also known as" must not swallow somebody whom the rules hold apart.
        found = self._analysis.resolve_name(name)
        return found is None or self._of_found.get(found) == index


def _entry(actor: FoundActor) -> _Entry:
    return _Entry(actor.name, actor.kind, actor.role, actor.country, actor.mentions)
