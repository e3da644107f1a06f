"""Events and moves: one act of the draft in, one act that may be published or a reason out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from summarizer.brief import Casualties, DiplomaticMove, KeyEvent, When, link_moves
from summarizer.claims.checking import Checking
from summarizer.claims.evidence import find_clause
from summarizer.claims.field import Cited
from summarizer.claims.names import Place
from summarizer.claims.prose import Prose
from summarizer.claims.roster import UNNAMED, Roster
from summarizer.claims.rules import Rule, invented_names, numbers_of_no_name, recited_instructions
from summarizer.claims.times import When as Time
from summarizer.draft import DraftAct, DraftEvent
from summarizer.plover import EventMode, modes_of, quad_class_of, score_of
from summarizer.text.spans import Span
from summarizer.verification.tolls import casualties_of, place_of_toll, shown_toll

_MOST_ACTS, _MOST_NAMED = 100, 20


class Description(Prose):
    """What is done: prose in which a name that counts may stand for a pronoun."""

    rules: ClassVar[tuple[Rule, ...]] = (numbers_of_no_name, invented_names, recited_instructions)


@dataclass(frozen=True, slots=True)
class CheckedAct:
    """An act that may be published, as an event that has no id of its own yet.

    `clause` is where the article has the description verbatim, None where it does not.
    """

    event: KeyEvent
    is_move: bool
    clause: Span | None


class ActChecker:
    """Checks the acts of one list of the draft; `field` is the list's name in the brief.

    An act without evidence is refused whole. Of the others, what does not stand in the article is left out.
    """

    def __init__(
        self, field: str, checking: Checking, *, needs_actor: bool = False, min_confidence: float = 0.0
    ) -> None:
        self._field = field
        self._checking = checking
        self._needs_actor = needs_actor
        self._min_confidence = min_confidence

    def check(self, drafts: Sequence[DraftAct]) -> list[CheckedAct]:
        """Return the acts as they may be published."""
        read = self._checking.first(drafts, _MOST_ACTS, self._field)
        acts = (self._act(draft, f"{self._field}[{place}]") for place, draft in enumerate(read))
        return [act for act in acts if act]

    def _act(self, draft: DraftAct, path: str) -> CheckedAct | None:
        checking = self._checking
        cited = checking.cite(draft.sentences, self._field, draft.what, draft.doubt)
        if cited is None:
            return None
        least = self._min_confidence
        if draft.confidence is not None and draft.confidence < least:
            reason = f"{draft.type} is only {draft.confidence:.0%} sure, {least:.0%} is asked for"
            checking.refuse(self._field, draft.what, reason)
            return None
        actors = self._bearers("actors", draft.actors)
        recipients = self._bearers("recipients", draft.recipients)
        if self._needs_actor and not actors:
            checking.refuse(self._field, draft.what, "nobody in the article is named as acting")
            return None
        told = checking.prose(Description, draft.what, cited, path)
        event = draft if isinstance(draft, DraftEvent) else None
        return CheckedAct(
            event=KeyEvent(
                id="E1",
                description=told.text,
                type=draft.type,
                mode=self._mode(draft),
                status=draft.status,
                actors=actors,
                recipients=[one for one in recipients if one not in actors],
                location=self._location(event.where, cited) if event else None,
                when=self._when(draft, cited),
                casualties=self._casualties(event, cited) if event else None,
                confidence=draft.confidence,
                evidence=told.evidence,
            ),
            is_move=event is None or event.move,
            clause=find_clause(told.text, cited.sentences, cited.document),
        )

    def _bearers(self, part: str, names: Sequence[str]) -> list[str]:
        """Return the ids of whom the names mean, each once, in order."""
        found: dict[str, None] = {}
        for name in names[:_MOST_NAMED]:
            index = self._checking.names.find(name)
            if index is None:
                self._checking.refuse(f"{self._field}.{part}", name, UNNAMED)
            else:
                found[Roster.id_of(index)] = None
        return list(found)

    def _mode(self, draft: DraftAct) -> EventMode | None:
        mode = draft.mode
        if mode is None or mode in modes_of(draft.type):
            return mode
        self._checking.refuse(f"{self._field}.mode", mode, f"is not a mode of {draft.type}")
        return None

    def _location(self, where: str | None, cited: Cited) -> str | None:
        place = self._checking.value(Place.ground, where, cited, f"{self._field}.location") if where else None
        return place.name if place else None

    def _when(self, draft: DraftAct, cited: Cited) -> When | None:
        if not draft.when:
            return None
        ground = partial(Time.ground, is_ahead=draft.status == "planned")
        time = self._checking.value(ground, draft.when, cited, f"{self._field}.when")
        return When(text=time.text, start=time.start, end=time.end) if time else None

    def _casualties(self, draft: DraftEvent, cited: Cited) -> Casualties | None:
        path = f"{self._field}.casualties"
        places = [
            (toll, place)
            for toll in draft.toll
            if (place := self._checking.value(place_of_toll, toll, cited, path, shown_toll(toll)))
        ]
        return casualties_of(places, cited.document.text)


def publish_events(acts: Sequence[CheckedAct]) -> list[KeyEvent]:
    """Return the acts as key events, in the order given."""
    return [act.event.model_copy(update={"id": f"E{number}"}) for number, act in enumerate(acts, start=1)]


def publish_moves(acts: Sequence[CheckedAct], events: Sequence[KeyEvent]) -> list[DiplomaticMove]:
    """Return the acts as diplomatic moves, in the order given, with PLOVER's quad class and score.

    A move that is also one of the events names it.
    """
    moves = []
    for number, act in enumerate(acts, start=1):
        coded = {"quad_class": quad_class_of(act.event.type), "score": score_of(act.event.type)}
        moves.append(DiplomaticMove.model_validate({**dict(act.event), **coded, "id": f"M{number}"}))
    return link_moves(moves, events)
