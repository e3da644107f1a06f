"""Look for bytes that break a promise: `python -m tests.fuzz.run TARGET --seconds 600`, or `make fuzz` for all.

Needs atheris (`pip install --group fuzz`). What libFuzzer finds interesting is kept in --work between runs; what breaks
a target is written there as crash-… or timeout-…; mend the code, and put the file into corpus/TARGET.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["summarizer"]):
    from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
# One input takes milliseconds; ten seconds are a hang. Longer inputs find no more and slow the search.
_SECONDS_AN_INPUT, _BYTES_AN_INPUT = 10, 4096


def main() -> None:
    """Fuzz one target; libFuzzer ends the process, with 0 if nothing was found."""
    parser = argparse.ArgumentParser(description="Fuzz one target.")
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "summarizer-fuzz")
    chosen = parser.parse_args()
    work: Path = chosen.work / chosen.target
    (work / "corpus").mkdir(parents=True, exist_ok=True)
    flags = [
        f"-max_total_time={chosen.seconds}",
        f"-timeout={_SECONDS_AN_INPUT}",
        f"-max_len={_BYTES_AN_INPUT}",
        f"-artifact_prefix={work}/",
        "-print_final_stats=1",
    ]
    atheris.Setup(
        [sys.argv[0], *flags, str(work / "corpus"), str(CORPUS / chosen.target)], TARGETS[chosen.target]
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
