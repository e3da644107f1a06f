"""What a strategy is given and what it gives back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from summarizer.brief import Rejected
from summarizer.draft import Draft
from summarizer.model.interface import Model
from summarizer.progress import Progress, ProgressListener
from summarizer.text.document import Document


@dataclass(frozen=True)
class Task:
    """One article to be drafted: its text, the model, where prompts may be overridden, who listens.

    `cache_dir` is where fetched models are kept, the user's own place where None.
    """

    document: Document
    model: Model
    prompts: Path | None
    listener: ProgressListener
    started: float
    cache_dir: Path | None = None

    def report(self, step: str, done: int = 0, total: int | None = None) -> None:
        """Tell the listener how far the work has come."""
        usage = self.model.usage
        tokens = usage.prompt + usage.completion
        self.listener(Progress(step, done, total, tokens, perf_counter() - self.started))


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft, the name of the prompts that it was made with (name@content-hash), and what was left out of it."""

    draft: Draft
    prompt: str
    left_out: tuple[Rejected, ...] = ()


Strategy = Callable[[Task], Awaitable[Drafted]]
