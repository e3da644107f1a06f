"""The engine's own process, a script that `engine.py` starts: it imports nothing of this package.

One JSON line on standard input says what to run, one JSON line on standard output says where it listens
(`{"port": …}`) or why it does not (`{"error": …, "kind": …}`). The process ends when its standard input does.
"""

import json
import os
import select
import signal
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn, TextIO

PARENT_CHECK_SECONDS = 1.0


def main() -> None:
    """Serve one model until the parent goes away."""
    # Ctrl-C reaches the whole process group; whether the engine ends with it is the parent's decision.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What slots hold is for this user alone.
    os.umask(0o077)
    replies = _take_stdout()
    line = sys.stdin.buffer.readline()
    if not line:  # the parent went away before it said what to do
        return
    options = json.loads(line)
    watcher = threading.Thread(target=_exit_with_parent, args=(os.getppid(),))
    watcher.start()
    try:
        server = _serve(options)
    except ImportError as error:
        _give_up(replies, "unavailable", str(error))
    except (RuntimeError, ValueError, MemoryError) as error:
        _give_up(replies, "model", str(error) or type(error).__name__)
    port = int(server.listening_address.rpartition(":")[2].strip("/"))
    print(json.dumps({"port": port}), file=replies, flush=True)
    watcher.join()


def _take_stdout() -> TextIO:
    """Keep standard output for the one line of ours: whatever llama.cpp prints goes to standard error."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return replies


def _exit_with_parent(parent: int) -> None:
    # The end of standard input is the portable sign. A process that the parent forked may hold the other end
    # open, so the parent's id is watched as well. Not PR_SET_PDEATHSIG: it fires when the starting *thread*
    # ends, and a service starts engines from short-lived worker threads.
    while os.name == "nt" or os.getppid() == parent:
        if os.name != "nt" and not select.select([0], [], [], PARENT_CHECK_SECONDS)[0]:
            continue
        if not os.read(0, 4096):
            break
    os._exit(0)


def _give_up(replies: TextIO, kind: str, error: str) -> NoReturn:
    print(json.dumps({"error": error, "kind": kind}), file=replies, flush=True)
    os._exit(1)


def _serve(options: dict[str, Any]) -> Any:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = options["model"]
    params.model_alias = {Path(options["model"]).stem}  # else answers name the path
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [options["api_key"]]
    params.ui = False
    params.verbosity = 1
    params.n_parallel = options["slots"]
    params.n_ctx = options["context"] * options["parallel"]
    if options["slots"] > 1:
        # One memory for all slots, none of which may take more than a request may be long. What an idle slot holds
        # stays until the space is needed, and a state saved with one slot fits one of many.
        params.kv_unified = True
        params.kv_unified_per_slot = options["context"]
        params.cache_idle_slots = False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = options["threads"]
    # Mapped, the file's pages stay resident beside the copy that is laid out anew for the processor.
    params.load_mode = xllamacpp.llama_load_mode.LLAMA_LOAD_MODE_NONE
    # Fitting to the memory of graphics cards would load the file's head twice.
    params.fit_params = False
    params.cache_ram_mib = options["prompt_cache_mib"]
    if options["slot_dir"] is not None:
        Path(options["slot_dir"]).mkdir(parents=True, exist_ok=True)
        params.slot_save_path = os.path.join(options["slot_dir"], "")  # noqa: PTH118  llama.cpp wants the final separator
    return xllamacpp.Server(params)


if __name__ == "__main__":
    main()
