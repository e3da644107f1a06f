"""When an act took place, as its own clause words it."""

from spacy.tokens import Token

from summarizer.reading.act import Act
from summarizer.reading.grammar import VERBS, children
from summarizer.reading.reading import Reading
from summarizer.text.headings import dateline_length
from summarizer.text.spans import Span
from summarizer.text.times import find_times


def find_time(act: Act, reading: Reading) -> Span | None:
    """Return the time that hangs on an act's verb, or on one that it is a part of; None where the clause gives none."""
    sentence = reading.sentence_of(act.head)
    if sentence is None:
        return None
    text = reading.document.text
    story = Span(
        sentence.start + dateline_length(sentence.of(text)), sentence.end
    )  # a dateline dates the report
    own = _own(act.head)
    for time in find_times(text, story):
        span = reading.parse.doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is not None and _governor(span.root) in own:
            return time
    return None


def _own(head: Token) -> set[int]:
    """Return the words that an act's time may hang on."""
    own = {head.i}
    top = head
    if head.pos_ == "NOUN":
        while (
            top.dep_ in {"pobj", "prep", "compound", "conj"} and top.head.i != top.i and top.pos_ not in VERBS
        ):
            top = top.head
        top = top.head if top.head.pos_ in VERBS else top
        own.add(top.i)
        own |= {child.i for one in (top, *children(top, "acomp", "oprd")) for child in children(one, "xcomp")}
    while top.dep_ in {"xcomp", "conj"} and top.head.pos_ in VERBS:
        joined = top.dep_ == "conj"
        top = top.head
        if not joined or head.dep_ != "conj" or top.i < head.i:
            own.add(top.i)
    return own | {child.i for child in children(head, "xcomp", "dobj") if head.pos_ in VERBS}


def _governor(time: Token) -> int:
    while time.head.i != time.i and (
        (time.pos_ not in VERBS and time.pos_ != "NOUN") or time.ent_type_ in {"DATE", "TIME"}
    ):
        time = time.head
    return time.i
