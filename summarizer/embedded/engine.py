"""The engine as its caller sees it: a child process with an address and a key, started, watched and ended."""

import atexit
import importlib.util
import json
import os
import secrets
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from summarizer.embedded.child_process import LogTail, end, first_line, wait_or_end
from summarizer.embedded.failures import engine_failed, startup_error
from summarizer.embedded.requests import send
from summarizer.embedded.slot_groups import SlotGroups, at_once
from summarizer.embedded.threads import default_threads, sharing_environment
from summarizer.errors import EmbeddedUnavailable, EngineFailed

DEFAULT_CONTEXT = 8_192
STARTUP_SECONDS = 180.0
# The share of memory, in MiB, in which the engine keeps the states of earlier prompts, so that going back to
# another constant prefix is free (about 28 kB a token with the default model).
PROMPT_CACHE_MIB = 384
SLOT_SECONDS = 60.0
READ_SECONDS = 600.0

# By its path and with -P, so that no module of the folder that the user stands in is taken for one of ours.
ENGINE_COMMAND = (sys.executable, "-P", str(Path(__file__).with_name("engine_process.py")))


class Engine:
    """A running engine that answers at `base_url` (loopback only) to whoever knows `api_key`.

    It ends with `close()`, at the end of a `with` block, and in any case with this process.
    """

    def __init__(
        self, process: "subprocess.Popen[bytes]", log: "LogTail", port: int, api_key: str, parallel: int
    ) -> None:
        self._process = process
        self._log = log
        self._owner = os.getpid()
        self._closed = False
        self._port = port
        self.base_url = f"http://127.0.0.1:{port}/v1"
        self.api_key = api_key
        self.parallel = parallel
        # The constant beginnings that were restored or read ahead, by the names that `Slots` has for them.
        self.groups = SlotGroups(parallel)
        _running.add(self)

    @classmethod
    def start(
        cls,
        model_path: Path,
        *,
        context: int = DEFAULT_CONTEXT,
        threads: int | None = None,
        parallel: int = 1,
        slot_dir: Path | None = None,
        startup_seconds: float = STARTUP_SECONDS,
    ) -> Self:
        """Load the model in a child process and return when it answers.

        `context` is in tokens and holds for each request. Of `parallel` articles at a time as many are answered
        together as the memory allows (`Engine.parallel`). `slot_dir` is where slots may be saved between runs.
        Raises `EmbeddedUnavailable` where the engine is not installed, `ModelFileError` for a file that it
        cannot load, and `EngineFailed` for everything else, such as too little memory.
        """
        if importlib.util.find_spec("xllamacpp") is None:
            raise EmbeddedUnavailable("The embedded engine (xllamacpp) is not installed.")
        api_key = secrets.token_urlsafe(24)
        parallel = at_once(parallel, context)
        options = {
            "model": str(model_path),
            "context": context,
            "threads": threads or default_threads(),
            "parallel": parallel,
            "slots": SlotGroups(parallel).slots,
            "slot_dir": None if slot_dir is None else str(slot_dir),
            "prompt_cache_mib": PROMPT_CACHE_MIB,
            "api_key": api_key,
        }
        process = subprocess.Popen(
            ENGINE_COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=sharing_environment(),
        )
        assert process.stdin is not None  # noqa: S101  for the type checker: pipes were asked for
        assert process.stdout is not None  # noqa: S101
        assert process.stderr is not None  # noqa: S101
        log = LogTail(process.stderr)
        try:
            # The key travels through the pipe: arguments and environment of a process can be read by others.
            process.stdin.write(json.dumps(options).encode() + b"\n")
            process.stdin.flush()
            reply = first_line(process.stdout, startup_seconds)
        except BrokenPipeError:
            reply = b""
        except BaseException:
            end(process)
            raise
        if reply is None:
            end(process)
            raise EngineFailed(f"The engine did not start within {startup_seconds:.0f} seconds.")
        answer: dict[str, Any] = json.loads(reply) if reply.endswith(b"\n") else {}
        if "port" not in answer:
            wait_or_end(process)
            raise startup_error(model_path, answer, process.returncode, log.text())
        return cls(process, log, answer["port"], api_key, parallel)

    @property
    def pid(self) -> int:
        """Return the id of the child process."""
        return self._process.pid

    def alive(self) -> bool:
        """Return whether the engine still runs; never in a process forked from the one that started it."""
        return not self._closed and self._owner == os.getpid() and self._process.poll() is None

    def failure(self) -> EngineFailed | None:
        """Return why the engine ended by itself, or None while it runs or after `close()`."""
        if self._closed or self._owner != os.getpid() or self._process.poll() is None:
            return None
        return engine_failed("The engine died", self._process.returncode, self._log.text())

    def close(self) -> None:
        """End the engine; does nothing the second time, or in a forked process."""
        if self._closed or self._owner != os.getpid():
            return
        self._closed = True
        _running.discard(self)
        end(self._process)

    def save_slot(self, name: str, slot: int = 0) -> int:
        """Write what the slot has read to `slot_dir`/`name` and return its number of tokens.

        About 28 kB a token with the default model. Raises `EngineFailed`, also where no `slot_dir` was given; what was
        written by then stays there.
        """
        return int(self._slot(slot, "save", name)["n_saved"])

    def restore_slot(self, name: str, slot: int = 0) -> int:
        """Give the slot what `save_slot` wrote, in any earlier run of the same model, and return its tokens.

        A prompt that begins with the same text is then not read again. Raises `EngineFailed` where the file
        is missing or of another model. A damaged file may end the engine, or give wrong answers.
        """
        return int(self._slot(slot, "restore", name)["n_restored"])

    def read(self, messages: Sequence[Mapping[str, object]], slot: int) -> int:
        """Have the slot read a prompt and return its number of tokens; raises `EngineFailed`.

        Takes about half a minute for 900 tokens on two cores.
        """
        body = {
            "messages": [dict(message) for message in messages],
            "max_tokens": 1,
            "temperature": 0,
            "id_slot": slot,
        }
        return int(
            self._ask("/v1/chat/completions", body, "read a prompt", READ_SECONDS)["usage"]["prompt_tokens"]
        )

    def _slot(self, slot: int, action: str, name: str) -> dict[str, Any]:
        what = f"{action} the slot {name!r}"
        return self._ask(f"/slots/{slot}?action={action}", {"filename": name}, what, SLOT_SECONDS)

    def _ask(self, path: str, body: dict[str, Any], what: str, seconds: float) -> dict[str, Any]:
        try:
            return send(self._port, self.api_key, path, body, seconds)
        except OSError as error:
            raise self.failure() or EngineFailed(f"The engine did not {what}: {error}.") from error
        except ValueError as error:
            raise EngineFailed(f"The engine could not {what}: {error}") from error

    def release_in_fork(self) -> None:
        """Let go of the parent's engine, in a process forked from it."""
        if self._process.stdin is not None:
            self._process.stdin.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


