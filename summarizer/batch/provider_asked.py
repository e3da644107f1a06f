"""What has become of the batches at a provider: asked once in a run, and the answers fetched."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

from summarizer.batch.provider_answers import Answers
from summarizer.batch.provider_state import ProviderState, StateFile, Submission
from summarizer.errors import LimitReached, QuotaSpent, RequestRejected
from summarizer.model.provider_batch import BatchFault, BatchView, ProviderBatches

Found = Literal["waiting", "answered", "expired", "cancelled", "rejected", "lost", "given up", "gone"]

# The provider's codes for a batch that it did not begin: too much is there already, or nobody pays for more.
_TOO_MUCH = "token_limit_exceeded"
_UNPAID = frozenset({"billing_hard_limit_reached", "insufficient_quota"})
_MOST_TOLD = 3


@dataclass(slots=True)
class Asked:
    """A batch and what was `found` of it; `gone` is one whose answers the provider does not keep any more.

    `given up` is one that was lost already when it was asked about before. `files` are those with its answers,
    `seconds` is how long it took. `rejected` says why, by the id of an article, requests of it were not accepted.
    """

    submission: Submission
    found: Found
    answers: Answers | None = None
    files: tuple[str, ...] = ()
    seconds: float = 0.0
    rejected: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Round:
    """All the batches of a state; `held` is why nothing can be submitted now."""

    asked: list[Asked] = field(default_factory=list)
    held: LimitReached | None = None


@asynccontextmanager
async def ask(
    state: ProviderState, file: StateFile, batches: ProviderBatches, on_note: Callable[[str], None]
) -> AsyncIterator[Round]:
    """Give what has become of the batches of a state; the answers are on the disk until the context ends.

    A batch that was about to be begun when a process ended is found, or known not to be there, first. One that the
    provider did not begin is taken out of the state. Raises `QuotaSpent` and `RequestRejected` where the reason would
    meet the next one as well.
    """
    found = Round()
    try:
        for submission in list(state.batches):
            name = submission.batch or await _begun(submission, batches, on_note)
            view = await batches.status(name) if name is not None else None
            if name is None or (view is not None and view.state == "failed"):
                rejected = _by_article(submission, view.faults if view else ())
                if rejected:
                    found.asked.append(Asked(submission, "rejected", rejected=rejected))
                    continue
                state.batches.remove(submission)
                file.write(state)
                if submission.file is not None:
                    await batches.remove(submission.file)
                if view is not None:
                    found.held = _too_much(view)
                continue
            one = await _asked(submission, view, batches, on_note)
            submission.batch, submission.lost = name, view is None
            file.write(state)
            found.asked.append(one)
        yield found
    finally:
        for one in found.asked:
            if one.answers is not None:
                one.answers.close()


def format_batch(view: BatchView) -> str:
    """Return how far a batch is as a sentence."""
    told = f", {view.done:,} of {view.total:,} requests are done" if view.total else ""
    return f"The batch {view.id} is {view.status.replace('_', ' ')}{told}."


async def _begun(
    submission: Submission, batches: ProviderBatches, on_note: Callable[[str], None]
) -> str | None:
    """Return the name of a batch whose creation this program was not told of; None where it was not created."""
    view = await batches.find(submission.marker)
    if view is None:
        return None
    on_note(f"The batch {view.id} was begun when the program ended; it is not begun again.")
    return view.id


async def _asked(
    submission: Submission,
    view: BatchView | None,
    batches: ProviderBatches,
    on_note: Callable[[str], None],
) -> Asked:
    if view is None:
        return Asked(submission, "given up" if submission.lost else "lost")
    on_note(format_batch(view))
    if view.state == "waiting" or view.state == "failed":  # failed ones were told apart before
        return Asked(submission, "waiting")
    answers = await Answers.fetch(batches, view.files)
    if answers is None:
        return Asked(submission, "gone", files=view.files)
    if answers.unreadable:
        on_note(f"Of the answers to the batch {view.id} cannot be read: {answers.unreadable:,} of the lines.")
    return Asked(submission, view.state, answers, view.files, view.seconds)


def _by_article(submission: Submission, faults: Sequence[BatchFault]) -> dict[str, str]:
    """Return what is wrong by the id of the article whose line of the file it is."""
    names = list(submission.articles)
    return {
        names[fault.line - 1]: fault.message or fault.code
        for fault in faults
        if fault.line is not None and 1 <= fault.line <= len(names)
    }


def _too_much(view: BatchView) -> LimitReached:
    """Return the limit of the provider that a batch met; raises what no waiting helps against."""
    codes = {fault.code for fault in view.faults}
    told = (
        "; ".join(fault.message or fault.code for fault in view.faults[:_MOST_TOLD]) or "it does not say why"
    )
    if codes & _UNPAID:
        raise QuotaSpent(f"The provider did not begin the batch {view.id}: {told.rstrip('.')}.")
    if _TOO_MUCH not in codes:
        raise RequestRejected(
            f"The provider did not begin the batch {view.id}: {told.rstrip('.')}.",
            hint="Its articles are submitted again by the same command; nothing was paid for them.",
        )
    return LimitReached(
        f"The provider takes no more for now: {told.rstrip('.')}.",
        hint="The same command submits the rest once it has room; --max-tokens submits less at a time.",
    )
