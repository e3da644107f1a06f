"""A batch by way of the provider: submitted, left, collected with the same command."""

import asyncio
import json
import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from summarizer.batch.inputs import Inputs
from summarizer.batch.journal import Journal
from summarizer.batch.provider import Provider
from summarizer.batch.provider_state import StateFile
from summarizer.batch.run import BatchRun
from summarizer.batch.snapshot import Report
from summarizer.brief import Brief
from summarizer.cli.main import cli
from summarizer.limits import Limits
from summarizer.settings import Settings
from tests.batch.conftest import VIA, ProviderCommand, failures, results
from tests.support.batch_api import FIRST, KEY, article

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

_FORK = multiprocessing.get_context("fork")
PRICES = '[[model_profiles]]\nmatch = "m"\nprice_prompt = 1.0\nprice_completion = 10.0\n'


def test_submit_leave_and_come_back(provider: ProviderCommand) -> None:
    provider.write(1, 2)
    result = provider()
    assert result.exit_code == 9, result.output
    assert "2 articles are submitted as batch batch-2." in result.stderr
    assert "2 articles at the provider. The same command collects what is done there." in result.stderr
    assert results() == {}
    result = provider()
    assert result.exit_code == 9
    assert "The batch batch-2 is in progress, 0 of 2 requests are done." in result.stderr
    provider.server.end("completed")
    result = provider()
    assert result.exit_code == 0, result.output
    assert "2 briefs in out.jsonl." in result.stderr
    assert results().keys() == {"p1", "p2"}
    brief = Brief.model_validate(results()["p1"]["brief"])
    assert brief.headline == FIRST
    told = brief.provenance
    assert (told.strategy, told.requests, told.tokens.prompt, told.seconds) == ("one_pass", 1, 5000, 60)
    assert provider.asked == ["1", "2"]
    assert provider.state is None
    assert provider.server.seen["files"] == {}
    assert provider().exit_code == 0


def test_what_is_written_down_holds_neither_key_nor_text(provider: ProviderCommand) -> None:
    provider.write(1)
    provider()
    said = Path("out.provider.json").read_text()
    assert KEY not in said
    assert "Sarvo" not in said
    assert sorted(path.name for path in Path().iterdir()) == ["in.jsonl", "out.jsonl", "out.provider.json"]


def test_both_ways_ask_the_same(provider: ProviderCommand) -> None:
    provider.write(1)
    assert provider("--force", via=()).exit_code == 0
    Path("out.jsonl").unlink()
    provider()
    [[line]] = provider.server.seen["files"].values()
    assert (line["method"], line["url"]) == ("POST", "/v1/chat/completions")
    assert "Sarvo" not in line["custom_id"]
    assert [line["body"]] == provider.server.seen["bodies"]


def test_it_costs_half(provider: ProviderCommand) -> None:
    Path("c.toml").write_text(PRICES)
    provider.write(1)
    dry = provider("--config", "c.toml", "--dry-run").stdout
    full = provider("--config", "c.toml", "--dry-run", via=()).stdout
    prices = [float(told.split("$")[1].split(",")[0]) for told in (dry, full)]
    assert prices[0] == pytest.approx(prices[1] / 2, abs=1e-4)
    provider("--config", "c.toml")
    assert "1 are at the provider already." in provider("--config", "c.toml", "--dry-run").stdout
    provider.server.end("completed")
    result = provider("--config", "c.toml")
    assert results()["p1"]["brief"]["provenance"]["cost_usd"] == pytest.approx((5000 + 10 * 100) * 0.5e-6)
    assert "$0.0030" in result.stderr


def test_new_articles_are_submitted_while_others_are_there(provider: ProviderCommand) -> None:
    provider.write(1)
    provider()
    provider.write(1, 2)
    assert "1 article is submitted" in provider().stderr
    assert provider.asked == ["1", "2"]
    provider.server.end("completed")
    assert provider().exit_code == 0
    assert results().keys() == {"p1", "p2"}


def test_what_expired_is_submitted_again(provider: ProviderCommand) -> None:
    provider.write(1, 2, 3)
    provider.server.tell(fate={"2": "late", "3": None})
    provider()
    provider.server.end("expired")
    result = provider()
    assert result.exit_code == 9
    assert "2 articles are submitted as batch" in result.stderr
    assert results().keys() == {"p1"}
    provider.server.tell(fate={})
    provider.server.end("completed")
    assert provider().exit_code == 0
    assert results().keys() == {"p1", "p2", "p3"}
    assert failures() == {}
    assert provider.asked == ["1", "2", "3", "2", "3"]
    assert provider.state is None


