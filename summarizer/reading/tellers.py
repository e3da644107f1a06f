"""On whose word an act is told, and whether that is who does it."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from summarizer.reading.actor import Actor
from summarizer.reading.grammar import children, is_passive
from summarizer.reading.parse import Parse
from summarizer.reading.parties import Parties
from summarizer.reading.referents import Referents
from summarizer.reading.saying import sayer
from summarizer.reading.speakers import Said
from summarizer.reading.status import Standing
from summarizer.reading.words import words

SELVES = frozenset("i we".split())


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells an act: the actor, the noun for it, the verb of saying; an analyst explains and does not act."""

    actor: Actor | None = None
    noun: Token | None = None
    verb: Token | None = None
    analyst: bool = False


class Tellers:
    """Finds who tells an act; `said` has for each quotation who says it, `kinds` whether it is speech."""

    def __init__(
        self, parse: Parse, parties: Parties, referents: Referents, said: Sequence[Said], kinds: Sequence[str]
    ) -> None:
        self._parse, self._parties, self._referents = parse, parties, referents
        self._said, self._kinds = said, kinds

    def of(self, head: Token, stands: Standing) -> Teller:
        """Return who tells the act of a verb or noun; nobody where the article itself does."""
        number = self._parse.quoted[head.i]
        if number is not None and self._kinds[number] != "scare":
            said = self._said[number]
            place = said.place
            span = (
                self._parse.doc.char_span(place.start, place.end, alignment_mode="expand") if place else None
            )
            if span is not None:
                return Teller(said.actor, span.root, stands.teller, is_analyst(span.root))
        if stands.teller is None:
            return Teller()
        who = sayer(stands.teller)
        named = self._parties.named(who)
        analyst = who is not None and is_analyst(who)
        return Teller(named[0] if named else None, who, stands.teller, analyst)

    def is_own(self, teller: Teller, verb: Token, who: Token | None, actors: Sequence[Actor]) -> bool:
        """Tell whether somebody tells what they do themselves: Britain said its ministers would go."""
        if teller.actor is None:
            return False
        if who is None:
            return not is_passive(verb)
        if who.lower_ in SELVES or list(actors) == [teller.actor]:
            return True
        if teller.noun is not None and any(
            self._referents.of(child) in actors for child in children(teller.noun, "poss")
        ):
            return True  # Brazil will send engineers, its foreign ministry said
        states = [
            actor for actor in actors if actor.code is not None and actor.kind in {"country", "government"}
        ]
        owners = [self._referents.of(child) for child in children(who, "poss")]  # his government would sign
        return any(actor.code == teller.actor.code for actor in states) or teller.actor in owners


def is_analyst(noun: Token) -> bool:
    """Tell whether somebody forecasts and explains rather than acts."""
    near = [noun, *children(noun, "appos", "compound"), *([noun.head] if noun.dep_ == "appos" else [])]
    return any(one.lemma_.lower() in words("analysts") for one in near)
