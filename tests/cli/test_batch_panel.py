import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from summarizer.batch.journal import Failures
from summarizer.batch.snapshot import Report, Snapshot
from summarizer.cli import batch_panel
from summarizer.cli.batch_panel import (
    BatchPanel,
    format_cost,
    format_duration,
    format_line,
    format_rate,
    format_report,
)
from summarizer.errors import LimitReached
from summarizer.progress import Progress

SNAPSHOT = Snapshot(
    before=1_000,
    done=200,
    failed=3,
    failed_before=1,
    from_cache=0,
    left=796,
    seconds=98.4,
    rate=2.0,
    requests=207,
    tokens=414_000,
    cost=0.5,
    in_work=8,
    slowest=(("bbc/\x1b[2Jiraq.txt", 35.2), ("x", 1.4)),
)


def test_a_line_says_how_far_how_fast_for_how_much_and_what_is_slow() -> None:
    assert format_line(SNAPSHOT) == (
        "1,200 of about 2,000 done · 3 failed · 2.0 articles/s · 414,000 tokens · $0.5000 · 1 min 38 s · "
        "about 6 min 38 s left · 8 in work, slowest: bbc/␛[2Jiraq.txt 35 s, x 1 s"
    )


def test_what_is_not_known_is_not_said() -> None:
    line = format_line(replace(SNAPSHOT, left=None, cost=None, failed=0, in_work=0, from_cache=7))
    assert line == "1,200 done · 2.0 articles/s · 414,000 tokens · 7 from the cache · 1 min 38 s"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0 s"), (59.6, "1 min 0 s"), (3599, "59 min 59 s"), (90_000, "25 h 0 min")]
)
def test_durations_have_two_units_at_most(seconds: float, text: str) -> None:
    assert format_duration(seconds) == text


def test_costs_have_more_digits_where_they_are_small() -> None:
    assert (format_cost(0.00031), format_cost(1234.567)) == ("$0.0003", "$1,234.57")
    assert format_cost(0.0) == "$0"


def test_a_slow_model_is_not_said_to_make_none_a_second() -> None:
    assert (format_rate(1.25), format_rate(0.04)) == ("1.2 articles/s", "2.4 articles/min")
    assert "articles/" not in format_line(replace(SNAPSHOT, rate=0.0))


def test_one_request_is_not_several() -> None:
    ended = Report(replace(SNAPSHOT, requests=1), 1_200, Failures(0, 0), None, interrupted=False)
    assert format_report(ended, Path("o"), Path("f"))[1].startswith("1 request · ")


def report(*, stopped: LimitReached | None = None, interrupted: bool = False, failures: int = 0) -> list[str]:
    ended = Report(SNAPSHOT, 1_200, Failures(failures, 4), stopped, interrupted)
    return format_report(ended, Path("out.jsonl"), Path("out.failures.jsonl"))


def test_a_report_gives_figures_of_this_run_and_says_how_to_go_on() -> None:
    figures = "207 requests · 2.1 articles/s · 414,000 tokens · $0.5000 · 1 min 38 s"
    assert report() == ["1,200 briefs in out.jsonl, 200 of them now.", figures]
    assert report(failures=1)[2:] == [
        "1 article failed; out.failures.jsonl says why.",
        "The same command with --retry-failed tries them again.",
    ]
    assert report(interrupted=True)[-1] == "Interrupted. The same command goes on."
    assert report(stopped=LimitReached("The limit is reached."))[-1] == (
        "Stopped: The limit is reached. The same command continues; raise the limit to get further at once."
    )


def test_a_pipe_gets_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 1.0, 11.0, 11.0, 12.0])
    monkeypatch.setattr(batch_panel, "monotonic", lambda: next(clock))
    panel = BatchPanel()
    with panel.shown():
        panel.progress(Progress("starting the model"))
        panel.progress(Progress("starting the model"))
        for _ in range(3):
            panel.tick(SNAPSHOT)
    assert capsys.readouterr().err == f"starting the model …\n{format_line(SNAPSHOT)}\n"


def test_quiet_says_errors_only(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 100.0])
    monkeypatch.setattr(batch_panel, "monotonic", lambda: next(clock, 200.0))
    panel = BatchPanel(quiet=True)
    with panel.shown():
        panel.tick(SNAPSHOT)
        panel.note("a note")
        panel.progress(Progress("starting the model"))
    assert capsys.readouterr().err == ""


def drawn(snapshot: Snapshot, *, width: int = 100) -> list[str]:
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    console.print(BatchPanel().panel(snapshot))
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_the_panel_has_a_bar_the_figures_and_what_is_slow() -> None:
    first, *rest = drawn(SNAPSHOT)
    assert first.startswith("━━━")
    assert first.endswith("1,200 of about 2,000 done  3 failed  about 6 min 38 s left")
    assert rest == [
        "2.0 articles/s · 414,000 tokens · $0.5000 · 1 min 38 s",
        "8 in work, slowest: bbc/␛[2Jiraq.txt 35 s, x 1 s",
    ]


def test_the_panel_says_that_it_begins() -> None:
    assert drawn(replace(SNAPSHOT, done=0, failed=0, in_work=0)) == ["starting …"]


def test_the_panel_fits_a_narrow_terminal() -> None:
    assert max(map(len, drawn(SNAPSHOT, width=40))) <= 40
