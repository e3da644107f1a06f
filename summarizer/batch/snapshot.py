"""How far a run is, and how it ended: what it tells of itself."""

from dataclasses import dataclass
from typing import NamedTuple

from summarizer.batch.journal import Failures
from summarizer.errors import LimitReached


class Place(NamedTuple):
    """What an article is called, and where it stands in the input."""

    id: str
    where: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How far a run is: `done` and `failed` now, `before` and `failed_before` earlier, `left` by estimate.

    `rate` is articles a second, of late. `cost` is in USD, None where prices are not known. `slowest` are the articles
    that have been in work for longest, with their seconds.
    """

    before: int
    done: int
    failed: int
    failed_before: int
    from_cache: int
    left: int | None
    seconds: float
    rate: float
    requests: int
    tokens: int
    cost: float | None
    in_work: int
    slowest: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How a run ended: by a limit (`stopped`), by `BatchRun.stop` (`interrupted`), or else with its input.

    `finished` counts the briefs in OUT, `failures` those without one, both over all runs.
    """

    last: Snapshot
    finished: int
    failures: Failures
    stopped: LimitReached | None
    interrupted: bool