# Weak, so that an engine which nobody holds any more can go; what is left at exit is closed there.
_running: "weakref.WeakSet[Engine]" = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    for engine in list(_running):
        engine.close()


_shared: dict[tuple[object, ...], list[Engine]] = {}
_shared_lock = threading.Lock()


def shared_engine(
    model_path: Path,
    *,
    context: int = DEFAULT_CONTEXT,
    threads: int | None = None,
    parallel: int = 1,
    slot_dir: Path | None = None,
) -> Engine:
    """Return this process's engine for these options; the first to ask starts it, and a dead one is replaced.

    One that answers more articles at a time than asked for is taken too. Threads may ask at the same time. It runs
    until `close_shared_engines()` or the end of the process. Raises what `Engine.start` raises.
    """
    key = (model_path.resolve(), context, threads, slot_dir)
    with _shared_lock:
        engines = _shared.setdefault(key, [])
        for engine in [engine for engine in engines if not engine.alive()]:
            engine.close()
            engines.remove(engine)
        for engine in engines:
            if engine.parallel >= at_once(parallel, context):
                return engine
        engines.append(
            Engine.start(model_path, context=context, threads=threads, parallel=parallel, slot_dir=slot_dir)
        )
        return engines[-1]


def close_shared_engines() -> None:
    """End the engines that `shared_engine` started, to free their memory before the process ends."""
    with _shared_lock:
        for engines in _shared.values():
            for engine in engines:
                engine.close()
        _shared.clear()


def _forget_in_fork() -> None:
    # A forked process must neither use nor keep alive the engines of its parent: they live as long as the
    # other end of their standard input is open, so its copy is closed here. The lock may have been held at
    # the time of the fork, and nobody is left to release it.
    global _shared_lock
    _shared_lock = threading.Lock()
    _shared.clear()
    for engine in list(_running):
        engine.release_in_fork()
    _running.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_in_fork)
