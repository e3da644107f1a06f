"""A child process: its first line, the end of what it says, and its own end."""

import os
import queue
import subprocess
import threading
from typing import IO

CLOSE_SECONDS = 5.0
LOG_CHARACTERS = 16_384


class LogTail:
    """The last characters that the engine wrote to standard error; reading on keeps it from blocking."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._tail = b""
        self._reader = threading.Thread(target=self._read, args=(stream,), name="engine-log", daemon=True)
        self._reader.start()

    def _read(self, stream: IO[bytes]) -> None:
        with stream:
            while chunk := os.read(stream.fileno(), 4096):
                self._tail = (self._tail + chunk)[-LOG_CHARACTERS:]

    def text(self) -> str:
        """Return them."""
        # Called when the process has ended: what is still in the pipe arrives at once.
        self._reader.join(1.0)
        return self._tail.decode("utf-8", "replace")


def first_line(stream: IO[bytes], seconds: float) -> bytes | None:
    """Return the first line of a pipe, b"" when it ends, None when nothing came in time."""
    lines: queue.Queue[bytes] = queue.Queue()

    def read() -> None:
        with stream:
            lines.put(stream.readline())

    threading.Thread(target=read, name="engine-start", daemon=True).start()
    try:
        return lines.get(timeout=seconds)
    except queue.Empty:
        return None


def end(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process and take its pipe back."""
    # The engine holds nothing worth a farewell: no file of its own is half-written when it is killed.
    process.kill()
    process.wait(CLOSE_SECONDS)
    if process.stdin is not None:
        try:
            process.stdin.close()
        except BrokenPipeError:  # options that a process did not live to read
            process.stdin = None


def wait_or_end(process: "subprocess.Popen[bytes]") -> None:
    """Give a process that was asked to end some seconds, then kill it."""
    try:
        process.wait(CLOSE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
    end(process)
