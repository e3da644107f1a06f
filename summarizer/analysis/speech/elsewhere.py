"""Who says a quotation in a text that is not English: only where a verb of saying stands between it and a name."""

import re
from collections.abc import Sequence

from summarizer.analysis.entities import Attribution, FoundActor, KindQuotation
from summarizer.text.spans import Span

# German, French, Spanish, Italian, Portuguese, Dutch, the Scandinavian languages, Polish, Russian, Ukrainian.
_VERBS = (
    r"sagte|sagt|erklärte|erklärt|betonte|meinte|a déclaré|a dit|a affirmé|a expliqué|déclare|explique|affirme|"
    r"dijo|afirmó|declaró|aseguró|señaló|explicó|ha detto|ha dichiarato|ha affermato|disse|afirmou|declarou|"
    r"zei|zegt|verklaarde|sade|säger|sa|sagde|siger|sier|powiedział|powiedziała|stwierdził|stwierdziła|"
    r"сказал|сказала|заявил|заявила|отметил|отметила|сказав|заявив"
)
_BEHIND = re.compile(rf"[,.]?\s{{1,3}}(?:[—–-]\s)?({_VERBS})\s")
_BEFORE = re.compile(rf"\s({_VERBS})\s?:\s{{0,3}}$")
_REACH = 30  # characters of a verb with what is around it


def attribute_elsewhere(
    text: str, quotations: Sequence[KindQuotation], actors: Sequence[FoundActor]
) -> tuple[Attribution, ...]:
    """Return one attribution for each quotation, of nobody where no person's name stands beside a verb of saying."""
    mentions = [
        (mention, index)
        for index, actor in enumerate(actors)
        if actor.kind == "person"
        for mention in actor.mentions
    ]
    begins = {mention.start: (mention, index) for mention, index in mentions}
    ends = {mention.end: (mention, index) for mention, index in mentions}
    found = []
    for quotation in quotations:
        if quotation.kind == "scare":
            found.append(Attribution(quotation.id, None, None, None, True))
            continue
        cue, named = None, None
        start, end = quotation.outer.start, quotation.outer.end
        if behind := _BEHIND.match(text, end, end + _REACH):
            cue, named = Span(*behind.span(1)), begins.get(behind.end())
        elif before := _BEFORE.search(text[max(0, start - _REACH) : start]):
            offset = max(0, start - _REACH)
            cue = Span(offset + before.start(1), offset + before.end(1))
            named = ends.get(offset + before.start())
        if cue and named:
            found.append(Attribution(quotation.id, named[0], cue, named[1], True))
        else:
            found.append(Attribution(quotation.id, None, None, None, False))
    return tuple(found)
