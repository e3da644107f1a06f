"""llama.cpp's own server in a process of its own, as somebody would run it.

Run as a script it reads its options from standard input, says its port, and ends when standard input does.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def llama_server(model: Path, **options: Any) -> Iterator[str]:
    """Serve the model while the context lasts, with `options` as llama.cpp names them; gives the base URL."""
    with subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps({"model": str(model), **options}).encode() + b"\n")
            process.stdin.flush()
            yield f"{json.loads(process.stdout.readline())}/v1"
        finally:
            process.kill()


def _serve(model: str, options: dict[str, Any]) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = model
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_parallel = params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.use_jinja = True
    params.warmup = params.ui = False
    params.verbosity = 0
    for name, value in options.items():
        setattr(params, name, value)
    server = xllamacpp.Server(params)
    sys.stdout.write(json.dumps(server.listening_address) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    given = json.loads(sys.stdin.readline())
    _serve(given.pop("model"), given)
