"""Events and moves: one act of the draft in, one act that may be published or a reason out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.brief import Casualties, DiplomaticMove, KeyEvent, Rejected, When, link_moves
from summarizer.draft import DraftAct, DraftEvent
from summarizer.plover import EventMode, EventType, modes_of, quad_class_of, score_of
from summarizer.text.dates import resolve_time
from summarizer.text.document import Document
from summarizer.text.lines import one_line
from summarizer.text.spans import Sentence, Span
from summarizer.verification.claims import cited_sentences
from summarizer.verification.evidence import evidence_of, find_clause, locate
from summarizer.verification.roster import Roster
from summarizer.verification.tolls import casualties_of, check_toll


@dataclass(frozen=True, slots=True)
class CheckedAct:
    """An act that may be published: actors are indices of the roster, evidence is spans, times are resolved.

    `clause` is where the article has the description verbatim, None where it does not.
    """

    draft: DraftAct
    clause: Span | None
    mode: EventMode | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    location: str | None
    when: When | None
    casualties: Casualties | None
    evidence: tuple[Span, ...]

    @property
    def type(self) -> EventType:
        """Return the PLOVER type."""
        return self.draft.type


class ActChecker:
    """Checks the acts of one list of the draft; `field` is the list's name in the brief.

    An act without evidence is refused whole. Of the others, what does not stand in the article is left out, and
    `rejected` says so.
    """

    def __init__(
        self,
        field: str,
        document: Document,
        roster: Roster,
        *,
        needs_actor: bool,
        min_confidence: float = 0.0,
    ) -> None:
        self.rejected: list[Rejected] = []
        self._field = field
        self._document = document
        self._roster = roster
        self._needs_actor = needs_actor
        self._min_confidence = min_confidence

    def check(self, draft: DraftAct) -> CheckedAct | None:
        """Return the act as it may be published, or None when it was refused."""
        for number in draft.sentences:
            if self._document.sentence(number) is None:
                self._refuse("evidence", str(number), "the article has no such sentence")
        sentences = cited_sentences(draft, self._document)
        if not sentences:
            self._refuse("", draft.what, "cites no sentence of the article")
            return None
        if draft.doubt is not None:
            self._refuse("", draft.what, f"does not bear a second look: {draft.doubt}")
            return None
        if draft.confidence is not None and draft.confidence < self._min_confidence:
            reason = (
                f"{draft.type} is only {draft.confidence:.0%} sure, {self._min_confidence:.0%} is asked for"
            )
            self._refuse("", draft.what, reason)
            return None
        actors = self._actors("actors", draft.actors)
        recipients = self._actors("recipients", draft.recipients)
        if self._needs_actor and not actors:
            self._refuse("", draft.what, "nobody in the article is named as acting")
            return None
        clause = find_clause(draft.what, sentences, self._document)
        evidence = tuple(locate(sentences, clause))
        return CheckedAct(
            draft=draft,
            clause=clause,
            mode=self._mode(draft),
            actors=actors,
            recipients=tuple(index for index in recipients if index not in actors),
            location=self._location(draft.where) if isinstance(draft, DraftEvent) else None,
            when=self._when(draft, sentences),
            casualties=self._casualties(draft, sentences) if isinstance(draft, DraftEvent) else None,
            evidence=evidence,
        )

    def _refuse(self, part: str, value: str, reason: str) -> None:
        name = f"{self._field}.{part}" if part else self._field
        self.rejected.append(Rejected(field=name, value=value, reason=reason))

    def _actors(self, part: str, names: Sequence[str]) -> tuple[int, ...]:
        indices, strangers = self._roster.find_all(names)
        for stranger in strangers:
            self._refuse(part, stranger, "the article does not name it")
        return tuple(indices)

    def _mode(self, draft: DraftAct) -> EventMode | None:
        mode = draft.mode
        if mode is None or mode in modes_of(draft.type):
            return mode
        self._refuse("mode", mode, f"is not a mode of {draft.type}")
        return None

    def _location(self, where: str | None) -> str | None:
        if not where:
            return None
        place = next(self._document.find_name(where), None)
        if place is None:
            self._refuse("location", where, "the article does not name it")
            return None
        return place.of(self._document.text)

    def _when(self, draft: DraftAct, sentences: Sequence[Sentence]) -> When | None:
        if not draft.when:
            return None
        within = (self._document.find(draft.when, within=sentence) for sentence in sentences)
        found = next((span for span in within if span), None) or self._document.find(draft.when)
        if found is None:
            self._refuse("when", draft.when, "the article does not say so")
            return None
        words = found.of(self._document.text)
        published = self._document.article.published
        start, end = resolve_time(words, published, self._document.language, future=draft.status == "planned")
        return When(text=words, start=start, end=end)

    def _casualties(self, draft: DraftEvent, sentences: Sequence[Sentence]) -> Casualties | None:
        kept = []
        for toll in draft.toll:
            place, objection = check_toll(toll, sentences, self._document)
            if place is None:
                self._refuse("casualties", f"{toll.count:,} {toll.kind}: {toll.words}", objection)
            else:
                kept.append((toll, place))
        return casualties_of(kept, self._document.text)


def publish_events(acts: Sequence[CheckedAct], document: Document) -> list[KeyEvent]:
    """Return the acts as key events, in the order given."""
    return [
        KeyEvent(id=f"E{number}", location=act.location, casualties=act.casualties, **_told(act, document))
        for number, act in enumerate(acts, start=1)
    ]


def publish_moves(
    acts: Sequence[CheckedAct], events: Sequence[KeyEvent], document: Document
) -> list[DiplomaticMove]:
    """Return the acts as diplomatic moves, in the order given, with PLOVER's quad class and score.

    A move that is also one of the events names it.
    """
    moves = [
        DiplomaticMove(
            id=f"M{number}",
            quad_class=quad_class_of(act.type),
            score=score_of(act.type),
            **_told(act, document),
        )
        for number, act in enumerate(acts, start=1)
    ]
    return link_moves(moves, events)


def _told(act: CheckedAct, document: Document) -> dict[str, Any]:
    """Return the fields that events and moves have in common."""
    return {
        "description": one_line(act.draft.what),
        "type": act.type,
        "mode": act.mode,
        "status": act.draft.status,
        "actors": [Roster.id_of(index) for index in act.actors],
        "recipients": [Roster.id_of(index) for index in act.recipients],
        "when": act.when,
        "confidence": act.draft.confidence,
        "evidence": evidence_of(act.evidence, document.text),
    }
