"""What sounds like an act and is none: weather, matches, idioms, warnings of what others may do."""

from collections.abc import Sequence

from spacy.tokens import Token

from summarizer.plover import EventType
from summarizer.reading.actor import Actor
from summarizer.reading.grammar import behind, children, first_child, is_passive, patient
from summarizer.reading.lexicon import Cue, look_up, words_of
from summarizer.reading.parties import REPORTERS, Parties
from summarizer.reading.referents import Referents
from summarizer.reading.status import modal_of
from summarizer.reading.words import words

_HARM = frozenset({EventType.ASSAULT, EventType.COERCE})
_SPORTY = 2  # words of sport that make a sentence one about a match
_ASKING = frozenset("if whether why who what when where how which".split())
ANSWERING = frozenset(
    "say comment confirm answer discuss reveal disclose speculate name elaborate reply".split()
)
_WINNING = frozenset("beat crush hammer thrash whip maul edge".split())
_BODIES = frozenset("police army troop force government authority ministry court state country navy".split())
_MINDED = frozenset("convince persuade resolve determine".split())
_AWAY = frozenset("back out off".split())


class Exclusions:
    """Tells acts from what only sounds like one."""

    def __init__(self, parties: Parties, referents: Referents) -> None:
        self._parties, self._referents = parties, referents

    def is_nobodys(self, verb: Token, who: Token | None, cue: Cue | None) -> bool:
        """Tell whether no actor can have done it: a storm, an accident, an act that is itself told by its noun."""
        nature = words("nature")
        if who is not None and who.lemma_.lower() in nature:
            return True
        if patient(verb) is not None and any(
            noun.lemma_.lower() in nature for noun in behind(verb, "in", "by", "after", "from")
        ):
            return True
        if who is None or who.pos_ != "NOUN" or cue is None or cue.type in _HARM or look_up(who) is None:
            return False
        people = words("roles") | words_of("person", "force", "official", "captive", "bodies")
        return who.lemma_.lower() not in people and self._referents.of(who) is None

    def is_idiom(self, verb: Token, cue: Cue) -> bool:
        """Tell whether a cue does not mean what it mostly means: met a mixed response, hit back, dispersed."""
        direct = children(verb, "dobj")
        if (
            verb.lemma_ in _MINDED
            and verb.tag_ == "VBN"
            and not direct
            and not children(verb, "aux", "agent")
        ):
            return True  # convinced that it would rain
        if cue.type == EventType.CONSULT and direct and not cue.rest:
            return not any(self._parties.named(noun) or look_up(noun) is not None for noun in direct)
        if cue.type == EventType.ASSAULT:
            turned = any(child.lower_ in _AWAY for child in children(verb, "advmod", "prt"))
            if turned and verb.lemma_ in {"hit", "fire", "strike", "fight", "snap", "lash"}:
                return not any(self._parties.named(noun) for noun in direct)
            sport, played = (
                words("sport"),
                [verb.head if verb.dep_ == "relcl" else first_child(verb, "nsubj"), *direct],
            )
            if verb.lemma_ in _WINNING and all(one is not None and one.pos_ == "PROPN" for one in played):
                return len(played) > 1  # one club or country beat another
            return sum(token.lemma_.lower() in sport for token in verb.sent) >= _SPORTY
        return (
            cue.type == EventType.COERCE
            and verb.lemma_ in {"disperse", "break"}
            and not direct
            and not is_passive(verb)
        )

    def asks_or_tells_nothing(self, verb: Token, who: Token | None, cue: Cue) -> bool:
        """Tell whether somebody only asks a question, or will not answer one."""
        clauses = children(verb, "ccomp", "xcomp")
        if cue.type == EventType.REQUEST:
            if who is not None and who.lemma_.lower() in REPORTERS:
                return True
            asks = verb.lemma_ in {"ask", "wonder", "inquire", "enquire"}
            return asks and any(child.lower_ in _ASKING for clause in clauses for child in clause.children)
        return cue.type == EventType.REJECT and any(clause.lemma_ in ANSWERING for clause in clauses)

    def is_stoppage(self, verb: Token, who: Token | None) -> bool:
        """Tell whether who strikes stops work."""
        if verb.lemma_ != "strike" or first_child(verb, "dobj") is not None or who is None:
            return False
        return who.lemma_.lower() in words("workers") or bool(behind(verb, "over", "for"))

    def warns_of_others(self, verb: Token, actors: Sequence[Actor]) -> bool:
        """Tell whether a warning is of what others may do, which threatens nobody."""
        told = children(verb, "dobj", "dative")
        if verb.lemma_ not in {"warn", "caution"} or any(self._parties.named(noun) for noun in told):
            return False
        own = told  # the parser takes "warned the war could spread" for warning a war
        own += [noun for clause in children(verb, "ccomp") for noun in children(clause, "nsubj", "nsubjpass")]
        if not own:
            return False
        whose = {
            self._referents.of(own[0]),
            *(self._referents.of(child) for child in children(own[0], "poss")),
        }
        theirs = own[0].lemma_.lower() in _BODIES and modal_of(own[0].head) == "will"
        return not theirs and whose.isdisjoint(
            actors
        )  # that her country, the police would act: her own threat
