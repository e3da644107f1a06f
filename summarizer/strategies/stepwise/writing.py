"""Headline and summary in the article's own words: nothing is written that could turn what it says."""

from collections.abc import Sequence

from summarizer.draft import DraftProse
from summarizer.reading.clauses import without_asides
from summarizer.reading.news import Telling
from summarizer.reading.reading import Reading, story_of
from summarizer.text.headings import title_line, without_dateline
from summarizer.text.lines import one_line
from summarizer.text.spans import Sentence

_SUMMARY_SENTENCES = 3
# Among so many sentences at the beginning is the lead; a first one that tells nothing sets a scene.
_LEAD_WITHIN = 3
# A sentence that starts with one of these leans on the one before it and cannot stand alone.
_LEANING = frozenset(
    "he she they it this that these those but and so yet then his her their its i we the-former however instead".split()
)


def write_headline(reading: Reading, told: Sequence[Telling]) -> DraftProse:
    """Return the article's title where it has one, else its lead without days and asides."""
    document = reading.document
    lead = find_lead(reading, told)
    if document.article.title:
        return DraftProse(text=one_line(document.article.title), sentences=[lead.id])
    if title := title_line(document.text, document.sentences):
        return DraftProse(text=one_line(title.of(document.text)), sentences=[title.id])
    return DraftProse(text=_shortened(reading, lead), sentences=[lead.id])


def _shortened(reading: Reading, lead: Sentence) -> str:
    whole = without_dateline(one_line(lead.of(reading.document.text)))
    span = reading.parse.doc.char_span(lead.start, lead.end, alignment_mode="expand")
    if span is None or len({token.sent.start for token in span}) > 1:
        return whole.rstrip(".")
    return without_dateline(one_line(without_asides(span, reading.parse))).rstrip(".") or whole


def write_summary(reading: Reading, told: Sequence[Telling]) -> list[DraftProse]:
    """Return the lead and the sentences of the most important acts, whole and in the order of the article."""
    document = reading.document
    chosen = [find_lead(reading, told)]
    for telling in told:
        for sentence in telling.sentences:
            if (
                len(chosen) < _SUMMARY_SENTENCES
                and sentence not in chosen
                and not _leans(sentence, document.text)
            ):
                chosen.append(sentence)
                break
    return [
        DraftProse(text=without_dateline(one_line(sentence.of(document.text))), sentences=[sentence.id])
        for sentence in sorted(chosen)
    ]


def find_lead(reading: Reading, told: Sequence[Telling]) -> Sentence:
    """Return the first sentence of the story; where it names nobody and one right behind it tells an act, that one."""
    document = reading.document
    title = title_line(document.text, document.sentences)
    story = [one for one in story_of(document) if title is None or one.id != title.id] or [
        document.sentences[0]
    ]
    acting = {sentence.id for act in reading.acts if (sentence := reading.sentence_of(act.head)) is not None}
    told_in = {sentence.id for telling in told for sentence in telling.sentences}
    first = story[0]
    if first.id in acting or any(
        first.contains(place) for actor in reading.actors.all() for place in actor.mentions
    ):
        return first
    near = story[1:_LEAD_WITHIN]
    return next((one for one in near if one.id in told_in and not _leans(one, document.text)), first)


def _leans(sentence: Sentence, text: str) -> bool:
    return sentence.of(text).split(maxsplit=1)[0].casefold().strip(",“\"'‘") in _LEANING
