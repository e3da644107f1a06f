import logging
from collections.abc import Iterator

import pytest

from summarizer.cli.reporter import Reporter
from summarizer.progress import Progress

LOGGER = logging.getLogger("summarizer.model")


@pytest.fixture(autouse=True)
def _a_pipe_for_standard_error(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("sys.stderr.isatty", lambda: False)
    handlers, level = list(logging.getLogger("summarizer").handlers), logging.getLogger("summarizer").level
    yield
    assert (logging.getLogger("summarizer").handlers, logging.getLogger("summarizer").level) == (
        handlers,
        level,
    )


def work(reporter: Reporter) -> None:
    with reporter.article("a.txt"):
        LOGGER.info("the profile is that of 'm-*'")
        LOGGER.warning("the model is 1.12 GB \x1b[31mlarge")
        LOGGER.error("the engine died")
        reporter(Progress("reading", 0, None, 0, 0.0))
        reporter(Progress("deciding", 0, 26, 500, 0.1))
        reporter(Progress("deciding", 25, 26, 900, 0.2))


def test_a_pipe_hears_warnings_and_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    work(Reporter())
    assert capsys.readouterr() == ("", "the model is 1.12 GB ␛[31mlarge\nthe engine died\n")


def test_quiet_hears_errors_only(capsys: pytest.CaptureFixture[str]) -> None:
    work(Reporter(quiet=True))
    assert capsys.readouterr() == ("", "the engine died\n")


def test_verbose_hears_everything_and_where_time_and_tokens_went(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.cli.reporter.monotonic", lambda: 7.0)
    work(Reporter(verbose=True))
    assert capsys.readouterr().err.splitlines() == [
        "the profile is that of 'm-*'",
        "the model is 1.12 GB ␛[31mlarge",
        "the engine died",
        "reading …",
        "reading: 0.0 s, 500 tokens",
        "deciding …",
        "deciding: 0.0 s, 400 tokens",
        "a.txt: 0.0 s in all",
    ]


def test_a_step_of_which_no_tokens_are_known_is_not_said_to_have_taken_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.cli.reporter.monotonic", lambda: 7.0)
    reporter = Reporter(verbose=True)
    with reporter.article("a.txt"):
        reporter(Progress("writing the headline", 0, 1, 268, 0.2))
    assert "writing the headline: 0.0 s\n" in capsys.readouterr().err


def test_logging_is_left_as_it_was_after_a_failure() -> None:
    with pytest.raises(RuntimeError), Reporter().article("a.txt"):
        raise RuntimeError
