"""What the pipeline tells about its progress while it works."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """One report: which step, how far, and what it has cost since the start of the article.

    `total` is None where the number of parts is not known. Tokens and seconds count from the start of the call.

    ```python
    brief = summarize(text, on_progress=lambda progress: print(progress.step, progress.done, progress.total))
    ```
    """

    step: str
    done: int = 0
    total: int | None = None
    tokens: int = 0
    seconds: float = 0.0


ProgressListener = Callable[[Progress], None]


def ignore_progress(_: Progress) -> None:
    """Listen to nothing."""
