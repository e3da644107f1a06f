"""`kill -9` at random moments of a batch, each time continued: every article once, and nothing asked for again.

Run as `python -m tests.benchmarks.kill_and_continue [articles] [kills]`.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from tests.support.counting import Counting, article

_FAILS = " The clerk refused."
_PATIENCE = 120.0


class Outcome(NamedTuple):
    """What was found in the end: `repeated` are requests for articles whose line was whole before."""

    articles: int
    kills: int
    in_out: int
    in_failures: int
    twice: int
    repeated: int
    torn: int
    requests: int
    seconds: float


def kill_and_continue(
    folder: Path, *, articles: int, kills: int, concurrency: int = 16, seed: int = 4
) -> Outcome:
    """Run a batch of which one article in fifty fails, kill it so often, let it end, and count."""
    chance = random.Random(seed)  # noqa: S311  no secret
    source, out = folder / "in.jsonl", folder / "out.jsonl"
    with source.open("w") as file:
        for number in range(articles):
            text = article(number, _FAILS if number % 50 == 7 else "")
            file.write(json.dumps({"id": f"paper {number}", "text": text}) + "\n")
    command = [
        sys.executable,
        "-m",
        "summarizer",
        "batch",
        str(source),
        "-o",
        str(out),
        "--model",
        "m",
        "--quiet",
    ]
    command += ["--no-cache", "--strategy", "one_pass", "--concurrency", str(concurrency)]
    server = Counting(refusals={_FAILS: 400}, delay=0.002)
    began = monotonic()
    finished: Counter[int] = Counter()
    torn = 0
    try:
        command += ["--base-url", server.base_url]
        for moment in sorted(chance.sample(range(1, articles), kills)):
            process = subprocess.Popen(command, cwd=folder)
            _wait_for_lines(out, moment, process)
            sleep(chance.uniform(0, 0.02))
            process.kill()
            process.wait()
            torn += out.exists() and not out.read_bytes().endswith(b"\n")
            counts = server.counts()
            for number in _numbers(out):
                finished.setdefault(number, counts[number])
        subprocess.run(command, cwd=folder, check=False)
        counts = server.counts()
        done, failed = _numbers(out), _numbers(folder / "out.failures.jsonl")
        return Outcome(
            articles,
            kills,
            len(set(done)),
            len(set(failed)),
            len(done) + len(failed) - len({*done, *failed}),
            sum(counts[number] - before for number, before in finished.items()),
            torn,
            counts.total(),
            monotonic() - began,
        )
    finally:
        server.stop()


def _wait_for_lines(out: Path, lines: int, process: subprocess.Popen[bytes]) -> None:
    """Return when so many articles are finished; a run that ends before has nothing left to do."""
    latest = monotonic() + _PATIENCE
    while process.poll() is None and monotonic() < latest:
        if out.exists() and out.read_bytes().count(b"\n") >= lines:
            return
        sleep(0.005)


def _numbers(path: Path) -> list[int]:
    """Return the numbers of the articles whose lines are whole."""
    if not path.exists():
        return []
    lines = path.read_bytes().split(b"\n")[:-1]
    return [int(json.loads(line)["id"].removeprefix("paper ")) for line in lines]


def main() -> None:
    """Print what was found; the exit status is 1 unless every article is there once and nothing was asked again."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 25
    with tempfile.TemporaryDirectory() as folder:
        found = kill_and_continue(Path(folder), articles=articles, kills=kills)
    print(found)
    whole = found.in_out + found.in_failures == found.articles and not found.twice
    sys.exit(0 if whole and not found.repeated else 1)


if __name__ == "__main__":
    main()
