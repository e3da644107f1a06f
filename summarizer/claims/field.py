"""What a field of a brief can promise: a small class with the form a model fills in, words for it, and a check.

To add one, derive from `Grounded`, give the fields that are published, and say in `ground` what must hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

from summarizer.brief import Published
from summarizer.brief.parts import Evidences
from summarizer.claims.evidence import evidence_of, locate
from summarizer.claims.roster import Roster
from summarizer.claims.wording import Vocabulary
from summarizer.text.document import Document
from summarizer.text.spans import Sentence, Span


class Ungrounded(Exception):  # noqa: N818  named after the condition
    """The article does not bear a value out; the text says why, as in "the article does not name it"."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What a value is checked against: the article and its words, the sentences that its claim cites, the names so far.

    A field of the brief itself, that no claim holds, may rest on any sentence. `prompts` is the folder whose prompts
    replace those of the package: nothing of either may be recited.
    """

    document: Document
    sentences: Sequence[Sentence]
    names: Roster
    vocabulary: Vocabulary
    prompts: Path | None = None

    def find(self, words: str) -> Span | None:
        """Return where a cited sentence reads as these words, case, quotes, dashes and spaces aside; or None."""
        places = (self.document.find(words, within=sentence) for sentence in self.sentences)
        return next((place for place in places if place), None)

    def place_of(self, words: str) -> Span:
        """Return the same place; refuses words that no cited sentence has."""
        if place := self.find(words):
            return place
        raise Ungrounded("the cited sentences do not say so")

    def evidence_at(self, span: Span) -> Evidences:
        """Return the characters of a place as evidence."""
        return evidence_of([span], self.document.text)

    def evidence_for(self, words: str) -> Evidences:
        """Return the cited sentences as evidence; of one too long to point at anything, the words where it has them."""
        return evidence_of(locate(words, self.sentences, self.document), self.document.text)

    def text_of(self, span: Span) -> str:
        """Return the article's own words at a place."""
        return span.of(self.document.text)


class Grounded(Published):
    """A value that characters of the article bear out.

    `fills` tells the model what to fill in. The docstring of a class derived from one of the package's types is added
    to it, so that `class Company(Name)` with "A company, not its brands." asks for just that.
    """

    fills: ClassVar[str] = ""

    @classmethod
    def draft_type(cls) -> Any:
        """Return the type that the model fills in; strings, numbers, closed sets and small models are possible."""
        return str

    @classmethod
    def ground(cls, drafted: Any, cited: Cited) -> Self:
        """Return the value that is published; raise `Ungrounded` where the article does not bear it out."""
        raise NotImplementedError

    @classmethod
    def instruction(cls) -> str:
        """Return what the model is told of a field of this type."""
        own = "" if cls.__module__.startswith("summarizer.") else (cls.__dict__.get("__doc__") or "").strip()
        return f"{cls.fills} ({own})" if own and cls.fills else cls.fills or own
