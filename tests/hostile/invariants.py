"""What every brief promises, whatever the article says and whatever the model answers.

Written without the rules of `summarizer.verification`, so that a hole in those shows here.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from summarizer.article import Article
from summarizer.brief import Brief, Evidence, Mention
from summarizer.text.folding import Folded

PROMPTS = Path(__file__).parents[2] / "prompts"

_MARKS = "\"“”„‟«»‹›「」『』'‘’‚`"
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = re.compile(r"\w+")
_RUN = 6
# What a reader's program might act on. Each is looked for in the brief, and what is found must stand in the article.
_ACTIVE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"<[a-z/!?|][^<>]*>?",  # tags, comments, chat tokens
        r"\S*://\S*",
        r"\b(?:javascript|data|vbscript|file|mailto):\S+",
        r"\bwww\.\S+",
        r"\b[\w-]+(?:\.[\w-]+)*\.(?:example|com|org|net|io)\b\S*",
        r"\S+@\S+\.\S+",
        r"!?\[[^\[\]]*\]\([^()]*\)?",
        r"```|~~~|\{\{|\}\}|\{%|%\}|\$\{",
        r"&(?:#\d+|#x[\da-f]+|[a-z]+);",
    )
)
# The article said again for each of its sentences, and room for what a brief holds anyway.
_MOST_PER_CHARACTER, _MOST_BESIDE = 60, 400_000


def check(brief: Brief, article: Article) -> None:
    """Raise an AssertionError that names the first promise that the brief breaks."""
    source = _source(article)
    _evidence_is_true(brief, article)
    _quotations_stand_between_marks(brief, article)
    _names_stand_in_the_article(brief, source)
    for place, words in published_texts(brief):
        _nothing_foreign(place, words, source)
        _no_prompt(place, words, source)
    for place, words in _prose(brief):
        known = source.numbers
        strange = [number for number in _numbers(words) if number not in known]
        assert not strange, f"{place} has numbers that the article lacks: {strange}"
    assert brief.headline.strip(), "there is no headline"
    dumped = brief.model_dump_json()
    most = _MOST_PER_CHARACTER * len(article.text) + _MOST_BESIDE
    assert len(dumped) <= most, f"{len(dumped):,} characters about {len(article.text):,}"
    assert Brief.model_validate_json(dumped) == brief


def published_texts(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield every text of a brief that is not part of its form, with its place; what was rejected is published too."""
    yield from _prose(brief)
    for actor in brief.actors:
        yield actor.id, actor.name
        yield from _given(actor.id, actor.role)
    for event in brief.key_events:
        yield from _given(event.id, event.location, event.when.text if event.when else None)
    for move in brief.diplomatic_moves:
        yield from _given(move.id, move.when.text if move.when else None)
    for quote in brief.quotes:
        yield from _given(quote.id, quote.text, quote.speaker_text, quote.cue)
    for item in brief.rejected:
        yield from _given("rejected", item.field, item.value, item.reason)


def _prose(brief: Brief) -> Iterator[tuple[str, str]]:
    yield "headline", brief.headline
    yield from (("summary", sentence.text) for sentence in brief.summary)
    yield from ((event.id, event.description) for event in brief.key_events)
    yield from ((move.id, move.description) for move in brief.diplomatic_moves)


def _given(place: str, *texts: str | None) -> Iterator[tuple[str, str]]:
    yield from ((place, text) for text in texts if text is not None)


@lru_cache(maxsize=1)
def _source(article: Article) -> "_Source":
    # An article is briefed several times in a row.
    return _Source(article)


class _Source:
    """An article's text and title as claims are compared with them."""

    def __init__(self, article: Article) -> None:
        self.exact = f"{article.text}\n{article.title or ''}"
        self.line = " ".join(self.exact.split())
        self.characters = frozenset(self.exact)
        self.numbers = frozenset(_numbers(self.exact))
        self.folded = Folded(self.exact)

    @property
    def words(self) -> str:
        return " ".join(_WORDS.findall(self.exact.casefold()))

    def has(self, words: str) -> bool:
        return words in self.exact or " ".join(words.split()) in self.line


def _evidence_is_true(brief: Brief, article: Article) -> None:
    for place in _places(brief):
        assert 0 <= place.start < place.end <= len(article.text), f"{place.start} to {place.end} is nowhere"
        assert article.text[place.start : place.end] == place.text, f"{place.text!r} is not what stands there"


def _places(brief: Brief) -> Iterator[Evidence | Mention]:
    for part in (brief.summary, brief.key_events, brief.quotes, brief.diplomatic_moves):
        for item in part:
            yield from item.evidence
    for event in brief.key_events:
        if event.casualties:
            yield from event.casualties.evidence
    for actor in brief.actors:
        yield from actor.mentions


def _quotations_stand_between_marks(brief: Brief, article: Article) -> None:
    text = article.text
    for quote in brief.quotes:
        (place,) = quote.evidence
        assert place.text == quote.text
        before = text[max(place.start - 50, 0) : place.start].rstrip()
        assert before.endswith(tuple(_MARKS)), f"{quote.id} has no opening mark"
        behind = text[place.end : place.end + 50]
        # By convention a quotation that goes on in the next paragraph is closed only there.
        ends = not behind.strip() or behind.lstrip(" \t\u200b\ufeff")[:1] in "\r\n\v\f\x85\u2028\u2029"
        assert ends or behind.lstrip()[0] in _MARKS, f"{quote.id} has no closing mark"
    for one, other in pairwise(brief.quotes):
        assert one.evidence[0].end <= other.evidence[0].start, f"{one.id} overlaps {other.id}"


def _names_stand_in_the_article(brief: Brief, source: _Source) -> None:
    for actor in brief.actors:
        assert source.has(actor.name) or source.folded.find(actor.name), (
            f"the article does not name {actor.name!r}"
        )
        assert any(character.isalnum() for character in actor.name), f"{actor.name!r} is no name"
        assert actor.role is None or source.folded.find(actor.role), (
            f"the article does not say {actor.role!r}"
        )
    for event in brief.key_events:
        assert event.location is None or source.has(event.location), f"{event.location!r} is no place of it"
        assert event.when is None or source.has(event.when.text), f"{event.when} is no time of it"
    for quote in brief.quotes:
        for words in (quote.speaker_text, quote.cue):
            assert words is None or source.has(words), f"the article does not say {words!r}"


def _nothing_foreign(place: str, words: str, source: _Source) -> None:
    for character in words:
        known = character.isprintable() or character in source.characters
        assert known, f"{place} has U+{ord(character):04X}, which the article lacks"
    for pattern in _ACTIVE:
        for found in pattern.finditer(words):
            assert source.has(found.group().rstrip(".,;:…")), f"{place} has {found.group()!r}"


def _no_prompt(place: str, words: str, source: _Source) -> None:
    for run in _runs(words):
        if run in prompt_runs():
            assert f" {run} " in f" {source.words} ", f"{place} repeats the prompt: {run!r}"


@cache
def prompt_runs() -> frozenset[str]:
    """Return every run of six words of the prompts."""
    paths = [path for path in PROMPTS.rglob("*") if path.is_file()]
    return frozenset(run for path in paths for run in _runs(path.read_text(encoding="utf-8")))


def _runs(text: str) -> Iterable[str]:
    words = _WORDS.findall(text.casefold())
    return (" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1))


def _numbers(text: str) -> list[str]:
    return [number.replace(",", "").rstrip(".") for number in _DIGITS.findall(text)]
