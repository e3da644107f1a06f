"""Who says a quotation, asked only where the rules name nobody, with the candidates as the only possible answers.

Where the rules had to guess, the guess was right more often than a small model's choice (tests/evaluation/NOTES.md).
"""

from summarizer.analysis.analysis import Analysis
from summarizer.analysis.entities import Attribution, KindQuotation
from summarizer.draft import DraftQuote
from summarizer.model.interface import Message
from summarizer.prompts import load_prompt
from summarizer.strategies.data import data_line
from summarizer.strategies.strategy import Task
from summarizer.text.spans import Span

_PROMPT = "speaker_system"
_NOBODY = "somebody else"
_SENTENCES_BEFORE, _SENTENCES_AFTER = 2, 1
_QUOTED_CHARACTERS = 200
# Characters shown before and behind the beginning of the quotation; more is no context.
_MOST_AROUND = 2_000
# Each costs a request; the quotations behind these stay without a speaker where the rules know none.
_MOST_QUESTIONS = 30


async def draft_quotes(task: Task, analysis: Analysis) -> list[DraftQuote]:
    """Return the quotations that are speech, each with its speaker as the rules or, where these name nobody, the model
    tell."""
    chosen = await _ask_speakers(task, analysis)
    return [_draft(quotation, analysis, chosen.get(quotation.id)) for quotation in analysis.quotes]


def _draft(quotation: KindQuotation, analysis: Analysis, chosen: str | None) -> DraftQuote:
    attribution = analysis.attribution_of(quotation)
    by_rule = analysis.actors[attribution.actor].name if attribution.actor is not None else None
    speaker, cue = attribution.speaker, attribution.cue
    return DraftQuote(
        quotation=quotation.id,
        speaker=chosen or by_rule,
        kind="full" if quotation.kind == "full" else "partial",
        speaker_place=(speaker.start, speaker.end) if speaker else None,
        cue_place=(cue.start, cue.end) if cue else None,
    )


async def _ask_speakers(task: Task, analysis: Analysis) -> dict[str, str | None]:
    """Return the speakers that the model chose; a quotation that the rules give to somebody is not asked about."""
    unsure = [
        (quotation, attribution)
        for quotation in analysis.quotes
        if not (attribution := analysis.attribution_of(quotation)).certain
        and attribution.speaker is None
        and attribution.actor is None
        and len(attribution.candidates) > 1
    ]
    asked = unsure[:_MOST_QUESTIONS]
    chosen: dict[str, str | None] = {}
    for number, (quotation, attribution) in enumerate(asked):
        task.report("asking who said it", number, len(asked))
        chosen[quotation.id] = await _ask(task, analysis, quotation, attribution)
    return chosen


async def _ask(
    task: Task, analysis: Analysis, quotation: KindQuotation, attribution: Attribution
) -> str | None:
    names = list(dict.fromkeys(analysis.actors[index].name for index in attribution.candidates))
    messages = [
        Message(role="system", content=load_prompt(_PROMPT, task.prompts).fill()),
        Message(role="user", content=_question(analysis, quotation, [*names, _NOBODY])),
    ]
    choice = await task.model.choose(messages, [*names, _NOBODY])
    return None if choice.option == _NOBODY else choice.option


def _question(analysis: Analysis, quotation: KindQuotation, names: list[str]) -> str:
    first = max(1, quotation.sentences[0] - _SENTENCES_BEFORE)
    last = min(len(analysis.sentences), quotation.sentences[-1] + _SENTENCES_AFTER)
    stretch = Span(
        max(analysis.sentences[first - 1].start, quotation.start - _MOST_AROUND),
        min(analysis.sentences[last - 1].end, quotation.start + _MOST_AROUND),
    )
    words = data_line(quotation.of(analysis.text)[: 2 * _QUOTED_CHARACTERS])[:_QUOTED_CHARACTERS]
    return f"Text: {data_line(stretch.of(analysis.text))}\n\nQuotation: {words}\n\nNames: {'; '.join(names)}"
