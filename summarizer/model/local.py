"""The embedded engine as a server: fetched and started when needed, started anew once when it dies."""

import asyncio
import importlib.util
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Self, TypeVar

from summarizer.errors import EmbeddedUnavailable, EngineFailed
from summarizer.model.interface import Message
from summarizer.progress import Progress, ProgressListener
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.embedded.engine import Engine
    from summarizer.embedded.report import DownloadProgress
    from summarizer.embedded.slots import Slots

Made = TypeVar("Made")

# An engine that has answered for so long did not die of what ended the one before it.
SETTLED_SECONDS = 60.0

_logger = logging.getLogger("summarizer.model")


class LocalServer:
    """Implements `Server` for the engine that this process shares."""

    def __init__(self, start: "Callable[[], Engine]", engine: "Engine", slots: "Slots | None" = None) -> None:
        self._start = start
        self._engine = engine
        self._slots = slots
        # When it was started anew for the articles at hand, which may happen once.
        self._restarted: float | None = None
        self._recovering = asyncio.Lock()

    @classmethod
    async def start(
        cls,
        model: str | None,
        context: int,
        settings: Settings,
        on_progress: ProgressListener,
        *,
        parallel: int = 1,
    ) -> tuple[Self, str]:
        """Return the running server and the name of its model; `model` is a name, a path, or None for the default.

        `parallel` is how many articles are asked about at a time.
        Raises `EmbeddedUnavailable` before anything is fetched, `ModelFileError` and `EngineFailed`.
        """
        if importlib.util.find_spec("xllamacpp") is None:
            raise EmbeddedUnavailable("No endpoint is configured, and the embedded engine is not installed.")
        from summarizer.embedded.engine import shared_engine
        from summarizer.embedded.slots import Slots

        path = await _fetched(model, settings, on_progress)
        slots = Slots.open(path, context=context, cache_dir=settings.cache_dir)
        slot_dir = None if slots is None else slots.folder

        def start() -> "Engine":
            return shared_engine(
                path, context=context, threads=settings.threads, parallel=parallel, slot_dir=slot_dir
            )

        on_progress(Progress("starting the model"))
        return cls(start, await in_thread(start), slots), path.stem

    @property
    def base_url(self) -> str:
        """Return the address of the engine that runs now."""
        return self._engine.base_url

    @property
    def api_key(self) -> str:
        """Return the key of the engine that runs now."""
        return self._engine.api_key

    async def recover(self) -> bool:
        """Start a dead engine anew; when that does not live for a minute either, raise `EngineFailed`.

        The article after that may start it once more: one that no engine survives must not end all that follow.
        """
        async with self._recovering:
            if self._engine.alive():
                return False
            failure = self._engine.failure() or EngineFailed("The engine was closed while it was in use.")
            restarted, self._restarted = self._restarted, None
            if restarted is not None and monotonic() - restarted < SETTLED_SECONDS:
                raise failure
            _logger.warning("%s It is started again.", failure.message)
            held, slots = self._engine.groups.names, self._slots
            engine = self._engine = await in_thread(self._start)
            if slots is not None:
                # The question that is asked again comes without `recall`.
                await in_thread(lambda: slots.bring_over(held, engine))
            self._restarted = monotonic()
            return True

    async def recall(self, prefix: Sequence[Message]) -> bool:
        """Give the engine what it read of the prefix in an earlier run; False where it is to be read and kept."""
        slots, engine = self._slots, self._engine
        return slots is None or await in_thread(lambda: slots.recall(engine, prefix))

    async def keep(self, prefix: Sequence[Message], tokens: int) -> None:
        """Keep what the engine has just read for later runs."""
        slots, engine = self._slots, self._engine
        if slots is not None:
            await in_thread(lambda: slots.keep(engine, prefix, tokens))


async def _fetched(model: str | None, settings: Settings, on_progress: ProgressListener) -> Path:
    """Return the path of the model file; a cancelled call ends the download at its next report."""
    from summarizer.embedded.download import ensure_model

    loop = asyncio.get_running_loop()
    began = monotonic()
    given_up = threading.Event()

    def listen(progress: "DownloadProgress") -> None:
        if given_up.is_set():
            raise _GivenUp
        if progress.message:
            # The user must hear what is fetched and where to, whatever shows the progress.
            _logger.warning(progress.message)
        report = Progress("fetching the model", progress.done, progress.total, 0, monotonic() - began)
        loop.call_soon_threadsafe(on_progress, report)

    try:
        return await in_thread(lambda: ensure_model(model, cache_dir=settings.cache_dir, on_progress=listen))
    finally:
        given_up.set()


async def in_thread(make: Callable[[], Made]) -> Made:
    """Return what `make` returns, run in a thread that nobody waits for when the call is cancelled.

    Threads of the loop's own executor are joined at the end of the loop: Ctrl-C would wait for the download.
    """
    loop = asyncio.get_running_loop()
    made: asyncio.Future[Made] = loop.create_future()

    def deliver(value: Made | None, error: BaseException | None) -> None:
        if made.done():
            return
        if error is not None:
            made.set_exception(error)
        else:
            made.set_result(value)  # type: ignore[arg-type]  # None only where Made is None

    def run() -> None:
        value, error = None, None
        try:
            value = make()
        except BaseException as raised:  # noqa: BLE001  it is raised again where it is awaited
            error = raised
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(deliver, value, error)

    threading.Thread(target=run, name="summarizer-model", daemon=True).start()
    return await made


class _GivenUp(Exception):  # noqa: N818  a message within this module
    """Ends a download that nobody waits for any more."""
