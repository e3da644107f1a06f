"""Whom the words of an attribution mean: names, pronouns and noun phrases resolved to actors."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.analysis.entities import FoundActor, KindQuotation
from summarizer.analysis.speech.genders import Gender, gender_of_words
from summarizer.analysis.speech.sources import Source
from summarizer.analysis.speech.wordsets import word_set
from summarizer.text.letters import composed
from summarizer.text.spans import Sentence, Span

_REACH = 40  # mentions looked at before a pronoun
_SENTENCES_BACK = 8  # how far a pronoun reaches while somebody nearer fits
_SUBJECT_BONUS = 2.0
_MARGIN = 3.0  # lead over the next candidate from which a referent counts as certain
_CANDIDATES = 5
_SINGULAR = {"he": "male", "she": "female", "his": "male", "her": "female", "him": "male"}
_NEUTER = frozenset({"it", "its"})
_PLURAL = frozenset({"they", "their", "them"})
ANAPHORS = frozenset({"he", "she", "they"})
"""Pronouns that may stand for a speaker; `Referents.resolve` wants the subject before them."""
_NOBODY = frozenset(
    {"i", "we", "you", "my", "our", "your", "who", "which", "that", "this", "one", "some", "many"}
)
_DEFINITE = word_set("the his her their its this that")
_PLURAL_NOUNS = word_set("people police men women children clergy staff families")
_PERSON_NOUNS = word_set("""
    man woman candidate nominee lawmaker politician senator congressman congresswoman representative
    governor mayor president premier chancellor minister secretary leader ambassador envoy diplomat general
    commander colonel judge justice lawyer attorney prosecutor businessman businesswoman billionaire mogul
    director chairman chairwoman chair chief executive commissioner spokesman spokeswoman spokesperson
    professor analyst activist author writer actor actress filmmaker democrat republican king queen prince
    princess pope cleric ayatollah veteran newcomer official tycoon dictator monarch adviser advisor aide
    coordinator moderator host speaker resident witness survivor soldier officer doctor nurse teacher
    student worker farmer father mother brother sister son daughter wife husband widow neighbour neighbor
    friend relative colleague teenager expert critic supporter opponent voter protester fighter militant
    rebel source
    """)
_BODY_NOUNS = word_set("""
    group organisation organization agency company firm ministry department party government administration
    regime coalition alliance bank court council committee commission union movement militia army military
    police charity network newspaper paper site website watchdog body force bloc state country nation
    kingdom republic city office campaign panel institute association
    """)
_DOCUMENTS = word_set("""
    statement letter report document memo email article piece brief complaint ruling order book film ad
    advert tweet post headline editorial manifesto resolution law constitution text study paper poll survey
    lawsuit
    """)
_NAME_BETWEEN_COMMAS = re.compile(r", ((?:[^\W\d_a-z][\w’'-]{1,30} ?){1,4}),")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Referent:
    """The actor that words mean, by index, or None; `rivals` come next, best first.

    `antecedent` are the words that a pronoun stands for where these name none of the actors ("a spokesman").
    """

    actor: int | None
    certain: bool
    rivals: tuple[int, ...] = ()
    antecedent: Span | None = None


class Referents:
    """The actors of a text with their mentions in the narrator's words, in order."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        quotations: Sequence[KindQuotation],
        actors: Sequence[FoundActor],
    ) -> None:
        self._text = text
        self._actors = actors
        self._sentence_starts = [sentence.start for sentence in sentences]
        mentions = [(m.start, m.end, index) for index, actor in enumerate(actors) for m in actor.mentions]
        self._mentions = sorted(mentions)
        self._starts = [start for start, _, _ in self._mentions]
        self._quoted = [(q.start, q.end) for q in quotations if q.kind != "scare"]
        self._quoted_starts = [start for start, _ in self._quoted]
        self._genders: dict[int, Gender | None] = {}
        self._known: dict[Span, Referent] = {}
        self._last_speaker: int | None = None

    def resolve(self, source: Source, subject: Source | None = None) -> Referent:
        """Return the actor that the words of a source mean; `subject` is the subject before a pronoun.

        Called in the order of the text: the previous speaker is the likelier meaning of "he".
        """
        if source.speaker not in self._known:
            self._known[source.speaker] = self._resolve(source.speaker, source.head, subject)
        found = self._known[source.speaker]
        if found.actor is not None or found.certain:
            self._last_speaker = found.actor
        return found

    def near(self, position: int) -> tuple[int, ...]:
        """Return the actors last mentioned before the position, those who can speak first."""
        ranked = self._ranked(position, "any", None)
        people = [actor for actor, _ in ranked if self._actors[actor].kind == "person"]
        others = [actor for actor, _ in ranked if self._actors[actor].kind != "person"]
        return tuple((people + others)[:_CANDIDATES])

    def candidates(self, position: int, found: Referent) -> tuple[int, ...]:
        """Return the actors a model may choose from where the rules are unsure, the likeliest first."""
        first = () if found.actor is None else (found.actor,)
        order = dict.fromkeys((*first, *found.rivals, *self.near(position)))
        return tuple(order)[:_CANDIDATES]

    def _resolve(self, speaker: Span, head: Span, subject: Source | None) -> Referent:
        if (named := self._named(speaker, head)) is not None:
            return named
        words = [word.lower() for word in _WORD.findall(composed(speaker.of(self._text)))]
        if not words:
            return Referent(None, False)
        core = [word.lower() for word in _WORD.findall(composed(self._text[speaker.start : head.end]))]
        if len(words) == 1 and (words[0] in _SINGULAR or words[0] in _NEUTER or words[0] in _PLURAL):
            return self._pronoun(speaker.start, words[0], subject)
        if words[0] in _NOBODY:
            return Referent(None, words[0] in {"i", "we", "one", "some", "many"})
        if core and words[0] in _DEFINITE:
            return self._definite(speaker.start, core)
        return Referent(None, True)

    # -- names -------------------------------------------------------------------------------------

    def _named(self, speaker: Span, head: Span) -> Referent | None:
        """Return the actor that a mention in the core of the words names: US President | Barack Obama."""
        first = bisect_left(self._starts, speaker.start - 60)
        last = bisect_right(self._starts, head.end - 1)
        best: tuple[int, int] | None = None
        inside: list[int] = []
        for start, end, actor in self._mentions[first:last]:
            if end <= speaker.start or end > head.end + 2:
                continue
            # A mention may end before the ’s that the word has.
            if start < head.end and end > head.start:
                if best is None or end - start > best[0]:
                    best = (end - start, actor)
            elif start == speaker.start and self._text[end : end + 1] in {",", " "}:
                inside.append(actor)
        if best:
            return Referent(best[1], True)
        if (named := self._in_apposition(speaker)) is not None:
            return Referent(named, True)
        people = [actor for actor in inside if self._actors[actor].kind == "person"]
        return Referent(people[-1], False) if people else None

    def _in_apposition(self, speaker: Span) -> int | None:
        """Return the person whose name follows between commas: the leader of the party, | Anna Lind, | said."""
        if self._text[speaker.end : speaker.end + 2] != ", ":
            return None
        place = bisect_left(self._starts, speaker.end + 2)
        if place == len(self._starts) or self._starts[place] > speaker.end + 2:
            return None
        _, end, actor = self._mentions[place]
        return actor if self._text[end : end + 1] == "," and self._actors[actor].kind == "person" else None

    # -- pronouns ----------------------------------------------------------------------------------

    def _pronoun(self, position: int, word: str, subject: Source | None) -> Referent:
        gender: Gender | None = None
        if word in _SINGULAR:
            gender = "female" if _SINGULAR[word] == "female" else "male"
        group = "he" if gender else ("it" if word in _NEUTER else "they")
        ranked = self._ranked(position, group, gender)
        if subject is None:
            return _chosen(ranked)
        meant = self._resolve(subject.speaker, subject.head, None)
        if meant.actor is None:
            if subject.speaker.end < position and self._agrees(subject, gender, plural=group == "they"):
                rivals = tuple(actor for actor, _ in ranked[:_CANDIDATES])
                name = _NAME_BETWEEN_COMMAS.match(self._text, subject.speaker.end)
                antecedent = Span(*name.span(1)) if name else subject.speaker
                return Referent(None, meant.certain, rivals, antecedent)
            return _chosen(ranked)
        if not ranked:
            return Referent(meant.actor, False)
        favoured = [
            (actor, score + (_SUBJECT_BONUS if actor == meant.actor else 0)) for actor, score in ranked
        ]
        return _chosen(sorted(favoured, key=lambda item: -item[1]))

    def _agrees(self, subject: Source, gender: Gender | None, *, plural: bool) -> bool:
        """Tell whether a pronoun of this number and gender can stand for words that name no actor."""
        written = _WORD.findall(composed(self._text[subject.speaker.start : subject.head.end]))
        words = [word.lower() for word in written]
        if not words or words[0] in _NOBODY or words[0] in ANAPHORS:
            return False
        head = words[-1]
        if plural:
            return head in _PLURAL_NOUNS or (head.endswith("s") and not head.endswith(("ss", "'s", "’s")))
        if written[-1][0].isupper() and len(words) > 1:
            return gender_of_words(words) == gender  # somebody whom the actors leave out
        told = gender_of_words([head, ""])
        return (head in _PERSON_NOUNS or told is not None) and told in {None, gender}

    def _ranked(self, position: int, group: str, gender: Gender | None) -> list[tuple[int, float]]:
        """Return (actor, score) for the actors that a pronoun at the position may mean, best first."""
        here = bisect_right(self._sentence_starts, position)
        scores: dict[int, float] = {}
        last = bisect_left(self._starts, position)
        for place in range(last - 1, max(last - _REACH, 0) - 1, -1):
            start, end, actor = self._mentions[place]
            if not self._fits(actor, group, gender) or self._is_quoted(start):
                continue
            there = bisect_right(self._sentence_starts, start)
            if here - there > _SENTENCES_BACK and scores:
                break
            score = -2.5 * (here - there)
            if not self._before_in_sentence(place, there, group, gender):
                score += 3.0  # the first to be named is the subject more often than not
            if self._text[end : end + 2] in {"’s", "'s"}:
                score -= 1.5
            if actor == self._last_speaker:
                score += 3.0
            if gender and self._gender(actor) == gender:
                score += 2.0
            scores[actor] = max(scores.get(actor, score), score)
        return sorted(scores.items(), key=lambda item: -item[1])

    def _before_in_sentence(self, place: int, sentence: int, group: str, gender: Gender | None) -> bool:
        """Tell whether another fitting mention stands before this one in its sentence."""
        begin = self._sentence_starts[sentence - 1]
        for earlier in range(place - 1, max(place - 8, 0) - 1, -1):
            start, _, actor = self._mentions[earlier]
            if start < begin:
                return False
            if (
                actor != self._mentions[place][2]
                and self._fits(actor, group, gender)
                and not self._is_quoted(start)
            ):
                return True
        return False

    def _fits(self, actor: int, group: str, gender: Gender | None) -> bool:
        kind = self._actors[actor].kind
        if group == "he":
            return kind == "person" and (gender is None or self._gender(actor) in {None, gender})
        if group == "it":
            return kind not in {"person", "group"}
        return kind != "person" if group == "they" else True

    def _gender(self, actor: int) -> Gender | None:
        if actor not in self._genders:
            found = self._actors[actor]
            words = f"{found.role or ''} {found.name}".lower().split()
            gender = gender_of_words(words)
            for mention in found.mentions[:4]:
                if gender:
                    break
                title = self._text[max(0, mention.start - 8) : mention.start].lower().split()
                gender = gender_of_words([*title[-1:], ""]) if title else None
            self._genders[actor] = gender
        return self._genders[actor]

    def _is_quoted(self, position: int) -> bool:
        place = bisect_right(self._quoted_starts, position) - 1
        return place >= 0 and position < self._quoted[place][1]

    # -- noun phrases ------------------------------------------------------------------------------

    def _definite(self, position: int, core: list[str]) -> Referent:
        """Resolve "the minister", "the group" to the actor of that role or kind named last."""
        head = core[-1]
        if head in _DOCUMENTS:
            return Referent(None, True)
        person = head in _PERSON_NOUNS
        if not person and head not in _BODY_NOUNS:
            return Referent(None, len(core) > 3)
        ranked = self._ranked(
            position, "he" if person else "it", gender_of_words([head, ""]) if person else None
        )
        roles = [(actor, score) for actor, score in ranked if self._has_role(actor, head, core[1:-1])]
        if roles:
            return _chosen(roles)
        found = _chosen(ranked)
        return Referent(found.actor, False, found.rivals)

    def _has_role(self, actor: int, head: str, modifiers: list[str]) -> bool:
        found = self._actors[actor]
        role = composed(found.role or "").lower()
        if found.kind == "person":
            words = _WORD.findall(role)
            return head in words and all(word in role for word in modifiers)
        return head in composed(found.name).lower().split()


def _chosen(ranked: list[tuple[int, float]]) -> Referent:
    if not ranked:
        return Referent(None, False)
    best, score = ranked[0]
    rivals = tuple(actor for actor, _ in ranked[1:_CANDIDATES])
    certain = len(ranked) == 1 or score - ranked[1][1] >= _MARGIN
    return Referent(best, certain, rivals)
