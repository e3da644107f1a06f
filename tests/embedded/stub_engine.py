"""A stand-in for llama.cpp, so that the engine's process is tested without it and without a model file."""

from pathlib import Path

XLLAMACPP = """
import http.server, json, os, signal, threading, time

os.write(1, b"a banner on standard output\\n")


class Bag:
    def __getattr__(self, name):
        value = Bag()
        setattr(self, name, value)
        return value


class CommonParams(Bag):
    pass


llama_load_mode = Bag()


def complain(line):
    os.write(2, b"0.00.055.958 E " + line + b"\\n")


def dies_in_an_answer(path):
    name = os.path.basename(path)
    if name == "dies-once.gguf" and not os.path.exists(path + ".died"):
        open(path + ".died", "w").close()
        return True
    return name == "dies-always.gguf"


def handler(params):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path.endswith("/chat/completions"):
                self.complete(body.get("grammar", '"x"').split('"')[1])  # the first option that is allowed
                return
            file = os.path.join(params.slot_save_path, body["filename"])
            allowed = self.headers["Authorization"] == "Bearer " + params.api_keys[0]
            action = self.path.rpartition("=")[2]
            if allowed and action == "save":
                open(file, "w").close()
            found = allowed and os.path.exists(file)
            answer = {"n_saved": 7, "n_restored": 7} if found else {"error": "no such slot"}
            self.send_response(200 if found else 400)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def complete(self, said):
            usage = {"prompt_tokens": 7, "completion_tokens": 1, "total_tokens": 8}
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said}}
            answer = json.dumps({"id": "1", "object": "chat.completion", "created": 1, "model": "m",
                                 "choices": [choice], "usage": usage}).encode()
            fatal = dies_in_an_answer(params.model.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer[:20] if fatal else answer)
            self.wfile.flush()
            if fatal:
                os.kill(os.getpid(), signal.SIGKILL)

        def log_message(self, *_):
            pass

    return Handler


class Server:
    def __init__(self, params):
        name = os.path.basename(params.model.path)
        if name == "truncated.gguf":
            complain(b"llama_model_load: error loading model: data is not within the file bounds")
            complain(b"srv          init: exiting due to model loading error")
            raise RuntimeError("Failed to init server")
        if name == "large.gguf":
            complain(b"ggml_aligned_malloc: insufficient memory (attempted to allocate 820316.00 MB)")
            raise RuntimeError("Failed to init server")
        if name == "no-port.gguf":
            complain(b"srv         start: couldn't bind HTTP server socket, hostname: 127.0.0.1, port: 0")
            raise RuntimeError("Failed to init server")
        if name == "odd.gguf":
            complain(b"srv  start: failed to parse the template")
            raise RuntimeError("Failed to init server")
        if name == "slow.gguf":
            time.sleep(3600)
        if name == "crash.gguf":
            complain(b"GGML_ASSERT(n > 0) failed")
            os.abort()
        with open(params.model.path, "w") as file:
            print(params.api_keys[0], params.n_ctx, params.n_parallel, params.cpuparams.n_threads, file=file)
            print(params.hostnames[0], vars(params).get("slot_save_path"), file=file)
        self.params = params
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(params))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.listening_address = f"http://127.0.0.1:{server.server_address[1]}"
"""


def write_stub(folder: Path) -> None:
    """Write a module `xllamacpp` whose server writes its options into the model file; some file names fail."""
    (folder / "xllamacpp.py").write_text(XLLAMACPP, encoding="utf-8")
