"""What all tests share: recordings, and a server that misbehaves on demand.

A test marked `vcr` plays `cassettes/<test module>/<test name>.yaml`. Requests are compared by method, path and
body; every recorded answer must be used. To record again: `pytest --record-mode=rewrite -m vcr <files>`.
"""

from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any

import pytest
from vcr import VCR
from vcr.cassette import Cassette

from summarizer.embedded.catalogue import default_model
from summarizer.model import retries
from summarizer.model.connection import RemoteServer
from summarizer.model.dialect import forget_dialects
from tests.support.cassettes import CASSETTES, REPLAYED, SERIALIZER, kept_request, kept_response
from tests.support.misbehaving import Misbehaving
from tests.support.parser import loaded_parser
from tests.support.profiles import register_profiles
from tests.support.steps import Step

register_profiles()

Endpoint = Callable[..., str]


def pytest_recording_configure(config: pytest.Config, vcr: VCR) -> None:
    vcr.register_serializer("yaml", SERIALIZER)


@pytest.fixture(scope="module")
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    return str(CASSETTES / request.path.stem)


@pytest.fixture
def vcr_config() -> dict[str, Any]:
    return {
        "match_on": ["method", "path", "body"],
        "before_record_request": kept_request,
        "before_record_response": kept_response,
    }


@pytest.fixture
def recorded_from() -> Callable[[str], None]:
    """Say where the recording of this test comes from; used while recording, without effect on replay."""

    def say(origin: str) -> None:
        SERIALIZER.origin = origin

    return say


@pytest.fixture
def endpoint(
    request: pytest.FixtureRequest, record_mode: str, recorded_from: Callable[[str], None]
) -> Iterator[Endpoint]:
    """Start a misbehaving server with these steps and return its base URL; on replay nothing is started."""
    replaying = request.node.get_closest_marker("vcr") is not None and record_mode == "none"
    started: list[Misbehaving] = []

    def start(*steps: Step) -> str:
        if replaying:
            return REPLAYED
        recorded_from("tests/support/misbehaving.py")
        started.append(Misbehaving(steps))
        return started[-1].base_url

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the waits between attempts be short enough for tests."""
    monkeypatch.setattr(retries, "_REQUEST_WAITS", (0.02, 0.2))
    monkeypatch.setattr(retries, "_REASK_WAITS", (0.01, 0.05))


@pytest.fixture
def embedded_model(
    record_mode: str, recorded_from: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> str:
    """Let the embedded model answer, from a recording or, while recording, in truth; return its name.

    On replay no engine is needed: the address is that of the recording, and nothing is fetched.
    """
    name = default_model().file.removesuffix(".gguf")
    if record_mode == "none":

        async def start(*_: object, **__: object) -> tuple[RemoteServer, str]:
            return RemoteServer(REPLAYED, None), name

        monkeypatch.setattr("summarizer.model.local.LocalServer.start", start)
    else:

        async def kept(*_: object) -> bool:
            return True

        # What this machine has kept of earlier runs must not decide what is recorded.
        monkeypatch.setattr("summarizer.model.local.LocalServer.recall", kept)
        recorded_from(f"{name}, by llama.cpp through xllamacpp {version('xllamacpp')}")
    return name


@pytest.fixture(autouse=True)
def _parser_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `stepwise` read with the parser that is installed for tests: nothing is fetched."""
    monkeypatch.setattr("summarizer.reading.loading.shared_parser", lambda *_: loaded_parser())


@pytest.fixture(autouse=True)
def _clean_start_and_whole_recording(vcr: Cassette | None, record_mode: str) -> Iterator[None]:
    SERIALIZER.origin = ""
    forget_dialects()
    yield
    if vcr is not None and record_mode == "none":
        unplayed = len(vcr) - vcr.play_count
        assert unplayed == 0, f"{unplayed} of {len(vcr)} recorded answers were not asked for"
