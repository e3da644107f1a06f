"""What the exit codes of every command mean; `summarizer.errors` says which error has which."""

from collections.abc import Mapping

OK = 0
BUG = 1
DIFFERENT = 10
INTERRUPTED = 130
READER_GONE = 141
TERMINATED = 143

MEANINGS: Mapping[int, str] = {
    OK: "everything was done",
    BUG: "a fault of summarizer itself; the traceback says where",
    2: "an option, setting, profile or prompt cannot be used",
    3: "an article or a stored brief cannot be read, or does not fit the model",
    4: "the endpoint failed or refused the request",
    5: "the model's answer cannot be used",
    6: "the embedded model is missing, damaged or failed",
    7: "the result cannot be written",
    8: "an evaluation has figures, but not every article has a brief",
    9: "a limit was reached, or a provider has not answered yet; the same command continues",
    DIFFERENT: "two briefs differ, and --exit-code asked for it",
    INTERRUPTED: "interrupted (Ctrl-C)",
    READER_GONE: "whatever read the output closed it",
    TERMINATED: "a batch was told to end (SIGTERM); the same command continues",
}


def format_exit_codes() -> str:
    """Return the table as lines for a help text."""
    return "\n".join(f"  {code:>3}  {meaning}" for code, meaning in MEANINGS.items())
