"""The order of the steps: the parser reads, the model judges each act that may be news, and what is sure is told."""

from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.brief import Rejected
from summarizer.draft import Draft
from summarizer.prompts import load_prompt, prompt_set_id
from summarizer.strategies.strategy import Drafted, Task

if TYPE_CHECKING:
    from summarizer.reading.reading import Reading
    from summarizer.strategies.stepwise.telling import Claim

_PROMPTS = ("judge_system", "judge_examples.json", "judge_acts.json")
# What the judge is asked about: more hardly ever is news, and each costs a request.
_JUDGED = 24
# Acts that are told as events, and as moves.
_EVENTS, _MOVES = 12, 16


async def stepwise(task: Task) -> Drafted:
    """Draft the brief of an article in English; a report costs few more decisions than a short article.

    Raises the errors of the model and of its files.
    """
    from summarizer.reading.news import tellings
    from summarizer.strategies.stepwise import judging, telling, writing
    from summarizer.strategies.stepwise.sureness import is_told, may_be_told, sureness

    reading = await _read(task)
    found = tellings(reading)[:_JUDGED]
    asked = [one for one in found if may_be_told(one)]
    odds = await judging.judge(task, reading, asked) if asked else {}
    heard = {id(one): odds[index] for index, one in enumerate(asked)}
    claims = [telling.Claim(one, sureness(one, heard.get(id(one), 0.0))) for one in found]
    sure = [claim for claim in claims if is_told(claim.telling, claim.sureness)]
    events, moves = sure[:_EVENTS], [claim for claim in sure if telling.is_move(claim)][:_MOVES]
    kept = {id(claim) for claim in (*events, *moves)}
    news = [claim.telling for claim in events]
    draft = Draft(
        headline=writing.write_headline(reading, news),
        summary=writing.write_summary(reading, news),
        actors=telling.draft_actors(reading),
        quotes=telling.draft_quotes(reading),
        events=telling.draft_events(reading, events),
        moves=telling.draft_moves(reading, moves),
    )
    unsure = [_left_out(claim, reading) for claim in claims if id(claim) not in kept]
    return Drafted(draft, prompt_id(task.prompts), tuple(unsure))


async def _read(task: Task) -> "Reading":
    from summarizer.model.local import in_thread
    from summarizer.reading import loading
    from summarizer.reading.reading import read

    parser = await in_thread(lambda: loading.shared_parser(task.cache_dir, task.report))
    task.report("reading")
    return await in_thread(lambda: read(task.document, parser))


def _left_out(claim: "Claim", reading: "Reading") -> Rejected:
    from summarizer.strategies.stepwise.sureness import is_told
    from summarizer.strategies.stepwise.telling import words_of

    sure = (
        "gives way to more important news"
        if is_told(claim.telling, claim.sureness)
        else f"is only {claim.sureness.right:.0%} sure"
    )
    act = claim.telling.act
    sides = " to ".join(
        ", ".join(actor.names()[0] for actor in side) for side in (act.actors, act.recipients) if side
    )
    return Rejected(field="key_events", value=words_of(claim, reading), reason=f"{act.type} ({sides}) {sure}")


def prompt_id(prompts: Path | None = None) -> str:
    """Return the name of the prompts that this strategy uses, those of the folder in place of the package's own."""
    return prompt_set_id("stepwise", [load_prompt(name, prompts) for name in _PROMPTS])
