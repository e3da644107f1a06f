"""The words that attribute a quotation: before it, behind it, at the end of its sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.analysis.speech.narration import QUOTED, Token
from summarizer.analysis.speech.saying import CUE_FORMS, INVERTIBLE, NOUNS_TOO, WEAK_CUES, CueForm
from summarizer.analysis.speech.subjects import (
    AUXILIARIES,
    DETERMINERS,
    PRONOUNS,
    Phrase,
    core_before,
    is_adverb,
    is_noun_word,
    main_subject,
    phrase_after,
    phrase_before,
    subject_of,
)
from summarizer.analysis.speech.wordsets import word_set
from summarizer.text.spans import Span

REACH = 60
"""Tokens between a quotation and the words that attribute it, at most."""

_BASE_SUBJECTS = word_set("to they we i you who and")
# What may follow a verb of saying that attributes what came before it; an object or a clause may not.
LOOSE_ENDS = word_set("""
    in on at during after before to of about when while as from with by for via through , — monday tuesday
    wednesday thursday friday saturday sunday yesterday today later earlier recently last this
    """)


_LINKS = frozenset(("on", "it", "that", ":", ",", "about", "out", "of", "as"))
_ANSWERING = frozenset(("he", "she", "they"))  # "Never," said he.
_TITLE_WORDS = 5  # our exclusive | interview with
_LONGEST_VERB = 6  # words before its last: would not go so far as to | say
_JOINING = frozenset(("and", "but", "or", "who", "which", "that"))
_POSSESSIVES = word_set("his her its their my our your")


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name a speaker, the last word of their core, the attributing words; `sure` if plain."""

    speaker: Span
    head: Span
    cue: Span | None
    sure: bool


def right_beside(tokens: Sequence[Token], at: int) -> Source | None:
    """Find the attribution behind the quotation: “Yes,” said Smith. “Yes,” he said. “Yes”, as Smith put it."""
    first = at + 1
    stop = next((i for i in range(first, min(len(tokens), at + REACH)) if tokens[i].low == QUOTED), None)
    stop = min(len(tokens), at + REACH) if stop is None else stop
    if first < stop and tokens[first].low in {",", "—"}:
        first += 1
    if first >= stop:
        return None
    low = tokens[first].low
    if low in INVERTIBLE:
        behind = first + 1
        if behind >= stop or not (tokens[behind].low in _ANSWERING or _begins_phrase(tokens, behind)):
            return None
        phrase = phrase_after(tokens, behind, stop)
        return source_of(tokens, phrase, first) if phrase else None
    if low == "according":
        return according_to(tokens, first, stop)
    if low == ":":
        return _interviewed(tokens, first + 1, stop)
    loose = low == "as"
    if loose:
        first += 1
    elif low in {"is", "was"} and first + 1 < stop and tokens[first + 1].low in {"how", "what"}:
        loose = True  # “It is over” was how Smith put it.
        first += 2
    while first < stop and is_adverb(tokens[first].low):
        first += 1
    if first >= stop or not (tokens[first].low in PRONOUNS - {"who"} or _begins_phrase(tokens, first)):
        return None
    for index in range(first + 1, stop):
        low = tokens[index].low
        if low in {";", ":"}:
            break
        form = _cue_form(tokens, index)
        if form is None or form == "ing" or (low in WEAK_CUES and not loose):
            continue
        subject = subject_of(tokens, index, first)
        if subject and not subject.passive and subject.phrase.first == first:
            phrase = _quoted_person(tokens, index, stop) or subject.phrase
            return source_of(tokens, phrase, index)
    return None


def _interviewed(tokens: Sequence[Token], first: int, stop: int) -> Source | None:
    """Return whom a title names: “We stay”: an interview with Anna Lind."""
    for index in range(first, min(first + _TITLE_WORDS, stop - 2)):
        if tokens[index].low == "interview" and tokens[index + 1].low == "with":
            phrase = phrase_after(tokens, index + 2, stop)
            return source_of(tokens, phrase, None) if phrase else None
    return None


def _begins_phrase(tokens: Sequence[Token], index: int) -> bool:
    return (
        tokens[index].low in DETERMINERS
        or is_noun_word(tokens, index)
        or (tokens[index].capital and tokens[index].is_word and tokens[index].low not in AUXILIARIES)
    )


