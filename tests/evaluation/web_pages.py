"""Score the reader of web pages on the evaluation set of trafilatura: `python -m tests.evaluation.web_pages CHECKOUT`.

CHECKOUT is a clone of github.com/adbar/trafilatura, whose folder `tests` holds 990 pages with segments of text that
must and must not be taken from them, titles and days of publication. A page is even or odd by the CRC-32 of its file's
name; rules were made by looking at even pages only. News are pages that call themselves a `NewsArticle`. The last line
compares the CPU of both readers, in turns on the same pages.
"""

import argparse
import json
import re
import sys
import time
import zlib
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from summarizer.errors import ArticleError
from summarizer.web import read_page

_FOLDERS = ("cache", "eval")
_WORD = re.compile(r"[^\W_]+")


def page_of(tests: Path, item: dict[str, Any]) -> bytes:
    """Return the page of an entry of the set."""
    files: list[Path] = [tests / folder / item["file"] for folder in _FOLDERS]
    return next(file for file in files if file.is_file()).read_bytes()


def count_page(item: dict[str, Any], data: bytes) -> Counter[str]:
    """Return what is right and wrong on one page: segments, title, day."""
    counts = Counter[str](pages=1)
    try:
        article = read_page(data).article
    except ArticleError:
        counts["refused"] = 1
        article = None
    text = _flat(article.text) if article else ""
    taken = sum(_flat(segment) in text for segment in item["with"])
    counts += Counter(taken=taken, missed=len(item["with"]) - taken)
    counts += Counter(added=sum(_flat(segment) in text for segment in item["without"]))
    if title := item.get("title"):
        right = article is not None and _fold(article.title or "") == _fold(title)
        counts["title right" if right else "title wrong"] += 1
    if day := item.get("date"):
        published = article.published if article else None
        counts[
            "day none" if published is None else "day right" if str(published) == day else "day wrong"
        ] += 1
    return counts


def shown(name: str, counts: Counter[str]) -> str:
    """Return the scores as one line."""
    precision = counts["taken"] / ((counts["taken"] + counts["added"]) or 1)
    recall = counts["taken"] / ((counts["taken"] + counts["missed"]) or 1)
    score = 2 * precision * recall / ((precision + recall) or 1)
    days = "/".join(str(counts[f"day {kind}"]) for kind in ("right", "wrong", "none"))
    titles = f"{counts['title right']} of {counts['title right'] + counts['title wrong']}"
    return (
        f"{name:5} {counts['pages']:4} pages  P {precision:.3f}  R {recall:.3f}  F {score:.3f}  titles {titles}  "
        f"days right/wrong/none {days}  refused {counts['refused']}"
    )


def cpu(pages: list[bytes]) -> tuple[float, float]:
    """Return the seconds of CPU a page of this reader and of trafilatura with metadata."""
    from trafilatura import bare_extraction

    ours = theirs = 0.0
    for data in pages:
        begun = time.process_time()
        with suppress(ArticleError):
            read_page(data)
        between = time.process_time()
        bare_extraction(data, include_comments=False, with_metadata=True)
        ours += between - begun
        theirs += time.process_time() - between
    return ours / len(pages), theirs / len(pages)


def main() -> None:
    """Print the scores of all pages, of each half, and of news."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path, help="a clone of trafilatura's repository")
    tests = parser.parse_args().checkout / "tests"
    totals: dict[str, Counter[str]] = {name: Counter() for name in ("all", "even", "odd", "news")}
    pages = []
    for item in json.loads((tests / "evaldata.json").read_text(encoding="utf-8")).values():
        pages.append(data := page_of(tests, item))
        counts = count_page(item, data)
        half = "odd" if zlib.crc32(item["file"].encode()) % 2 else "even"
        for name in ("all", half, *(["news"] if b"NewsArticle" in data else [])):
            totals[name] += counts
    for name, counts in totals.items():
        sys.stdout.write(f"{shown(name, counts)}\n")
    ours, theirs = cpu(pages)
    sys.stdout.write(
        f"CPU a page: {1000 * ours:.1f} ms, trafilatura {1000 * theirs:.1f} ms: {ours / theirs:.2f} times\n"
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


def _fold(title: str) -> str:
    return " ".join(_WORD.findall(title.casefold()))


if __name__ == "__main__":
    main()
