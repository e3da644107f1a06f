"""Fits the models of the reading on coded articles: `python -m tests.evaluation.fitting FOLDER ... --output FILE`."""

import argparse
import gzip
import json
import sys
from itertools import chain
from pathlib import Path

from summarizer.reading.loading import shared_parser
from tests.evaluation.fitting.coded import read_coded
from tests.evaluation.fitting.fit import fit


def main() -> None:
    """Read coded articles, fit, and write the weights; the same articles give the same bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folders", nargs="+", type=Path, help="folders of coded articles (tests/evaluation/coded)"
    )
    parser.add_argument(
        "--output",
        type=Path,
        required=True,
        help="where to write the weights; a reading uses summarizer/reading/weights.json.gz",
    )
    options = parser.parse_args()
    articles = list(chain.from_iterable(map(read_coded, options.folders)))
    weights = fit(articles, shared_parser(None, lambda _: None))
    data = json.dumps(weights, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    options.output.write_bytes(gzip.compress(data, mtime=0))
    sys.stdout.write(f"{len(articles):,} articles: {options.output}\n")


if __name__ == "__main__":
    main()
