"""A chat server that answers every question in the worst way its form allows, in a process of its own.

Started as a script it reads what it may say from standard input, says its port, and ends when standard input does. The
name of the model that is asked for says how it lies: "last" takes the last option, "wrong" one that does not exist;
"odd" adds log-probabilities that are no numbers of any probability, "garbled" ones of the wrong form.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from threading import Thread
from typing import Any

_OPTION = re.compile(r'"((?:[^"\\]|\\.)*)"')


@contextmanager
def adversarial_server(*, forms: Mapping[str, Sequence[str]], texts: Sequence[str]) -> Iterator[str]:
    """Run the server; gives its base URL. `forms` are answers in turn by the name of the schema, `texts` all others."""
    process = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with process:
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps({"forms": forms, "texts": texts}).encode() + b"\n")
            process.stdin.flush()
            yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
        finally:
            process.kill()


class _Liar:
    """Decides what is said."""

    def __init__(self, forms: Mapping[str, Sequence[str]], texts: Sequence[str]) -> None:
        self._forms = {name: cycle(answers) for name, answers in forms.items()}
        self._texts = cycle(texts)

    def choice(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the choice of a completion."""
        logprobs = None
        held = (request.get("response_format") or {}).get("json_schema")
        if held and held["name"] in self._forms:
            content = next(self._forms[held["name"]])
        elif held:
            options = held["schema"]["properties"]["answer"]
            content = json.dumps(
                {"answer": self._option(request["model"], options.get("enum") or [options["const"]])}
            )
        elif "grammar" in request:
            options = _OPTION.findall(request["grammar"])
            content = self._option(request["model"], options)
            logprobs = _logprobs(request["model"], options)
        else:
            content = next(self._texts)
        message = {"role": "assistant", "content": content}
        return {"index": 0, "finish_reason": "stop", "message": message, "logprobs": logprobs}

    @staticmethod
    def _option(model: str, options: Sequence[str]) -> str:
        return "HACKED <script>" if model == "wrong" else str(options[-1])


def _logprobs(model: str, options: Sequence[str]) -> Any:
    if model == "garbled":
        return {
            "content": [
                {"token": None, "top_logprobs": None},
                {"token": 5, "top_logprobs": [{"logprob": "x"}]},
            ]
        }
    lies = (float("nan"), float("inf"), 1e308, 7.0, -float("inf")) if model == "odd" else (-50.0, -0.1)
    told = [{"token": option, "logprob": lies[n % len(lies)]} for n, option in enumerate(options)]
    return {"content": [{"token": options[0], "logprob": lies[0], "top_logprobs": told}] * 3}


def _serve() -> None:
    liar = _Liar(**json.loads(sys.stdin.readline()))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            usage = {"prompt_tokens": -5, "completion_tokens": 2**40, "total_tokens": 0}
            body = {"id": "x", "object": "chat.completion", "created": 0, "model": "<b>m</b>", "usage": usage}
            data = json.dumps({**body, "choices": [liar.choice(request)]}).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the library's
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _serve()
