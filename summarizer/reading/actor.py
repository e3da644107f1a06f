"""An actor of an article, and the words that mention each."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from summarizer.brief import ActorKind
from summarizer.reading.known import state
from summarizer.reading.parse import Parse
from summarizer.reading.words import Gender
from summarizer.text.spans import Span


@dataclass(eq=False, slots=True)
class Actor:
    """Somebody; `code` is alpha-3, `words` are those of titles and role, `plural` where it can be "they".

    `key` begins with "person", "country", "name" or "noun": by what it is known to be the same. `place` is true of
    towns and regions, `acts` where a mention stands as somebody who acts or is acted upon.
    """

    key: tuple[str, ...]
    kind: ActorKind
    code: str | None = None
    role: str | None = None
    gender: Gender | None = None
    plural: bool = False
    place: bool = False
    acts: bool = False
    mentions: dict[Span, str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    def names(self) -> list[str]:
        """Return the distinct forms of the name, the one to publish first."""
        forms = list(dict.fromkeys(self.mentions.values()))
        if self.key[0] == "person":
            forms.sort(key=lambda form: -len(form.split()))
        elif self.kind == "country":
            forms.sort(key=lambda form: (found := state(form)) is None or found.sense != "name")
        return forms


class Mentions:
    """Whom each token of a parsed text names."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._of: dict[int, Actor] = {}

    def of(self, token: Token) -> Actor | None:
        """Return the actor that a noun names, or None."""
        return self._of.get(token.i)

    def all(self) -> Iterator[Actor]:
        """Yield every actor once, in the order of its first mention; a place where nobody acts is none."""
        actors = {id(actor): actor for actor in self._of.values() if actor.mentions}
        for actor in sorted(actors.values(), key=lambda actor: min(actor.mentions)):
            if actor.acts or not (actor.place or actor.kind == "country"):
                yield actor

    def add(self, actor: Actor, head: Token, first: Token, last: Token) -> None:
        """Note that the words from `first` to `last`, with `head` for their noun, name an actor."""
        span = Span(first.idx, last.idx + len(last))
        actor.mentions[span] = " ".join(span.of(self._parse.text).split())
        for token in head.doc[first.i : last.i + 1]:
            self._of.setdefault(token.i, actor)
        self._of[head.i] = actor

    def mean(self, actor: Actor, noun: Token) -> None:
        """Note that a noun means an actor without naming it: the minister."""
        self._of[noun.i] = actor
