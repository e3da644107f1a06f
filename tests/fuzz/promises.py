"""What document, reading and verification promise of any text and draft; properties and fuzz targets check it."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from summarizer.article import Article
from summarizer.brief import DiplomaticMove, KeyEvent
from summarizer.draft import Draft
from summarizer.reading.news import tellings
from summarizer.reading.reading import read
from summarizer.strategies.stepwise.sureness import Sureness
from summarizer.strategies.stepwise.telling import (
    Claim,
    draft_actors,
    draft_events,
    draft_moves,
    draft_quotes,
    is_move,
)
from summarizer.strategies.stepwise.writing import write_headline, write_summary
from summarizer.text.dates import resolve_time
from summarizer.text.document import Document, read_document
from summarizer.text.folding import Folded, fold
from summarizer.text.quotations import find_quotations
from summarizer.text.sentences import find_sentences
from summarizer.text.spans import Span
from summarizer.text.times import find_times
from summarizer.verification.verify import Verified, verify
from tests.support.parser import loaded_parser

PUBLISHED = date(2021, 3, 11)
_OUTER = "\ufeff\u200b"  # no part of a sentence at its ends, as white space is none
_MARKS = "\"“”„‟«»‘’'‚`"


def sentences_hold(text: str) -> None:
    """Sentences are in order, apart, trimmed, counted, and hold all of the text but white space."""
    found = find_sentences(text)
    assert [sentence.id for sentence in found] == list(range(1, len(found) + 1))
    at = 0
    for sentence in found:
        assert at <= sentence.start < sentence.end <= len(text)
        _nothing_but_white_space(text[at : sentence.start])
        assert not sentence.of(text)[0].isspace()
        assert not sentence.of(text)[-1].isspace()
        at = sentence.end
    _nothing_but_white_space(text[at:])
    assert all(
        one.paragraph == other.paragraph or one.paragraph + 1 == other.paragraph
        for one, other in pairwise(found)
    )


def quotations_hold(text: str) -> None:
    """Quotations are in order and apart; a mark stands before each, and its words are trimmed."""
    sentences = find_sentences(text)
    found = find_quotations(text, sentences)
    assert [quotation.id for quotation in found] == [f"Q{number}" for number in range(1, len(found) + 1)]
    assert all(one.outer.end <= other.outer.start for one, other in pairwise(found))
    for quotation in found:
        outer, words = quotation.outer, quotation.of(text)
        assert 0 <= outer.start < quotation.start < quotation.end <= outer.end <= len(text)
        assert text[outer.start] in _MARKS
        _nothing_but_marks(text[outer.start : quotation.start])
        # Where the closing mark is missing, the quotation ends with its paragraph or before the next mark.
        _nothing_but_marks(text[quotation.end : outer.end])
        assert words == words.strip()
        touched = [one.id for one in sentences if one.start < outer.end and outer.start < one.end]
        assert list(quotation.sentences) == touched


def folding_holds(text: str, needle: str) -> None:
    """What is found reads as what was looked for; what stands in the text in whole words is found."""
    folded = Folded(text)
    wanted = fold(needle)
    spans = tuple(folded.find_all(needle))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert fold(span.of(text)) == wanted
    assert folded.find(needle) == (spans[0] if spans else None)
    if fold(text):
        assert folded.find(text) is not None
    for span in spans:
        found = folded.find(needle, Span(span.start, len(text)))
        assert found == folded.find(needle, span) == span


def document_holds(text: str) -> Document:
    """Everything that is found without a model or a parser lies in the text."""
    document = read_document(Article(text=text, published=PUBLISHED))
    spans: list[Span] = [*document.sentences, *document.quotations]
    for sentence in document.sentences:
        for time in find_times(text, sentence):
            spans.append(time)
            first, last = resolve_time(time.of(text), PUBLISHED, "en")
            assert first is None or last is None or first <= last
    for span in spans:
        assert 0 <= span.start < span.end <= len(text), span
    return document


def reading_holds(text: str) -> Draft:
    """Everything that the parser tells lies in the text, and verification finds it there."""
    document = read_document(Article(text=text, published=PUBLISHED))
    reading = read(document, loaded_parser())
    claims = [Claim(telling, Sureness(0.5, 0.5)) for telling in tellings(reading)]
    told = [claim.telling for claim in claims]
    draft = Draft(
        headline=write_headline(reading, told),
        summary=write_summary(reading, told),
        actors=draft_actors(reading),
        quotes=draft_quotes(reading),
        events=draft_events(reading, claims),
        moves=draft_moves(reading, [claim for claim in claims if is_move(claim)]),
    )
    for actor in draft.actors:
        assert all(0 <= start < end <= len(text) for start, end in actor.mentions)
    for act in [*draft.events, *draft.moves]:
        assert document.find(act.what) is not None
    assert [one for one in verify(draft, document).rejected if one.field != "actors"] == []
    return draft


def verification_holds(document: Document, draft: Draft) -> Verified:
    """Any draft of any article gives contents that hold."""
    contents = verify(draft, document)
    text = document.text
    assert contents.headline.strip()
    for start, end, words in _places(contents):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
    known = {actor.id for actor in contents.actors}
    acts: list[KeyEvent | DiplomaticMove] = [*contents.key_events, *contents.diplomatic_moves]
    assert all({*act.actors, *act.recipients} <= known for act in acts)
    assert {quote.speaker for quote in contents.quotes} <= known | {None}
    told = {quote.quotation for quote in draft.quotes}
    speech = [one.id for one in document.quotations if one.whole or one.id in told]
    assert [quote.id for quote in contents.quotes] == speech
    return contents


def _places(contents: Verified) -> Iterator[tuple[int, int, str]]:
    for part in (contents.summary, contents.key_events, contents.quotes, contents.diplomatic_moves):
        for item in part:
            yield from ((evidence.start, evidence.end, evidence.text) for evidence in item.evidence)
    for event in contents.key_events:
        if event.casualties:
            yield from ((one.start, one.end, one.text) for one in event.casualties.evidence)
    for actor in contents.actors:
        yield from ((mention.start, mention.end, mention.text) for mention in actor.mentions)


def _nothing_but_white_space(words: str) -> None:
    assert not words.strip().strip(_OUTER).strip() or all(c.isspace() or c in _OUTER for c in words), words


def _nothing_but_marks(words: str) -> None:
    assert all(character.isspace() or character in _MARKS for character in words), words