def at_the_end(tokens: Sequence[Token], at: int) -> Source | None:
    """Find the attribution that ends the sentence: The talks are “over” for now, Smith said."""
    for index in range(min(len(tokens), at + REACH) - 1, at + 1, -1):
        low = tokens[index].low
        if low == "according" and (found := according_to(tokens, index, len(tokens))):
            return found
        if _cue_form(tokens, index) is None or CUE_FORMS[low] == "ing" or low in WEAK_CUES:
            continue
        behind = tokens[index + 1].low if index + 1 < len(tokens) else ","
        inverted = tokens[index - 1].low == "," and low in INVERTIBLE and index + 1 < len(tokens)
        if inverted and _begins_phrase(tokens, index + 1):
            phrase = phrase_after(tokens, index + 1, len(tokens))
            return source_of(tokens, phrase, index) if phrase else None
        if (
            behind not in LOOSE_ENDS
            and behind != QUOTED
            and not is_adverb(behind)
            and not behind.endswith("ing")
        ):
            continue
        subject = subject_of(tokens, index, at + 1)
        if subject and not subject.passive and tokens[subject.phrase.first - 1].low in {",", "—", QUOTED}:
            return source_of(tokens, subject.phrase, index)
    return None


def saying_at(tokens: Sequence[Token], index: int, at: int) -> Source | None:
    """Return the source if the token is a verb of saying that governs the quotation at token `at`."""
    low = tokens[index].low
    form = _cue_form(tokens, index)
    if form is None or (low in WEAK_CUES and not _leads_on(tokens, index, at)):
        return None
    if index + 1 < at and tokens[index + 1].low == "by" and form == "finite":
        phrase = phrase_after(tokens, index + 2, at)
        return source_of(tokens, phrase, index) if phrase else None
    if form == "ing" and tokens[index - 1].low == "as":
        for verb in range(index - 2, max(index - 16, -1), -1):
            if phrase := _quoted_person(tokens, verb, index + 1):
                return source_of(tokens, phrase, index)
    if form == "ing":
        return _participle(tokens, index)
    if form == "base" and tokens[index - 1].low == "to":
        for before in range(index - 2, max(index - 5, -1), -1):
            if tokens[before].low.endswith("ing"):
                return _participle(tokens, before, index)  # …, going on to say “B”
    subject = subject_of(tokens, index)
    if subject is None:
        return None
    if subject.passive:
        agent = next((i for i in range(index + 1, min(at, index + 12)) if tokens[i].low == "by"), None)
        if agent is None and at + 2 < len(tokens) and tokens[at + 1].low == "by":
            agent = at + 1
        phrase = phrase_after(tokens, agent + 1, len(tokens)) if agent is not None else None
        return source_of(tokens, phrase, index) if phrase else None
    return source_of(tokens, subject.phrase, index, sure=subject.sure or form == "finite")


def _cue_form(tokens: Sequence[Token], index: int) -> CueForm | None:
    """Return the form of a verb of saying, None where the word is no such verb or is a noun here."""
    token = tokens[index]
    form = CUE_FORMS.get(token.low)
    if form is None or index == 0:
        return form if form == "ing" else None
    if token.capital:
        return None
    before = tokens[index - 1].low
    if form == "base":
        spoken = before in AUXILIARIES or before in _BASE_SUBJECTS or is_adverb(before)
        return form if spoken or (before.endswith("s") and not before.endswith(("'s", "s'", "ss"))) else None
    if token.low in NOUNS_TOO and (before.endswith(("'s", "s")) or not is_noun_word(tokens, index - 1)):
        return form if before in PRONOUNS or is_adverb(before) else None
    return form


def _quoted_person(tokens: Sequence[Token], verb: int, stop: int) -> Phrase | None:
    """Return whom somebody else quotes: the agency quoted | the minister | as saying."""
    if tokens[verb].low not in {"quoted", "quotes", "quoting", "cited", "cites", "citing"}:
        return None
    for index in range(verb + 1, min(stop, verb + 16) - 1):
        if tokens[index].low == "as" and tokens[index + 1].low.endswith("ing"):
            subject = subject_of(tokens, verb)
            if subject and subject.passive:
                return subject.phrase  # the minister | was quoted by the agency as saying
            return phrase_before(tokens, index - 1, verb + 1)
    return None


