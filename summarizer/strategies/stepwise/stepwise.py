"""The order of the steps: rules propose, the model decides one thing at a time, the draft is assembled.

Every kind of decision has a constant prefix of its own, so all decisions of one kind are made one after another: the
engine then reads each prefix once, and only the clause in question for each decision.
"""

from pathlib import Path

from summarizer.analysis.analysis import analyse_document
from summarizer.analysis.entities import FoundActor
from summarizer.draft import Draft, DraftActor
from summarizer.prompts import load_prompt, prompt_set_id
from summarizer.strategies.stepwise.acts import code_candidates, draft_events, draft_moves
from summarizer.strategies.stepwise.choosing import choose_candidates
from summarizer.strategies.stepwise.speakers import draft_quotes
from summarizer.strategies.stepwise.writing import write_headline, write_summary
from summarizer.strategies.strategy import Drafted, Task

_PROMPTS = (
    "plover_system",
    "plover_examples.jsonl",
    "speaker_system",
    "headline_system",
    "headline_examples.json",
)


async def stepwise(task: Task) -> Drafted:
    """Draft the brief by one decision at a time; a report costs few more decisions than a short article."""
    analysis = analyse_document(task.document)
    choice = choose_candidates(analysis)
    coded = await code_candidates(task, analysis, choice.candidates)
    events = draft_events(analysis, choice, coded)
    quotes = await draft_quotes(task, analysis)
    draft = Draft(
        headline=await write_headline(task, analysis, events),
        summary=write_summary(analysis, events),
        actors=[draft_actor(actor) for actor in analysis.actors],
        quotes=quotes,
        events=events,
        moves=draft_moves(analysis, choice, coded),
    )
    return Drafted(draft, prompt_id(task.prompts))


def draft_actor(actor: FoundActor) -> DraftActor:
    """Return an actor that rules found, with all places that name it."""
    places = tuple((place.start, place.end) for place in actor.mentions)
    return DraftActor(
        names=[actor.name], kind=actor.kind, role=actor.role, country=actor.country, mentions=places
    )


def prompt_id(prompts: Path | None = None) -> str:
    """Return the name of the prompts that this strategy uses, those of the folder in place of the package's own."""
    return prompt_set_id("stepwise", [load_prompt(name, prompts) for name in _PROMPTS])
