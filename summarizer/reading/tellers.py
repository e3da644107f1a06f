"""On whose word an act is told, and whether that is who does it."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from summarizer.reading.actor import Actor
from summarizer.reading.grammar import antecedent, behind, children, is_passive
from summarizer.reading.noun_phrases import part_of
from summarizer.reading.parse import Parse
from summarizer.reading.referents import Referents
from summarizer.reading.saying import sayer
from summarizer.reading.speakers import Said
from summarizer.reading.status import Standing

_SELVES = frozenset("i we".split())
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells an act: the actor, and the noun for it."""

    actor: Actor | None = None
    noun: Token | None = None


class Tellers:
    """Finds who tells an act; `said` has for each quotation who says it, `kinds` whether it is speech."""

    def __init__(
        self, parse: Parse, referents: Referents, said: Sequence[Said], kinds: Sequence[str]
    ) -> None:
        self._parse, self._referents, self._said, self._kinds = parse, referents, said, kinds

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
                return Teller(said.actor, span.root)
        if stands.teller is None:
            return Teller()
        who = sayer(stands.teller)
        return Teller(self._named(who), who)

    def _named(self, noun: Token | None, depth: int = 0) -> Actor | None:
        """Return whom a noun names, else whose it is: the ministry's spokesman."""
        if noun is None or depth > _DEEPEST:
            return None
        part = part_of(antecedent(noun))
        whose = [*children(part, "poss"), *behind(part, "of", "for", "from", "by")]
        return self._referents.of(part) or next(
            (found for one in whose if (found := self._named(one, depth + 1))), None
        )

    def is_own(self, teller: Teller, verb: Token, who: Token | None) -> bool:
        """Tell whether somebody tells what they do themselves: Britain said its ministers would go."""
        if teller.actor is None:
            return False
        if who is None:
            return not is_passive(verb)
        actor = self._named(who)
        if who.lower_ in _SELVES or actor is teller.actor:
            return True
        if teller.noun is not None and any(
            self._referents.of(child) is actor is not None for child in children(teller.noun, "poss")
        ):
            return True  # Brazil will send engineers, its foreign ministry said
        owners = [self._referents.of(child) for child in children(who, "poss")]  # his government would sign
        if teller.actor in owners:
            return True
        state = actor if actor is not None and actor.kind in {"country", "government"} else None
        return state is not None and state.code is not None and state.code == teller.actor.code
