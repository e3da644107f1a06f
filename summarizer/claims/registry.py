"""The names that the claims of one brief use, unified: two names of one bearer meet."""

from collections.abc import Iterable

from summarizer.brief import Actor
from summarizer.draft import DraftActor
from summarizer.text.document import Document
from summarizer.verification.roster import Roster


class Names:
    """Knows every bearer of a name that the article has, by the same rules as the actors of the built-in brief."""

    def __init__(
        self, document: Document, expected: Iterable[str] = (), speakers: Iterable[str] = ()
    ) -> None:
        """Take the names that claims will ask for.

        Who speaks is a person, and so is whoever is also called by the last part of the name: these are known by that.
        """
        self._roster = Roster(document)
        known = set(expected)
        persons = {*speakers, *(name for name in known if " " in name and name.rpartition(" ")[2] in known)}
        self._roster.take([DraftActor(names=[name], kind="person") for name in _fullest_first(persons)])
        for name in _fullest_first(known):
            self._roster.find(name)
        self._published = self._roster.published()

    def find(self, name: str) -> Actor | None:
        """Return who bears the name, with every place of the article that names it; None where it has no such name."""
        index = self._roster.find(name)
        if index is None:
            return None
        if index >= len(self._published):
            self._published = self._roster.published()
        return self._published[index]


def _fullest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name.split()), name))
