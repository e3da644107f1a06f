"""A chat server, in a process of its own, that draws a fault for each request, or none, and writes down which.

What is drawn depends on the seed, the number of the article (of `tests.support.counting`) and how many requests there
were for it before, and on nothing else: however requests are interleaved, each article meets the same faults.
"""

import asyncio
import gzip
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.request import urlopen

from tests.support.counting import DRAFT
from tests.support.misbehaving import act, read_request
from tests.support.steps import (
    Step,
    answer,
    completion_body,
    drip,
    error,
    flood,
    hang,
    leave,
    packed,
    reply,
    reset,
    streamed,
    web_page,
    wrong_length,
)

GOOD = "good"
_NUMBER = re.compile(rb"Paper ([0-9]+) of the talks")
_ANSWER = answer(json.dumps(DRAFT))


class Drawn(NamedTuple):
    """A fault: how often it is drawn, what is done, the error that it ends in, and whether it is asked again."""

    weight: float
    step: Step
    error: str
    passes: bool


def _unavailable(weight: float, step: Step, *, passes: bool = True) -> Drawn:
    return Drawn(weight, step, "EndpointUnavailable", passes)


_BODY: str = _ANSWER["body"]
# What tells of too much load is drawn less often: each halves how many requests are sent at once.
FAULTS = {
    "reset before": _unavailable(2, reset("before")),
    "reset behind the headers": _unavailable(1, reset("headers")),
    "reset in the middle": _unavailable(2, reset("middle")),
    "left": _unavailable(1, leave()),
    "hangs": Drawn(0.2, hang(), "EndpointTimeout", True),
    "drips": Drawn(0.2, drip("x" * 50, seconds=1), "EndpointTimeout", True),
    **{
        str(status): _unavailable(1, error(status, "later")) for status in (408, 409, 500, 502, 503, 504, 529)
    },
    "503 for seconds": _unavailable(0.2, error(503, "later", retry_after="0.1")),
    "503 until a date": _unavailable(0.2, error(503, "later", retry_after="Wed, 21 Oct 2015 07:28:00 GMT")),
    "429": Drawn(4, error(429, "slow down"), "RateLimited", True),
    "429 for seconds": Drawn(4, error(429, "slow down", retry_after="0.1"), "RateLimited", True),
    "429 until a date": Drawn(
        4, error(429, "slow down", retry_after="Wed, 21 Oct 2015 07:28:00 GMT"), "RateLimited", True
    ),
    "truncated JSON": _unavailable(2, reply(200, _BODY[:-10])),
    "too long a length": _unavailable(1, wrong_length(_ANSWER, 7)),
    "too short a length": _unavailable(1, wrong_length(_ANSWER, -7)),
    "gzip garbage": _unavailable(1, packed(b"\x1f\x8b\x08\x00garbage")),
    "a draft of the wrong shape": Drawn(
        3, answer(json.dumps({**DRAFT, "headline": 7})), "InvalidOutput", True
    ),
    "a web page": _unavailable(1, web_page(), passes=False),
    "a stream": _unavailable(1, streamed("x"), passes=False),
    "another shape": Drawn(1, reply(200, '{"answer": 1}'), "InvalidOutput", False),
    "no choice": Drawn(1, reply(200, completion_body([])), "InvalidOutput", True),
    "a refusal": Drawn(1, answer(None, refusal="No."), "Refused", False),
    "a filter": Drawn(1, answer("", finish="content_filter"), "Refused", False),
    "the token limit": Drawn(1, answer('{"he', finish="length"), "OutputTruncated", False),
    "50 MB": Drawn(0.3, flood(50, length=False), "InvalidOutput", False),
    "a bomb": Drawn(0.3, packed(gzip.compress(bytes(64 << 20), 1)), "InvalidOutput", False),
}
_GOOD_WEIGHT = 20.0
_LIMITED = range(100, 120)


def drawn(seed: int, number: int, before: int) -> str:
    """Return what is drawn for an article's next request."""
    chance = Random(f"{seed}/{number}/{before}")  # noqa: S311  no secret
    # Limits are met in stretches: refusals that come at random would be taken for a rate that is ever too high.
    limited = number % 500 in _LIMITED
    weights = [
        0 if name.startswith("429") and not limited else fault.weight for name, fault in FAULTS.items()
    ]
    return chance.choices([*FAULTS, GOOD], [*weights, _GOOD_WEIGHT])[0]


class RandomFaults:
    """A running server."""

    def __init__(self, seed: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.random_faults", str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert self._process.stdout is not None
        self._address = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        self.base_url = f"{self._address}/v1"

    def log(self) -> dict[int, list[str]]:
        """Return what was drawn for the requests of each article, in their order."""
        with urlopen(f"{self._address}/log") as told:
            return {int(number): names for number, names in json.load(told).items()}

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


async def _serve(seed: int) -> None:
    log: defaultdict[int, list[str]] = defaultdict(list)

    def step(request: bytes) -> Step:
        if request.startswith(b"GET /log"):
            return reply(200, json.dumps(log))
        number = int(_NUMBER.findall(request)[-1])
        name = drawn(seed, number, len(log[number]))
        log[number].append(name)
        return _ANSWER if name == GOOD else FAULTS[name].step

    async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await read_request(reader):
                await act(step(request), writer)
        except ConnectionError:
            return  # by one side or the other
        finally:
            writer.close()

    server = await asyncio.start_server(answered, "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