def _leads_on(tokens: Sequence[Token], index: int, at: int) -> bool:
    """Tell whether a verb that often means no speech does: He went on: “…”. They found that “…”."""
    between = [token.low for token in tokens[index + 1 : min(at, index + 5)]]
    return between[:1] == ["that"] or (0 < len(between) <= 3 and all(low in _LINKS for low in between))


def _participle(tokens: Sequence[Token], index: int, cue: int | None = None) -> Source | None:
    """Find who does what a form in -ing says: the subject of the verb of saying before it or of the clause."""
    cue = index if cue is None else cue
    if index and tokens[index - 1].low in AUXILIARIES:
        subject = subject_of(tokens, index)
        return source_of(tokens, subject.phrase, cue) if subject else None
    for before in range(index - 1, max(index - REACH, 0) - 1, -1):
        low = tokens[before].low
        if low == QUOTED:
            beside = right_beside(tokens, before)
            if beside:
                return Source(beside.speaker, beside.head, Span(tokens[cue].start, tokens[cue].end), True)
            break
        if CUE_FORMS.get(low) == "finite" and low not in WEAK_CUES:
            subject = subject_of(tokens, before)
            if subject and not subject.passive:
                return source_of(tokens, subject.phrase, cue)
    if index == 0 or tokens[0] is tokens[index]:
        # Calling it “a mistake”, Smith left.
        comma = next((i for i in range(index, len(tokens)) if tokens[i].low == ","), None)
        phrase = (
            phrase_after(tokens, comma + 1, len(tokens))
            if comma is not None and comma + 1 < len(tokens)
            else None
        )
        return source_of(tokens, phrase, cue) if phrase else None
    phrase = main_subject(tokens, index)
    return source_of(tokens, phrase, cue) if phrase else None


def owner_of_words(tokens: Sequence[Token], index: int) -> Source | None:
    """Return whose claim, statement or warning a noun names: Smith’s repeated claim that, his warning."""
    for before in range(index - 1, max(index - 4, -1), -1):
        token = tokens[before]
        if token.low.endswith(("'s", "s'")) and token.is_word:
            first = core_before(tokens, before)
            if first is None:
                return None
            shorn = Token(
                token.start, token.end - (2 if token.low.endswith("'s") else 1), token.low, token.capital
            )
            return source_of(
                [*tokens[:before], shorn, *tokens[before + 1 :]], Phrase(first, before, before), index
            )
        if token.low in _POSSESSIVES:
            own = token.low in {"his", "her", "my"}
            return source_of(tokens, Phrase(before, before, before), index, sure=own)
        if not is_noun_word(tokens, before):
            return None
    return None


def according_to(tokens: Sequence[Token], index: int, stop: int) -> Source | None:
    """Return whom "according to" at token `index` names."""
    if index + 2 >= stop or tokens[index + 1].low != "to":
        return None
    phrase = phrase_after(tokens, index + 2, stop)
    return source_of(tokens, phrase, index, index + 1) if phrase else None


def acting(tokens: Sequence[Token], stop: int) -> Source | None:
    """Return the subject of the clause that ends before token `stop`, said to speak or not."""
    phrase = main_subject(tokens, stop)
    return source_of(tokens, phrase, None) if phrase else None


def source_of(
    tokens: Sequence[Token], phrase: Phrase, cue: int | None, cue_end: int | None = None, *, sure: bool = True
) -> Source:
    """Return the source that a phrase names, attributed by the tokens from `cue` to `cue_end`."""
    head = tokens[phrase.head]
    speaker = Span(tokens[phrase.first].start, tokens[phrase.last].end)
    words = None
    if cue is not None:
        words = Span(
            tokens[_verb_begins(tokens, cue, phrase)].start, tokens[cue if cue_end is None else cue_end].end
        )
    return Source(speaker, Span(head.start, head.end), words, sure)


def _verb_begins(tokens: Sequence[Token], cue: int, phrase: Phrase) -> int:
    """Return the first word of a verb of several: she | used to say, he | went on to say, they | would say."""
    if CUE_FORMS.get(tokens[cue].low) != "base":
        return cue
    for begin in range(cue, max(cue - _LONGEST_VERB, 0) - 1, -1):
        before = begin - 1
        if (
            before < 0
            or before == phrase.last
            or not tokens[before].is_word
            or tokens[before].low in _JOINING
        ):
            return begin
    return cue


def unsure(source: Source) -> Source:
    """Return the same source as a guess."""
    return Source(source.speaker, source.head, source.cue, False)
