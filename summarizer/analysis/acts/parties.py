"""Who acts and who is acted upon: the words beside a verb, tied to actors of the article."""

from summarizer.analysis.analysis import Analysis
from summarizer.text.spans import Span

_SPEAKING = frozenset({"i", "we"})
_SINGULAR = frozenset({"he", "she", "who"})
_PLURAL = frozenset({"they", "who", "it"})
# A name behind one of these says more of the name before it ("the leader of the rebels in Ostrava").
_DEPENDENT = frozenset(
    "of in from at on near against for with to by over about under inside outside across".split()
)
_SENTENCES_BACK = 2


def parties_in(span: Span | None, analysis: Analysis) -> list[int]:
    """Return the actors that the words of a subject or an object name, in order, as indices of the analysis.

    A pronoun is resolved to the actor that the text named before it; "we" and "I" in a quotation to its speaker.
    """
    if span is None:
        return []
    words = span.of(analysis.text).casefold().split()
    if not words:
        return []
    if is_speaking(words[0]):
        return _speaker(span, analysis)
    if len(words) <= 2 and (words[0] in _SINGULAR or words[0] in _PLURAL):
        if words[0] == "it" and _follows_a_clause(span, analysis):
            return []
        return _named_before(span.start, analysis, person=words[0] in _SINGULAR)
    named = [
        (mention, actor)
        for mention, actor in analysis.mentions_in(span)
        if _is_head(mention, span, analysis.text)
    ]
    heads = [
        (mention, actor)
        for mention, actor in named
        if not any(other != mention and other.contains(mention) for other, _ in named)
    ]
    return list(dict.fromkeys(actor for _, actor in heads))


def is_speaking(words: str) -> bool:
    """Tell whether the words of a subject mean whoever speaks."""
    return words.split(maxsplit=1)[0].casefold() in _SPEAKING if words.strip() else False


def is_pronoun(words: str) -> bool:
    """Tell whether the words of a subject name nobody by themselves."""
    first = words.casefold().split()[:1]
    return bool(first) and first[0] in _SPEAKING | _SINGULAR | _PLURAL


def _follows_a_clause(span: Span, analysis: Analysis) -> bool:
    """Tell whether "it" comes after a whole clause that names no actor: then it means that clause's matter."""
    here = analysis.sentence_at(span.start)
    if here is None:
        return False
    clause_end = analysis.text.rfind(";", here.start, span.start)
    return clause_end >= 0 and not analysis.mentions_in(Span(here.start, clause_end))


def _is_head(mention: Span, span: Span, text: str) -> bool:
    before = text[span.start : mention.start].split()
    if before and before[-1].casefold().strip(",") == "the":
        before.pop()
    possessive = text[mention.end : mention.end + 2] in {"’s", "'s"} and mention.end + 2 < span.end
    return not possessive and not (before and before[-1].casefold() in _DEPENDENT)


def _speaker(span: Span, analysis: Analysis) -> list[int]:
    quotation = analysis.quotation_at(span)
    if quotation is None:
        return []
    speaker = analysis.attribution_of(quotation).actor
    return [] if speaker is None else [speaker]


def _named_before(position: int, analysis: Analysis, *, person: bool) -> list[int]:
    """Return the actor first named in the same sentence, or in one just before it: subjects stand in front."""
    here = analysis.sentence_at(position)
    if here is None:
        return []
    for number in range(here.id, max(0, here.id - 1 - _SENTENCES_BACK), -1):
        sentence = analysis.sentences[number - 1]
        stretch = Span(sentence.start, min(sentence.end, position))
        for _, actor in analysis.mentions_in(stretch):
            if (analysis.actors[actor].kind == "person") == person:
                return [actor]
    return []
