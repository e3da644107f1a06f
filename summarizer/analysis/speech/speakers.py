"""Who says each quotation, as the words around it tell."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from summarizer.analysis.entities import Attribution, FoundActor, KindQuotation
from summarizer.analysis.speech.elsewhere import attribute_elsewhere
from summarizer.analysis.speech.narration import QUOTED, Narration, Passage
from summarizer.analysis.speech.referents import ANAPHORS, Referents
from summarizer.analysis.speech.saying import CUE_FORMS, SPEECH_NOUNS
from summarizer.analysis.speech.sources import (
    LOOSE_ENDS,
    REACH,
    Source,
    according_to,
    acting,
    at_the_end,
    owner_of_words,
    right_beside,
    saying_at,
    source_of,
    unsure,
)
from summarizer.analysis.speech.subjects import is_adverb, phrase_before
from summarizer.analysis.speech.turns import Turns
from summarizer.text.language import is_english
from summarizer.text.spans import Sentence, Span

_SELVES = frozenset(("i", "we"))
_CONTRASTS = frozenset(("while", "whereas", "although", "but"))


def attribute(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[KindQuotation],
    actors: Sequence[FoundActor],
) -> tuple[Attribution, ...]:
    """Return one attribution for each quotation, in their order.

    Scare quotes have no speaker. In a text that is not English a quotation has one only where plain words say so:
    these rules would name whoever is near. `sentences`, `quotations` and `actors` are those of the text.
    """
    if not quotations:
        return ()
    if not is_english(text):
        return attribute_elsewhere(text, quotations, actors)
    narration = Narration(text, sentences, quotations)
    sources = _find_sources(text, quotations, narration)
    referents = Referents(text, sentences, quotations, actors)
    turns = Turns(text, sentences, actors)
    attributions = []
    for quotation, source in zip(quotations, sources, strict=True):
        if quotation.kind != "scare" and (source is None or source.speaker.of(text).lower() in _SELVES):
            turn = turns.speaker(sentences[quotation.sentences[0] - 1].paragraph)
            own = _own_words(text, quotation, source, turn[0]) if turn else None
            if turn and own:
                attributions.append(
                    Attribution(quotation.id, own, source.cue if source else None, turn[1], True)
                )
                continue
        if source is None:
            sure = quotation.kind == "scare"
            near = () if sure else referents.near(quotation.start)
            attributions.append(Attribution(quotation.id, None, None, None, sure, near))
            continue
        antecedent = None
        if source.speaker.of(text).lower() in ANAPHORS:
            antecedent = _subject_near(sentences, narration, source.speaker.start)
        found = referents.resolve(source, antecedent)
        certain = source.sure and found.certain
        candidates = () if certain else referents.candidates(quotation.start, found)
        speaker = found.antecedent or source.speaker
        attributions.append(Attribution(quotation.id, speaker, source.cue, found.actor, certain, candidates))
    return tuple(attributions)


def _own_words(text: str, quotation: KindQuotation, source: Source | None, label: Span) -> Span | None:
    """Return what names the speaker of a turn as that of a quotation in it: "I" and "we", or the label before it."""
    if source is not None:
        return source.speaker
    begins = label.end < quotation.outer.start and text[label.end : quotation.outer.start].strip() == ":"
    return label if begins else None


def _find_sources(
    text: str, quotations: Sequence[KindQuotation], narration: Narration
) -> list[Source | None]:
    """Return for each quotation the words that attribute it, None for scare quotes and where there are none."""
    sources: list[Source | None] = [None] * len(quotations)
    reader = _Reader(text, quotations, narration, sources)
    for number, quotation in enumerate(quotations):
        if quotation.kind != "scare":
            sources[number] = reader.source(number)
    # “A. [new paragraph] “B,” he said: the attribution of the last part is that of all.
    for number in range(len(quotations) - 2, -1, -1):
        if reader.goes_on(number):
            later = sources[number + 1]
            if later and later.sure and not (sources[number] and reader.own[number]):
                sources[number] = later
    return sources


def _subject_near(sentences: Sequence[Sentence], narration: Narration, position: int) -> Source | None:
    """Return the subject of the clause before the position, or of the passage before."""
    sentence = bisect_right(sentences, position, key=lambda sentence: sentence.start)
    place = narration.passage_of(sentence)
    tokens = narration.passage(place).tokens
    here = bisect_left(tokens, position, key=lambda token: token.start)
    words = [token for token in tokens[max(0, here - REACH) : here] if token.is_word]
    if len(words) > 2 and (found := acting(words, len(words))):
        return found
    if place == 0:
        return None
    before = narration.passage(place - 1).tokens
    narrated = next((i for i, token in enumerate(before) if token.low == QUOTED), len(before))
    return acting(before, narrated)


class _Reader:
    def __init__(
        self,
        text: str,
        quotations: Sequence[KindQuotation],
        narration: Narration,
        sources: list[Source | None],
    ) -> None:
        self._text = text
        self._quotations = quotations
        self._narration = narration
        self._sources = sources
        self._token_of: dict[int, int] = {}
        self.own: dict[int, bool] = {}

    def goes_on(self, number: int) -> bool:
        """Tell whether the quotation has no closing mark of its own: the next one continues it."""
        quotation = self._quotations[number]
        return quotation.kind != "scare" and quotation.outer.end == quotation.end

    def source(self, number: int) -> Source | None:
        """Return the source of a quotation; those before it are known already."""
        quotation = self._quotations[number]
        place = self._narration.passage_of(quotation.sentences[0])
        passage = self._narration.passage(place)
        at = self._narration.token_of(number)
        tokens = passage.tokens
        found = right_beside(tokens, at) or self._governing(passage, at) or at_the_end(tokens, at)
        found = found or self._after_its_sentence(quotation, place, at)
        self.own[number] = found is not None
        return found or self._from_context(number, place, passage)

    # -- within the passage ------------------------------------------------------------------------

    def _governing(self, passage: Passage, at: int) -> Source | None:
        """Find the verb of saying before the quotation: He said the talks were “over”."""
        tokens = passage.tokens
        owner: Source | None = None
        for index in range(at - 1, max(at - REACH, 0) - 1, -1):
            low = tokens[index].low
            if low == QUOTED:
                if owner:
                    return owner
                for contrast in range(index + 1, at):
                    if tokens[contrast].low in _CONTRASTS:
                        found = acting(tokens[contrast + 1 : at], at - contrast - 1)
                        return unsure(found) if found else None
                number = passage.quotes[index]
                known = self._sources[number]
                return known if known and self.own.get(number) else None
            if low == ";":
                break
            if low == "according" and (found := according_to(tokens, index, at)):
                return found
            if owner is None and low in SPEECH_NOUNS:
                owner = owner_of_words(tokens, index)
            if found := saying_at(tokens, index, at):
                return found
        if owner:
            return owner
        if at >= 2 and tokens[at - 1].low in {":", "—"} and (phrase := phrase_before(tokens, at - 2)):
            head = tokens[phrase.head]
            if not head.capital and CUE_FORMS.get(head.low) == "base":
                found = acting(tokens, at - 1)  # She did, however, insist: “…”
                return unsure(found) if found else None
            return source_of(tokens, phrase, None)
        return None

    # -- from the passages around ------------------------------------------------------------------

    def _after_its_sentence(self, quotation: KindQuotation, place: int, at: int) -> Source | None:
        """Find the attribution that the end of a question cut off: “Who knows?” Smith asked."""
        passage = self._narration.passage(place)
        if at != len(passage.tokens) - 1 or self._text[quotation.end - 1] not in "?!…—":
            return None
        if place + 1 >= self._narration.count:
            return None
        following = self._narration.passage(place + 1)
        if following.paragraph != passage.paragraph:
            return None
        found = right_beside(following.tokens, -1)
        if found is None or found.cue is None:
            return None
        behind = next(
            (t for t in following.tokens if t.start >= found.cue.end and t.start >= found.speaker.end), None
        )
        ends = (
            behind is None or behind.low in LOOSE_ENDS or behind.low.endswith("ing") or is_adverb(behind.low)
        )
        return found if ends else None

    def _from_context(self, number: int, place: int, passage: Passage) -> Source | None:
        alone = passage.alone
        previous = self._previous(number)
        known = self._sources[previous] if previous is not None else None
        if known and previous is not None:
            if self.goes_on(previous):
                return known
            last_place = self._narration.passage_of(self._quotations[previous].sentences[-1])
            if last_place == place or (
                place - last_place == 1 and self._narration.passage(last_place).paragraph == passage.paragraph
            ):
                # “A,” she said. “B.”
                return known if alone else unsure(known)
        before = self._narration.passage(place - 1) if place else None
        if before and self._text[before.end - 1] == ":" and (found := self._saying_in(before)):
            return found
        if known and previous is not None:
            last = self._narration.passage(
                self._narration.passage_of(self._quotations[previous].sentences[-1])
            )
            if passage.paragraph - last.paragraph <= (1 if alone else 0):
                return unsure(known)
        if before and (alone or before.paragraph == passage.paragraph):
            found = self._saying_in(before) or acting(before.tokens, len(before.tokens))
            if found:
                return unsure(found)
        if not alone:
            found = acting(passage.tokens, self._narration.token_of(number))
            return unsure(found) if found else None
        return None

    def _previous(self, number: int) -> int | None:
        """Return the quotation before this one, scare quotes passed over."""
        for previous in range(number - 1, max(number - 8, -1), -1):
            if self._quotations[previous].kind != "scare":
                return previous
        return None

    def _saying_in(self, passage: Passage) -> Source | None:
        tokens = passage.tokens
        for index in range(len(tokens) - 1, max(len(tokens) - REACH, 0) - 1, -1):
            if tokens[index].low == QUOTED:
                return None
            if found := saying_at(tokens, index, len(tokens)):
                return found
        return None
