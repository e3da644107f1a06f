"""One draft held against its article: what of it holds, what is refused and why, and which prose might be mended.

The built-in brief and those of users' own forms are checked by the same calls.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel

from summarizer.brief import Rejected
from summarizer.claims.field import Cited, Ungrounded
from summarizer.claims.prose import Prose
from summarizer.claims.refusals import harmless
from summarizer.claims.roster import Roster
from summarizer.claims.wording import Vocabulary
from summarizer.text.document import Document
from summarizer.text.spans import Sentence

Value = TypeVar("Value")
Words = TypeVar("Words", bound=Prose)
Wording: TypeAlias = tuple[str, tuple[Sentence, ...]]

NO_SENTENCE = "cites no sentence of the article"
# Far more than a claim needs: a model that goes on and on must not make checking it expensive.
_MOST_CITED = 12


@dataclass(frozen=True, slots=True)
class FailedProse:
    """Words of the model that may not be published, the sentences that they cite, and why."""

    text: str
    sentences: tuple[Sentence, ...]
    reason: str

    @property
    def wording(self) -> Wording:
        """Return the words with the sentences."""
        return self.text, self.sentences


Reworded: TypeAlias = Mapping[Wording, str]
"""New words for prose that failed, by the words that failed and the sentences that they cite."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The fields of a brief as they may be published, what may not be, and prose that the model might mend."""

    fields: Mapping[str, Any]
    rejected: list[Rejected]
    failed: list[FailedProse]


AS_DRAFTED: Reworded = MappingProxyType({})


class Checking:
    """Collects what is refused of one draft; what its methods return may be published."""

    def __init__(
        self, document: Document, prompts: Path | None = None, mended: Reworded = AS_DRAFTED
    ) -> None:
        """Take the folder whose prompts replace those of the package, and what the model mended of its prose."""
        self.document = document
        self.names = Roster(document)
        self._vocabulary = Vocabulary(document)
        self.failed: list[FailedProse] = []
        self._refused: list[tuple[str, str, str]] = []
        self._prompts = prompts
        self._mended = mended

    def rejected(self) -> list[Rejected]:
        """Return what was refused, in order, fit to be shown."""
        return harmless(self._refused, self.document, self._prompts)

    def refuse(self, path: str, value: Any, reason: str) -> None:
        """Note that a value of a field is not published."""
        words = value.model_dump_json(by_alias=True) if isinstance(value, BaseModel) else str(value)
        self._refused.append((path, words, reason))

    def first(self, items: Sequence[Value], most: int, path: str) -> Sequence[Value]:
        """Return as many items of a drafted list as are read."""
        if len(items) > most:
            self.refuse(path, f"{len(items) - most:,} more", f"only the first {most:,} of a draft are read")
        return items[:most]

    def cite(self, numbers: Sequence[int], path: str, what: Any, doubt: str | None = None) -> Cited | None:
        """Return the sentences that a claim cites; None where the article has none of them: it is refused."""
        found: list[Sentence] = []
        for number in dict.fromkeys(numbers[:_MOST_CITED]):
            sentence = self.document.sentence(number)
            if sentence is None:
                self.refuse(f"{path}.evidence", number, "the article has no such sentence")
            else:
                found.append(sentence)
        if found and doubt is None:
            return self.citing(found)
        self.refuse(path, what, f"does not bear a second look: {doubt}" if found else NO_SENTENCE)
        return None

    def citing(self, sentences: Sequence[Sentence]) -> Cited:
        """Return what values that rest on these sentences are checked against."""
        return Cited(self.document, tuple(sentences), self.names, self._vocabulary, self._prompts)

    def value(
        self, ground: Callable[[Any, Cited], Value], drafted: Any, cited: Cited, path: str, shown: Any = None
    ) -> Value | None:
        """Return what `ground` makes of a drafted value; None where the article does not bear it out.

        `shown` is what is told of the value where it is refused.
        """
        try:
            return ground(drafted, cited)
        except Ungrounded as error:
            self.refuse(path, drafted if shown is None else shown, str(error))
            return None

    def prose(self, kind: type[Words], drafted: str, cited: Cited, path: str) -> Words:
        """Return prose, mended where the model did, and the article's own words where it breaks a rule."""
        known = (drafted, tuple(cited.sentences))
        words = self._mended.get(known, drafted)
        try:
            return kind.ground(words, cited)
        except Ungrounded as error:
            self.failed.append(FailedProse(*known, reason=str(error)))
            self.refuse(path, words, str(error))
            return kind.fall_back(cited)
