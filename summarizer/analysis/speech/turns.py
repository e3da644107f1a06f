"""Transcripts: paragraphs that begin with who speaks ("HADDAD: …", "Q: …", "A: …")."""

import re
from collections.abc import Sequence
from functools import cached_property

from summarizer.analysis.entities import FoundActor
from summarizer.text.spans import Sentence, Span

_LABEL = re.compile(r"([^\W\d_][\w.'’ -]{0,40}):\s")
_ANSWERS = frozenset(("A", "Answer"))
_QUESTIONS = frozenset(("Q", "Question"))


class Turns:
    """Who speaks in each paragraph of a transcript, as far as the article says."""

    def __init__(self, text: str, sentences: Sequence[Sentence], actors: Sequence[FoundActor]) -> None:
        self._text, self._sentences, self._actors = text, sentences, actors

    def speaker(self, paragraph: int) -> tuple[Span, int] | None:
        """Return the label of a paragraph and the actor who speaks there, by index; None where nobody is named."""
        return self._speakers.get(paragraph)

    @cached_property
    def _speakers(self) -> dict[int, tuple[Span, int]]:
        # Few articles have a quotation that asks for this.
        labels = _labels(self._text, self._sentences)
        if len(labels) < 2:
            return {}
        people = {
            mention.start: index
            for index, actor in enumerate(self._actors)
            if actor.kind == "person"
            for mention in actor.mentions
        }
        named = {at: people[label.start] for at, label in labels.items() if label.start in people}
        first = min(label.start for label in labels.values())
        guests = set(named.values()) or {index for start, index in people.items() if start < first}
        guest = guests.pop() if len(guests) == 1 else None
        speakers: dict[int, tuple[Span, int]] = {}
        for paragraph, label in labels.items():
            speaker = named.get(paragraph, guest if label.of(self._text) in _ANSWERS else None)
            if speaker is not None:
                speakers[paragraph] = label, speaker
        return speakers


def _labels(text: str, sentences: Sequence[Sentence]) -> dict[int, Span]:
    """Return the words before the colon with which paragraphs begin, where some are plainly those of a transcript."""
    labels: dict[int, Span] = {}
    before = -1
    for sentence in sentences:
        if sentence.paragraph != before and (label := _LABEL.match(text, sentence.start, sentence.end)):
            labels[sentence.paragraph] = Span(*label.span(1))
        before = sentence.paragraph
    words = [label.of(text) for label in labels.values()]
    # One label may be any sentence with a colon; that of a speaker comes back, or is a Q or an A.
    plain = not (_ANSWERS | _QUESTIONS).isdisjoint(words) or len(set(words)) < len(words)
    return labels if plain else {}
