"""All that the parser tells of an article: actors, speakers and acts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from summarizer.reading.act import Act
from summarizer.reading.actors import Actors
from summarizer.reading.acts import ActReader
from summarizer.reading.parse import Parse, Parser
from summarizer.reading.quotations import QuotationKind, kinds_of
from summarizer.reading.referents import Referents
from summarizer.reading.saying import is_saying, sayer
from summarizer.reading.sides import Sides
from summarizer.reading.speakers import Said, Speakers
from summarizer.reading.tellers import Tellers
from summarizer.text.document import Document
from summarizer.text.spans import Sentence

_CORRECTION = re.compile(
    r"\W{0,20}(?:corrections?\b|clarification\b|editor['’]s note\b|an earlier version\b|a previous version\b"
    r"|this (?:article|story|piece|report) (?:was|has been) (?:amended|corrected|updated))",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Reading:
    """A read article; `said` has an entry for each quotation, `acts` are in order of the text."""

    document: Document
    parse: Parse
    actors: Actors
    referents: Referents
    kinds: Sequence[QuotationKind]
    said: Sequence[Said]
    acts: list[Act] = field(default_factory=list)

    def sentence_of(self, token: Token) -> Sentence | None:
        """Return the article's sentence that holds a token."""
        return self.document.sentence_at(token.idx)


def without_acts(document: Document, parser: Parser) -> Reading:
    """Return the actors, quotations and speakers of an article in English."""
    parse = parser.parse(document.text, document.sentences, document.quotations)
    kinds = kinds_of(parse)
    says = [who for token in parse.doc if is_saying(token) and (who := sayer(token)) is not None]
    actors = Actors(parse, says)
    referents = Referents(parse, actors)
    speakers = Speakers(parse, referents, kinds)
    referents.speaker = lambda number: speakers.said[number].actor if number < len(speakers.said) else None
    said = speakers.attribute()
    return Reading(document, parse, actors, referents, kinds, said)


def read(document: Document, parser: Parser) -> Reading:
    """Return all that the parser tells of an article in English."""
    reading = without_acts(document, parser)
    reader = reader_of(reading)
    told = {sentence.id for sentence in story_of(document)}
    tokens = [
        token for token in reading.parse.doc if (at := document.sentence_at(token.idx)) and at.id in told
    ]
    reading.acts.extend(reader.read(tokens))
    return reading


def reader_of(reading: Reading) -> ActReader:
    """Return what reads the acts of an article."""
    sides = Sides(reading.parse, reading.actors, reading.referents)
    tellers = Tellers(reading.parse, reading.referents, reading.said, reading.kinds)
    return ActReader(sides, tellers)


def story_of(document: Document) -> list[Sentence]:
    """Return the sentences of the story: what corrects an earlier version tells what did not happen."""
    corrected = {one.paragraph for one in document.sentences if _CORRECTION.match(one.of(document.text))}
    return [sentence for sentence in document.sentences if sentence.paragraph not in corrected]