def test_what_was_cancelled_is_submitted_again_only_when_that_is_asked_for(provider: ProviderCommand) -> None:
    provider.write(1, 2)
    provider.server.tell(fate={"2": "late"})
    provider()
    provider.server.end("cancelled")
    assert provider().exit_code == 4
    assert "was cancelled before this was answered" in failures()["p2"]["error"]
    assert provider.state is None
    assert provider().exit_code == 4
    provider.server.tell(fate={}, at_once=True)
    assert provider("--retry-failed").exit_code == 9
    assert provider().exit_code == 0
    assert results().keys() == {"p1", "p2"}
    assert provider.asked == ["1", "2", "2"]


def test_a_changed_text_is_no_answer_to_the_one_that_was_submitted(provider: ProviderCommand) -> None:
    provider.write(1, 2)
    provider()
    provider.write(1, 2, changed=(2,))
    provider.server.end("completed")
    assert provider().exit_code == 3
    assert results().keys() == {"p1"}
    assert failures()["p2"]["error"] == (
        "in.jsonl:2 has another text than the one that was submitted under 'p2'."
    )
    assert provider("--retry-failed").exit_code == 9
    provider.server.end("completed")
    assert provider().exit_code == 0
    assert results()["p2"]["brief"]["article"]["characters"] > len(article(2))


def test_answers_about_what_is_not_in_the_input_stay(provider: ProviderCommand) -> None:
    provider.write(1, 2)
    provider()
    provider.server.end("completed")
    provider.write(1)
    assert "Answers that nothing was made of: 1." in provider().stderr
    provider.write(1, 2)
    assert provider().exit_code == 0
    assert results().keys() == {"p1", "p2"}
    assert provider.asked == ["1", "2"]


def test_limits_hold_before_anything_is_submitted(provider: ProviderCommand) -> None:
    Path("c.toml").write_text(PRICES)
    provider.write(1, 2, 3)
    result = provider("--config", "c.toml", "--max-cost", "0.00001")
    assert result.exit_code == 9
    assert "Stopped: The limit of 1e-05 USD is reached, by estimate" in result.stderr
    assert provider.asked == []
    assert "prices of the model are not known" in provider("--max-cost", "1").stderr
    result = provider("--max-articles", "2")
    assert "Stopped: The limit of 2 articles is reached." in result.stderr
    assert provider.asked == ["1", "2"]
    provider()
    assert provider.asked == ["1", "2", "3"]


def test_the_cache_spares_a_request_and_takes_what_is_collected(provider: ProviderCommand) -> None:
    provider.write(1)
    provider.server.tell(at_once=True)
    provider(cache="--cache")
    assert provider(cache="--cache").exit_code == 0
    Path("out.jsonl").unlink()
    provider.write(1, 2)
    provider(cache="--cache")
    assert results()["p1"]["brief"]["provenance"]["from_cache"]
    assert provider.asked == ["1", "2"]


def test_an_article_that_takes_several_requests_is_named(provider: ProviderCommand) -> None:
    provider.write(1)
    with Path("in.jsonl").open("a") as file:
        file.write(json.dumps({"id": "long", "text": "The talks in Lurno went on. " * 5_000}) + "\n")
    provider.server.tell(at_once=True)
    provider()
    assert provider().exit_code == 3
    assert "does not fit one request to 'm'" in failures()["long"]["error"]
    assert "Leave out --via provider-batch" in failures()["long"]["hint"]
    assert results().keys() == {"p1"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--strategy", "stepwise"], "the strategy 'stepwise' takes many"),
        (["--review"], "a second look (review) takes another"),
        (["--model", "embedded"], "The model on this machine has no Batch API."),
    ],
)
def test_only_a_single_request_can_go_this_way(provider: ProviderCommand, more: list[str], said: str) -> None:
    provider.write(1)
    result = provider(*more)
    assert result.exit_code == 2
    assert said in result.stderr


def test_what_is_at_the_provider_is_not_asked_for_in_another_way(provider: ProviderCommand) -> None:
    provider.write(1)
    provider()
    result = provider(via=())
    assert result.exit_code == 2
    assert "says what is at the provider (articles: 1)." in result.stderr
    assert provider("--force", via=()).exit_code == 0
    assert provider.server.seen["bodies"] != []
    assert provider("--wait", via=()).exit_code == 2


