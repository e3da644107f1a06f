"""Acts told by verbs: who does what to whom, of which PLOVER type, whether it happened, and on whose word."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from spacy.tokens import Token

from summarizer.brief import EventStatus
from summarizer.plover import EventMode, EventType
from summarizer.reading.actors import Actor
from summarizer.reading.grammar import VERBS, behind, children, first_child, is_passive, objects_of, patient, subject
from summarizer.reading.lexicon import Cue, look_up, words_of
from summarizer.reading.parse import Parse
from summarizer.reading.parties import REPORTERS, WORDS, Parties
from summarizer.reading.referents import Referents, is_analyst
from summarizer.reading.saying import REPORTS, SAYS, is_saying, sayer
from summarizer.reading.speakers import Said
from summarizer.reading.status import Standing, is_negated, modal_of, standing
from summarizer.reading.words import words

FORCE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST, EventType.MOBILIZE, EventType.THREATEN})
_GIVING = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.AID, EventType.CONCEDE, EventType.SUPPORT, EventType.RETREAT})
_TOLD = frozenset({EventType.AGREE, EventType.REJECT, EventType.THREATEN, EventType.REQUEST})
_SELVES = frozenset("i we".split())
_FORECASTS = frozenset("predict forecast expect project foresee believe think".split())
_LASTING = frozenset("hold control besiege detain occupy fight battle".split())
_NOT_ACTS = frozenset({"aux", "auxpass", "compound"})

Via = Literal["verb", "noun"]


@dataclass(eq=False, slots=True)
class Act:
    """An act as read. `head` is its verb or noun; `source` is who tells it, where somebody but the article does.

    `weight` falls with depth in the sentence, `sure` are signs that the reading is right (see `signs`).
    """

    head: Token
    cue: Cue | None
    type: EventType
    mode: EventMode | None
    status: EventStatus
    weight: float
    actors: list[Actor]
    recipients: list[Actor]
    source: Actor | None = None
    teller: Token | None = None
    via: Via = "verb"
    filled: bool = False
    rule: str = "cue"
    importance: float = 0.0
    tokens: set[int] = field(default_factory=set)


class Reader:
    """Reads acts off a parse; `said` tells who says each quotation, `kinds` which of them are speech."""

    def __init__(self, parse: Parse, parties: Parties, referents: Referents, said: Sequence[Said], kinds: Sequence[str]) -> None:
        self._parse, self._parties, self._referents = parse, parties, referents
        self._said, self._kinds = said, kinds

    def acts(self, tokens: Sequence[Token]) -> list[Act]:
        """Return the acts of these tokens' verbs and nouns, in order."""
        found = []
        for token in tokens:
            if token.pos_ in VERBS and token.dep_ not in _NOT_ACTS and not (token.dep_ == "amod" and token.tag_ != "VBN"):
                found.append(self._verbal(token))
            elif token.pos_ == "NOUN" and token.dep_ not in {"compound", "nmod", "npadvmod"}:
                found.append(self._nominal(token))
        return [act for act in found if act is not None]

    # -- acts of verbs
    def _verbal(self, verb: Token) -> Act | None:
        if verb.dep_ == "amod":
            return None
        cue = self._cue(verb)
        negated, modal, stands = is_negated(verb), modal_of(verb), standing(verb, SAYS)
        source, analyst, teller = self._source(verb, stands)
        who, done_to = subject(verb), patient(verb)
        if self._no_act(verb, who, done_to, cue):
            return None
        if cue is not None and self._is_stoppage(verb, who):
            cue = replace(cue, shares=((EventType.PROTEST, 1.0),), mode=EventMode.STRIKE)
        kind = cue.type if cue is not None else None
        actors = self._parties.named(who, acting=True)
        if is_passive(verb) and who is None and kind in FORCE:
            actors = self._by_means(verb)
        own = source is not None and self._its_own(who, actors, source, teller, verb)
        if own and source is not None and (not actors or (who is not None and who.lower_ in _SELVES)):
            actors = [source]
        if stands.governor is not None:
            return None  # what is asked, refused, promised, blamed is part of that act
        mode, strength, rule = (cue.mode, cue.strength, "cue") if cue is not None else (None, 0.6, "modal")
        status = stands.status
        recipients: list[Actor] | None = None
        if kind is not None and cue is not None and not self._fits(verb, cue, kind, actors):
            return None
        said_now = source is not None and status is None and not analyst and stands.direct
        if modal == "must":
            if said_now and not own and source is not None and kind not in {EventType.REQUEST}:
                asked = actors or self._parties.named(done_to, acting=True)
                kind, actors, recipients, mode, status, rule = EventType.REQUEST, [source], asked, None, "happened", "modal"
            elif kind is None:
                return None
            elif own and kind in WORDS and said_now:
                status = "happened"  # we must urge them
            else:
                status = status or "hypothetical"
        elif modal in {"will", "may"} and negated and actors and (own or source is None) and (kind is None or kind not in FORCE | {EventType.ACCUSE, EventType.REQUEST}) and status is None:
            if kind is None and verb.lemma_ in {"be", "have"}:
                return None
            kind, status, mode, rule = EventType.REJECT, "happened", None, "modal"
        elif modal == "will" and own and said_now and actors and (kind is not None or verb.lemma_ not in {"be", "have"} | SAYS) and kind not in {EventType.REQUEST, EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.CONSULT, EventType.PROTEST}:
            kind, status, mode, rule = (EventType.THREATEN if kind in FORCE else EventType.AGREE), "happened", None, "modal"
        elif kind is None:
            return None
        elif negated:
            if (modal is None or own) and kind in _GIVING and actors and status is None and verb.tag_ != "VB":
                kind, mode, rule = EventType.REJECT, None, "negated"
            else:
                status = "denied"
        elif modal == "will":
            status = status or ("hypothetical" if self._counterfactual(verb) else "planned")
            if analyst or (source is None and kind in WORDS and cue is not None and cue.governs):
                return None if analyst else None
        elif modal == "may":
            if analyst or stands.teller is not None:
                return None
            status = status or "hypothetical"
        if analyst and (kind not in {EventType.ACCUSE} or status not in {None, "happened"}) and (source in actors or status not in {None, "happened"}):
            return None
        assert kind is not None
        kind = self._intended(verb, cue, kind)
        if cue is not None and cue.turned:
            actors, recipients = self._turned(verb), actors
        if recipients is None:
            recipients = self._parties.to_whom(verb, kind, besides=actors)
        if own and kind in _TOLD and (told := self._addressed(stands.teller, actors)):
            recipients = told
        if kind == EventType.THREATEN and cue is not None and self._warns_of_others(verb, actors):
            return None
        if kind in WORDS and not actors and source is not None and not is_passive(verb):
            actors = [source]
        status = status or self._time(verb, kind)
        return self._act(verb, cue, kind, mode, status, stands.weight * strength, actors, recipients, source, stands.teller, rule)

    def _turned(self, verb: Token) -> list[Actor]:
        """Return who does what a verb says its subject suffers: came under criticism from France."""
        nouns = [verb, *children(verb, "dobj", "attr"), *(noun for child in children(verb, "prep") for noun in objects_of(child))]
        return next((found for noun in nouns for by in behind(noun, "from", "by") if (found := self._parties.named(by, acting=True))), [])

    def _addressed(self, teller: Token | None, actors: Sequence[Actor]) -> list[Actor]:
        """Return whom something is told: they told Norway that they would leave."""
        if teller is None:
            return []
        to = [noun for noun in [*children(teller, "dobj", "dative"), *behind(teller, "to")] if noun.lemma_.lower() not in REPORTERS]
        return [actor for noun in to[:1] for actor in self._parties.named(noun) if actor not in actors]

    def _cue(self, verb: Token) -> Cue | None:
        cue = look_up(verb)
        if cue is None and verb.lemma_ == "be":  # is ready to, was on trial
            cue = next((found for child in children(verb, "acomp", "oprd", "prep") if (found := look_up(child)) is not None), None)
        return cue

    def _source(self, verb: Token, stands: Standing) -> tuple[Actor | None, bool, Token | None]:
        """Return who tells an act, whether that is an analyst, and the noun for them."""
        number = self._parse.quoted[verb.i]
        if number is not None and self._kinds[number] != "scare":
            said = self._said[number]
            if said.place is not None:
                span = self._parse.doc.char_span(said.place.start, said.place.end, alignment_mode="expand")
                who = span.root if span is not None else None
                return said.actor, who is not None and is_analyst(who), who
            if said.actor is not None:
                return said.actor, False, None
        if stands.teller is not None:
            who = sayer(stands.teller)
            if who is not None:
                named = self._parties.named(who)
                return (named[0] if named else None), is_analyst(who) or stands.teller.lemma_ in _FORECASTS, who
            return None, stands.teller.lemma_ in _FORECASTS, None
        return None, False, None

    def _its_own(
        self, who: Token | None, actors: Sequence[Actor], source: Actor, teller: Token | None, verb: Token
    ) -> bool:
        """Tell whether somebody tells of themselves: Britain said its ministers would go."""
        if who is None:
            return not is_passive(verb)
        if who.lower_ in _SELVES or list(actors) == [source]:
            return True
        if who.lower_ in {"he", "she", "it", "they"} and actors and actors[0] is source:
            return True
        if teller is not None and any(self._referents.of(child) in actors for child in children(teller, "poss")):
            return True  # Brazil will send engineers, its foreign ministry said
        for actor in actors:
            if actor.code is not None and actor.code == source.code and actor.kind in {"country", "government"}:
                return True
        return any(child.lower_ in {"our", "my"} for child in children(who, "poss"))

    def _no_act(self, verb: Token, who: Token | None, done_to: Token | None, cue: Cue | None) -> bool:
        nature = words("forces_of_nature")
        doer = who if who is not None else None
        if doer is not None and doer.lemma_.lower() in nature:
            return True
        if done_to is not None and any(noun.lemma_.lower() in nature for noun in behind(verb, "in", "by", "after", "from")):
            return True
        if doer is not None and doer.lemma_.lower() not in words("roles", "words") and doer.pos_ == "NOUN" and cue is not None:
            # An act does not meet, leave, agree: what it is itself is told by its noun. But attacks kill.
            if cue.type not in {EventType.ASSAULT, EventType.COERCE} and look_up(doer) is not None and doer.lemma_.lower() not in words_of("person", "force", "official", "captive", "bodies"):
                return self._referents.of(doer) is None
        return False

    def _by_means(self, verb: Token) -> list[Actor]:
        """Return who is behind what a passive was done by: was killed in an Israeli strike."""
        for noun in behind(verb, "in", "by", "during"):
            if look_up(noun) is not None and (found := self._parties.named(noun, acting=True)):
                return found
        return []

    def _fits(self, verb: Token, cue: Cue, kind: EventType, actors: Sequence[Actor]) -> bool:
        """Tell whether a cue means what it mostly means: somebody is met, a town is seized; not: a mixed response."""
        direct = children(verb, "dobj")
        if kind == EventType.CONSULT and direct and not cue.rest:
            return any(self._parties.named(noun) or look_up(noun) is not None for noun in direct)
        if verb.lemma_ in _FORECASTS and kind not in WORDS:
            return False
        if verb.lemma_ in {"hit", "fire", "strike", "fight", "snap"} and any(child.lower_ in {"back", "out"} for child in children(verb, "advmod", "prt")) and kind == EventType.ASSAULT:
            return bool(direct) and bool(self._parties.named(direct[0]))
        if kind in {EventType.COERCE} and verb.lemma_ in {"disperse", "break"} and not direct and not is_passive(verb):
            return False
        if kind == EventType.ASSAULT and self._is_sport(verb):
            return False
        return True

    def _is_stoppage(self, verb: Token, who: Token | None) -> bool:
        """Tell whether who strikes stops work."""
        if verb.lemma_ != "strike" or first_child(verb, "dobj") is not None or who is None:
            return False
        return who.lemma_.lower() in words("forces_of_nature", "workers") or bool(behind(verb, "over", "for"))

    def _is_sport(self, verb: Token) -> bool:
        sport = words("forces_of_nature", "sport")
        return sum(token.lemma_.lower() in sport for token in verb.sent) >= 2

    def _counterfactual(self, verb: Token) -> bool:
        auxiliaries = [child.lower_ for child in children(verb, "aux")]
        return "would" in auxiliaries and "have" in auxiliaries

    def _intended(self, verb: Token, cue: Cue | None, kind: EventType) -> EventType:
        if cue is None or not cue.intent or kind != EventType.AGREE:
            return kind
        for clause in children(verb, "xcomp"):
            found = look_up(clause)
            if found is not None and found.type in FORCE - {EventType.COERCE, EventType.PROTEST}:
                return EventType.THREATEN
        return kind

    def _warns_of_others(self, verb: Token, actors: Sequence[Actor]) -> bool:
        """Tell whether a warning is of what others may do, which threatens nobody."""
        if verb.lemma_ not in {"warn", "caution"} or first_child(verb, "dobj", "dative") is not None:
            return False
        for clause in children(verb, "ccomp"):
            own = first_child(clause, "nsubj", "nsubjpass", "expl")
            if own is not None and own.dep_ != "expl":
                return self._referents.of(own) not in actors
        return False

    def _time(self, verb: Token, kind: EventType) -> EventStatus:
        auxiliaries = {child.lower_ for child in children(verb, "aux", "auxpass")}
        if verb.tag_ == "VBG" and auxiliaries & {"is", "are", "'re", "'s", "'m", "am"}:
            return "ongoing"
        if verb.tag_ in {"VBP", "VBZ"} and verb.lemma_ in _LASTING:
            return "ongoing"
        if verb.dep_ in {"advcl", "acl", "relcl"} and verb.tag_ == "VB" and "to" in auxiliaries:
            return "planned"
        return "happened"

    # -- acts of nouns
    def _nominal(self, noun: Token) -> Act | None:
        cue = look_up(noun)
        if cue is None or self._referents.of(noun) is not None:
            return None
        if noun.head.pos_ in VERBS and (above := look_up(noun.head)) is not None and any(noun.lemma_.lower() in group for group in above.rest):
            return None  # hold talks, launch an attack: the verb has it
        stands = standing(noun, SAYS)
        if stands.governor is not None and stands.governor.i != noun.i:
            return None
        actors = self._doers(noun, cue)
        recipients = self._targets(noun, cue, actors)
        if not actors and not (recipients and cue.type == EventType.ASSAULT):
            return None
        source, analyst, _ = self._source(noun, stands)
        if analyst:
            return None
        status = stands.status
        main = noun.head
        if noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and main.pos_ in VERBS:
            modal = modal_of(main)
            if is_negated(main):
                status = status or "denied"
            elif modal == "will":
                status = status or "planned"
            elif modal in {"may", "must"}:
                status = status or "hypothetical"
            elif any(child.tag_ == "VB" for child in children(main, "xcomp")) and (main.lemma_ in {"be"} or main.lemma_ in {"set", "due", "expect", "schedule", "plan"}):
                status = status or "planned"  # the withdrawal is to begin
        weight = stands.weight * (0.9 if noun.dep_ in {"nsubj", "nsubjpass", "dobj", "ROOT"} else 0.7)
        act = self._act(noun, cue, cue.type, cue.mode, status or "happened", weight * cue.strength, actors, recipients, source, stands.teller, "noun")
        if act is not None:
            act.via = "noun"
        return act

    def _doers(self, noun: Token, cue: Cue) -> list[Actor]:
        for child in children(noun, "poss"):
            if found := self._parties.named(child):
                return found
        for child in noun.children:
            if child.dep_ in {"amod", "compound", "nmod"} and (actor := self._parties.of_adjective(child)) is not None:
                return [actor]
        sides = ("by", "between", "among") if cue.type in {EventType.RETREAT, EventType.CONCEDE} else ("by", "from", "between", "among")
        for inner in behind(noun, *sides):
            if found := self._parties.named(inner, acting=True):
                return found
        if noun.dep_ == "dobj" and noun.head.pos_ in VERBS and noun.head.lemma_.lower() not in SAYS and noun.head.lemma_.lower() not in {"condemn", "face", "suffer", "welcome", "criticise", "criticize", "receive", "see", "reject", "deny", "fear", "avoid"}:
            return self._parties.named(subject(noun.head), acting=True)
        if noun.dep_ in {"nsubj", "attr", "dobj", "nsubjpass"} and noun.lemma_ in {"withdrawal", "departure", "resignation", "retreat", "release", "surrender"}:
            for inner in behind(noun, "of"):
                if found := self._parties.named(inner, acting=True):
                    return found
        return []

    def _targets(self, noun: Token, cue: Cue, actors: Sequence[Actor]) -> list[Actor]:
        order = behind(noun, "on", "against", "with", "to", "of", "for", "from", "in", "over")
        order += [own for child in children(noun, "acl", "relcl", "ccomp") if cue.governs for own in children(child, "nsubj")]
        for inner in order:
            found = [actor for actor in self._parties.named(inner) if actor not in actors]
            if found:
                return found
        if cue.governs:
            for clause in children(noun, "acl", "ccomp"):
                if found := self._parties.to_whom(clause, cue.type, besides=actors):
                    return found
        return []

    def _act(
        self, head: Token, cue: Cue | None, kind: EventType, mode: EventMode | None, status: EventStatus, weight: float,
        actors: list[Actor], recipients: list[Actor], source: Actor | None, teller: Token | None, rule: str,
    ) -> Act | None:
        if kind in {EventType.CONSULT, EventType.AGREE, EventType.COOPERATE} and len(actors) > 1 and not recipients and kind == EventType.CONSULT:
            actors, recipients = actors[:1], actors[1:]
        if not actors and not recipients:
            return None
        if any(child.lower_ == "had" for child in children(head, "aux")):
            weight *= 0.7
        return Act(head, cue, kind, mode, status, weight, actors, [one for one in recipients if one not in actors], source, teller, rule=rule)


__all__ = ["Act", "Reader", "REPORTS", "is_saying"]
