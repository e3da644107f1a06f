import importlib.util
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from summarizer.embedded.engine import Engine, close_shared_engines, shared_engine
from summarizer.embedded.threads import SPINS, sharing_environment
from summarizer.errors import EmbeddedUnavailable, EngineFailed, ModelFileError
from tests.embedded.stub_engine import write_stub

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and process ids of POSIX")


@pytest.fixture(autouse=True)
def _stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "stub"
    folder.mkdir()
    write_stub(folder)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder))
    yield
    close_shared_engines()


def wait_until_gone(pid: int, seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            if state == "Z":
                return True
        except FileNotFoundError:
            if Path("/proc/self").exists():
                return True
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def kill(engine: Engine) -> None:
    os.kill(engine.pid, signal.SIGKILL)
    end = time.monotonic() + 10
    while engine.alive() and time.monotonic() < end:
        time.sleep(0.01)


def test_engine_listens_on_loopback_with_the_options_it_was_given(tmp_path: Path) -> None:
    model, slots = tmp_path / "m.gguf", tmp_path / "slots"
    with Engine.start(model, context=2048, threads=3, parallel=2, slot_dir=slots) as engine:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/v1", engine.base_url)
        assert model.read_text().split() == [engine.api_key, "4096", "6", "3", "127.0.0.1", f"{slots}/"]
        assert engine.alive()
        assert engine.failure() is None


def test_every_engine_has_a_key_of_its_own_that_no_process_list_shows(tmp_path: Path) -> None:
    with Engine.start(tmp_path / "a.gguf") as one, Engine.start(tmp_path / "b.gguf") as other:
        assert len(one.api_key) >= 32
        assert one.api_key != other.api_key
        ps = ["/bin/ps", "eww", "-o", "command=", "-p", str(one.pid)]  # arguments and environment
        shown = subprocess.run(ps, capture_output=True, text=True, check=True).stdout
        assert "engine_process" in shown
        assert one.api_key not in shown


def test_nothing_of_the_engine_reaches_the_users_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with Engine.start(tmp_path / "m.gguf"):
        pass
    with pytest.raises(ModelFileError):
        Engine.start(tmp_path / "truncated.gguf")
    assert capfd.readouterr() == ("", "")


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_slot_is_kept_for_a_later_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # nothing that is for loopback goes there
    with Engine.start(tmp_path / "m.gguf", slot_dir=tmp_path / "slots") as first:
        assert first.save_slot("prefix") == 7
    with Engine.start(tmp_path / "m.gguf", slot_dir=tmp_path / "slots") as second:
        assert second.restore_slot("prefix") == 7
        with pytest.raises(EngineFailed, match="could not restore the slot 'other'"):
            second.restore_slot("other")


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_slot_of_a_dead_engine_is_the_engines_failure(tmp_path: Path) -> None:
    with Engine.start(tmp_path / "m.gguf", slot_dir=tmp_path / "slots") as engine:
        kill(engine)
        with pytest.raises(EngineFailed, match="SIGKILL"):
            engine.restore_slot("prefix")


def test_close_ends_the_process_and_is_no_failure(tmp_path: Path) -> None:
    engine = Engine.start(tmp_path / "m.gguf")
    engine.close()
    engine.close()
    assert not engine.alive()
    assert engine.failure() is None
    assert wait_until_gone(engine.pid, 0.1)


def test_killed_engine_is_a_failure_that_speaks_of_memory(tmp_path: Path) -> None:
    with Engine.start(tmp_path / "m.gguf") as engine:
        kill(engine)
        assert not engine.alive()
        failure = engine.failure()
        assert isinstance(failure, EngineFailed)
        assert "SIGKILL" in str(failure)
        assert "for want of memory" in str(failure)
        assert "--context" in failure.hint


def test_damaged_model_file_is_named_with_the_engines_reason(tmp_path: Path) -> None:
    with pytest.raises(
        ModelFileError, match=r"truncated.gguf' cannot be loaded: data is not within the file"
    ):
        Engine.start(tmp_path / "truncated.gguf")


def test_too_little_memory_is_said_to_be_that(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match="There is not enough memory to run") as raised:
        Engine.start(tmp_path / "large.gguf")
    assert "--context" in raised.value.hint


def test_no_free_port_is_said_to_be_that(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match=r"did not start: no port of 127\.0\.0\.1 is free\.$") as raised:
        Engine.start(tmp_path / "no-port.gguf")
    assert "connections" in raised.value.hint


def test_any_other_reason_is_passed_on(tmp_path: Path) -> None:
    with pytest.raises(
        EngineFailed, match=r"The engine did not start: start: failed to parse the template\."
    ):
        Engine.start(tmp_path / "odd.gguf")


def test_crash_while_starting_gives_signal_and_last_words(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match=r"died while it started by signal SIGABRT.*GGML_ASSERT"):
        Engine.start(tmp_path / "crash.gguf")


def test_start_has_a_time_limit(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match="did not start within 1 seconds"):
        Engine.start(tmp_path / "slow.gguf", startup_seconds=1)


def test_missing_extra_is_said_with_both_ways_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EmbeddedUnavailable) as raised:
        Engine.start(tmp_path / "m.gguf")
    assert "OPENAI_API_KEY" in raised.value.hint
    assert "[embedded]" in raised.value.hint