def test_standard_input_cannot_be_waited_for(provider: ProviderCommand) -> None:
    options = ["--base-url", provider.server.base_url, "--model", "m", *VIA]
    result = CliRunner().invoke(cli, ["batch", "-", "-o", "out.jsonl", *options, "--wait"], input=b"")
    assert result.exit_code == 2
    assert "--wait reads the input again; standard input can be read only once." in result.stderr


class Rounds:
    """The same without the command line, where files are small and waits are short."""

    run: BatchRun

    def __init__(self, command: ProviderCommand, limits: Limits | None = None) -> None:
        self.notes: list[str] = []
        self._limits = limits or Limits()
        self._settings = Settings(base_url=command.server.base_url, model="m", api_key=SecretStr(KEY))

    def __call__(self, *, act: Callable[[], None] = lambda: None, **options: object) -> list[Report]:
        """Run until nothing is to be waited for; `act` is called when something is noted."""

        def note(line: str) -> None:
            self.notes.append(line)
            act()

        reports: list[Report] = []
        with Journal.open(Path("out.jsonl")) as journal:
            provider = Provider(journal, self._settings, self._limits, on_note=note, **options)  # type: ignore[arg-type]
            while not reports or provider.goes_on(reports[-1]):
                inputs = Inputs(["in.jsonl"], limit=10_000)
                self.run = BatchRun(inputs, journal, self._settings, self._limits, way=provider.way)
                reports.append(asyncio.run(self.run.run()))
        return reports


def test_waiting_collects_what_is_done_until_all_is(provider: ProviderCommand) -> None:
    provider.write(1, 2, 3)
    seen: list[str] = []

    def end_the_next() -> None:
        waiting = [one for one in provider.server.seen["batches"] if one not in seen]
        if waiting and len(rounds.notes) > 1 and len(results()) == 2 * len(seen):
            seen.append(waiting[0])
            provider.server.end("completed", only=waiting[0])

    rounds = Rounds(provider)
    reports = rounds(act=end_the_next, wait=True, pauses=(0.01, 0.02), most=(2, 1_000_000))
    assert [one.last.done for one in reports] == [0, 2, 1]
    assert results().keys() == {"p1", "p2", "p3"}
    assert provider.state is None


def test_whoever_waits_may_leave(provider: ProviderCommand) -> None:
    provider.write(1)
    rounds = Rounds(provider)
    [report] = rounds(act=lambda: rounds.run.stop(), wait=True, pauses=(30.0, 30.0))
    assert report.interrupted
    assert provider.asked == ["1"]
    [report] = Rounds(provider, Limits(deadline=0.05))(wait=True, pauses=(30.0, 30.0))
    assert report.stopped is not None
    assert report.stopped.message == "The deadline of 0.05 seconds is over."


def test_more_than_a_file_holds_makes_several_batches(provider: ProviderCommand) -> None:
    provider.write(*range(1, 6))
    Rounds(provider)(most=(2, 1_000_000))
    assert [one["numbers"] for one in provider.server.seen["batches"].values()] == [
        ["1", "2"], ["3", "4"], ["5"],
    ]  # fmt: skip
    Path("out.provider.json").unlink()
    provider.server.reset()
    Rounds(provider)(most=(50_000, 30_000))
    assert provider.asked == ["1", "2", "3", "4", "5"]
    assert len(provider.server.seen["batches"]) > 1


@pytest.mark.parametrize(
    "moment",
    [
        "after write 1",  # that something is to be submitted
        "before write 2",  # the file is at the provider
        "after write 2",
        "before write 3",  # the batch is begun
        "before write 5",  # all is collected, and the files at the provider are removed
        "after finish 1",  # of two briefs one is in OUT
    ],
)
def test_killed_at_any_moment_nothing_is_lost_or_paid_for_twice(
    provider: ProviderCommand, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.write(1, 2)
    provider.server.tell(at_once=True)
    when, what, number = moment.split()
    owner: Any = StateFile if what == "write" else Journal
    work, count = getattr(owner, what), 0

    def last(*given: Any, **options: Any) -> None:
        nonlocal count
        count += 1
        if count == int(number) and when == "before":
            os._exit(9)
        work(*given, **options)
        if count == int(number):
            os._exit(9)

    def doomed() -> None:
        monkeypatch.setattr(owner, what, last)
        for _ in range(2):
            provider()

    child = _FORK.Process(target=doomed)
    child.start()
    child.join(30)
    assert child.exitcode == 9
    for _ in range(2):
        result = provider()
    assert result.exit_code == 0, result.output
    assert results().keys() == {"p1", "p2"}
    assert failures() == {}
    assert sorted(provider.asked) == ["1", "2"]
    assert provider.state is None
