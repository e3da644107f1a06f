"""Acts told by verbs and nouns: what is told, its status and its sides, each the likeliest by fitted models."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from spacy.tokens import Token

from summarizer.brief import EventStatus
from summarizer.plover import EventType
from summarizer.reading.act import Act, Likelihood
from summarizer.reading.deed import Deed, about, voice_of
from summarizer.reading.grammar import VERBS, children, subject
from summarizer.reading.lexicon import look_up
from summarizer.reading.linear import models
from summarizer.reading.saying import SAYS
from summarizer.reading.sides import Sides
from summarizer.reading.signs import name_of, signs_of
from summarizer.reading.status import Standing, certain_status, is_negated, modal_of, standing
from summarizer.reading.tellers import Tellers
from summarizer.reading.words import words

_UNREAL = frozenset({"denied", "hypothetical"})
# The class of words that tell no act.
NO_ACT = "none"
# A word that tells an act less likely than this is passed over.
_LEAST = 0.2
# Words that belong to another verb or noun.
_PARTS = frozenset({"aux", "auxpass", "compound", "amod"})
_NOUN_PARTS = _PARTS | {"nmod", "npadvmod"}


def may_tell(token: Token) -> bool:
    """Tell whether a word can tell an act: a verb, or a noun that heads its phrase."""
    if token.pos_ in VERBS:
        return token.dep_ not in _PARTS
    return token.pos_ == "NOUN" and token.dep_ not in _NOUN_PARTS


class _Told(NamedTuple):
    """What a word tells: how likely an act at all, and one of this type."""

    deed: Deed
    stands: Standing
    signs: Sequence[str]
    likely: float
    of_type: float


class ActReader:
    """Reads the acts of an article; `sides` finds who is on either side."""

    def __init__(self, sides: Sides, tellers: Tellers) -> None:
        self.sides, self._tellers = sides, tellers

    def read(self, tokens: Iterable[Token]) -> Iterator[Act]:
        """Yield the acts that these words tell; what is known of all sides then helps to find each."""
        told = [found for token in tokens if may_tell(token) and (found := self._told(token)) is not None]
        self.look_over(one.deed for one in told)
        yield from map(self._act, told)

    def look_over(self, deeds: Iterable[Deed]) -> None:
        """Find the sides of these a first time, and remember them."""
        for deed in deeds:
            self.sides.remember(deed, *self.sides.of(deed))

    def deed(self, head: Token, kind: EventType, stands: Standing) -> Deed:
        """Return what a word tells, with who tells it."""
        teller = self._tellers.of(head, stands)
        own = head.pos_ in VERBS and self._tellers.is_own(teller, head, subject(head))
        return Deed(head, name_of(head), kind, voice_of(head), about(head), teller.actor, stands.direct, own)

    def _told(self, head: Token) -> _Told | None:
        signs = signs_of(head)
        likely = models().types.probabilities(signs)
        told = 1 - likely.pop(NO_ACT)
        if told < _LEAST or _is_natures(head):
            return None
        name = max(likely, key=likely.__getitem__)
        stands = standing(head, SAYS)
        return _Told(self.deed(head, EventType(name), stands), stands, signs, told, likely[name])

    def _act(self, told: _Told) -> Act:
        deed = told.deed
        head, kind = deed.head, deed.type
        of_status = dict.fromkeys(status_signs(head, kind, told.stands))
        statuses = models().statuses.probabilities([*told.signs, *of_status])
        status = _likeliest(statuses)
        doers, recipients = self.sides.of(deed)
        self.sides.take_part(deed, (*doers.actors, *recipients.actors))
        cue = look_up(head)
        return Act(
            head,
            kind,
            cue.mode if cue is not None and cue.type == kind else None,
            certain_status(head) or _status_of(status, told.stands),
            doers.actors,
            recipients.actors,
            Likelihood(told.likely, told.of_type, statuses[status], doers.likely, recipients.likely),
        )


def _is_natures(head: Token) -> bool:
    """Tell whether it is a storm, or a disease, that does it."""
    who = subject(head) if head.pos_ in VERBS else None
    return who is not None and who.lemma_.lower() in words("nature")


def _likeliest(statuses: Mapping[str, float]) -> str:
    """Return the likeliest status among those that say that it is real, or that it is not, whichever is likelier."""
    unreal = sum(likely for name, likely in statuses.items() if name in _UNREAL)
    fitting = [name for name in statuses if (name in _UNREAL) is (unreal > 0.5)]
    return max(fitting, key=statuses.__getitem__)


def _status_of(name: str, stands: Standing) -> EventStatus:
    if name == "happened" and stands.status == "alleged":
        return "alleged"
    return cast("EventStatus", name)  # the classes of the model are statuses


def status_signs(head: Token, kind: EventType, stands: Standing) -> Iterator[str]:
    """Yield what tells the status of an act, besides the signs of its word."""
    yield from (f"type {kind}", f"stands {stands.status}", f"stands {stands.status} {kind}")
    above = head if head.pos_ in VERBS else head.head
    yield from (f"tag {above.tag_} {kind}", f"modal {modal_of(above)} {kind}")
    yield from (f"auxiliary {child.lower_}" for child in children(above, "aux", "auxpass"))
    if above.i != head.i:
        yield f"tag above {above.tag_}"
        if is_negated(above):
            yield "neg above"
