"""The order of the steps: rules propose, the model decides one thing at a time, the draft is assembled.

Every kind of decision has a constant prefix of its own, so all decisions of one kind are made one after another: the engine
then reads each prefix once, and only the clause in question for each decision.
"""

from summarizer.analysis.candidates import find_candidates
from summarizer.analysis.retellings import join_retellings
from summarizer.draft import Draft, DraftActor
from summarizer.prompts import load_prompt, prompt_set_id
from summarizer.strategies.stepwise.acts import MAX_EVENTS, MAX_MOVES, code_tellings, draft_events, draft_moves
from summarizer.strategies.stepwise.speakers import ask_speakers
from summarizer.strategies.stepwise.writing import write_headline, write_summary
from summarizer.strategies.strategy import Drafted, Task

PROMPTS = ("plover_system", "plover_examples.jsonl", "speaker_system", "headline_system", "headline_examples.json")

# Candidates beyond these hardly ever are what the article is about, and each costs a request.
_MAX_CODED = 16


async def stepwise(task: Task) -> Drafted:
    """Draft the brief by one decision at a time; long articles cost no more decisions than short ones."""
    analysis = task.analysis
    tellings = join_retellings(find_candidates(analysis)[:_MAX_CODED], analysis)
    coded = await code_tellings(task, tellings)
    quotes = await ask_speakers(task)
    draft = Draft(
        headline=await write_headline(task, coded),
        summary=write_summary(analysis, coded),
        actors=[
            DraftActor(name=actor.name, kind=actor.kind, role=actor.role, country=actor.country)
            for actor in analysis.actors
        ],
        quotes=quotes,
        events=draft_events(analysis, coded)[:MAX_EVENTS],
        moves=draft_moves(analysis, coded)[:MAX_MOVES],
    )
    return Drafted(draft, prompt_set_id("stepwise", [load_prompt(name, task.prompts) for name in PROMPTS]))