def test_engine_outlives_the_thread_that_started_it(tmp_path: Path) -> None:
    started: list[Engine] = []
    thread = threading.Thread(target=lambda: started.append(Engine.start(tmp_path / "m.gguf")))
    thread.start()
    thread.join()
    with started[0] as engine:
        time.sleep(0.3)
        assert engine.alive()


def run_script(script: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )


HOLD = """
import sys, time
from pathlib import Path
from summarizer.embedded.engine import Engine
engine = Engine.start(Path(sys.argv[1]))
print(engine.pid, flush=True)
time.sleep(60)
"""


def test_engine_dies_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    with run_script(HOLD, tmp_path / "m.gguf") as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        os.kill(pid, 0)
        parent.kill()
        parent.wait()
        assert wait_until_gone(pid, 5.0)


def test_engine_ends_with_a_parent_that_forgot_to_close_it(tmp_path: Path) -> None:
    script = HOLD.replace("time.sleep(60)", "")
    with run_script(script, tmp_path / "m.gguf") as parent:
        pid = int(parent.communicate()[0])
        assert wait_until_gone(pid)


FORK = """
import os, sys, time, warnings
from pathlib import Path
from summarizer.embedded.engine import shared_engine
warnings.simplefilter("ignore")
model = Path(sys.argv[1])
engine = shared_engine(model)
if os.fork() == 0:
    own = shared_engine(model)
    print("child", engine.alive(), own is engine, own.alive(), flush=True)
    engine.close()
    own.close()
    os._exit(0)
os.wait()
print("parent", engine.alive(), flush=True)
if os.fork() == 0:
    time.sleep(20)
    os._exit(0)
print(engine.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_forked_process_neither_uses_nor_kills_nor_keeps_the_parents_engine(tmp_path: Path) -> None:
    with run_script(FORK, tmp_path / "m.gguf") as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "child False False True\n"
        assert parent.stdout.readline() == "parent True\n"
        assert wait_until_gone(int(parent.stdout.readline()))


def test_shared_engine_is_started_once_for_all_threads(tmp_path: Path) -> None:
    model = tmp_path / "m.gguf"
    with ThreadPoolExecutor(8) as threads:
        engines = list(threads.map(lambda _: shared_engine(model, context=1024), range(8)))
    assert len({engine.pid for engine in engines}) == 1
    assert shared_engine(model, context=2048).pid != engines[0].pid


def test_shared_engine_for_more_articles_at_a_time_serves_fewer(tmp_path: Path) -> None:
    model = tmp_path / "m.gguf"
    one = shared_engine(model)
    many = shared_engine(model, parallel=3)
    assert (one.parallel, many.parallel) == (1, 3)
    assert shared_engine(model, parallel=2) is many
    assert shared_engine(model) is one


def test_processes_that_start_at_once_have_an_engine_each(tmp_path: Path) -> None:
    script = HOLD.replace("time.sleep(60)", "print(engine.base_url, engine.alive(), flush=True)")
    parents = [run_script(script, tmp_path / f"{number}.gguf") for number in range(3)]
    told = [parent.communicate()[0].split() for parent in parents]
    assert [alive for _, _, alive in told] == ["True"] * 3
    assert len({address for _, address, _ in told}) == 3


def test_engine_leaves_the_processor_to_others_unless_the_user_says_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    monkeypatch.delenv("GOMP_SPINCOUNT", raising=False)
    assert sharing_environment() == {**os.environ, **SPINS}
    monkeypatch.setenv("OMP_WAIT_POLICY", "active")
    assert sharing_environment() == dict(os.environ)


def test_shared_engine_is_replaced_when_found_dead(tmp_path: Path) -> None:
    model = tmp_path / "m.gguf"
    first = shared_engine(model)
    kill(first)
    second = shared_engine(model)
    assert second.alive()
    assert second.pid != first.pid
    assert shared_engine(model) is second
