"""What batch promises of any file that it is given: as an input, and as an OUT to be continued."""

import tempfile
from contextlib import suppress
from pathlib import Path

from summarizer.article import Article
from summarizer.batch.inputs import Inputs
from summarizer.batch.results import ResultFile
from summarizer.errors import OutputPathError

_LIMIT = 1_000


def inputs_hold(data: bytes, suffix: str) -> None:
    """Read a file: every entry has an id of its own and its place, and every article has words."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"in{suffix}")
        path.write_bytes(data)
        entries = list(Inputs([str(path)], limit=_LIMIT))
        assert entries, "a file that says nothing of itself"
        assert len({entry.id for entry in entries}) == len(entries)
        for entry in entries:
            assert entry.where.startswith(path.as_posix())
            if isinstance(entry.article, Article):
                assert entry.article.text.strip()
                assert len(entry.article.text) <= _LIMIT
            else:
                assert entry.article.message


def results_hold(data: bytes) -> None:
    """Continue a file: nothing but a torn end is cut off, and what is added stands behind what was there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out.jsonl")
        path.write_bytes(data)
        file = ResultFile(path, "brief")
        try:
            cut = file.repair()
        except OutputPathError:
            assert path.read_bytes() == data, "a file of somebody else was changed"
            return
        kept = path.read_bytes()
        assert kept == data[: len(data) - cut] or kept == data + b"\n"
        assert not kept or kept.endswith(b"\n")
        with suppress(OutputPathError):  # it may be torn in the middle
            before = [stored.id for stored in file.scan()]
            file.append("next", b'"brief":{}')
            file.close()
            assert [stored.id for stored in file.scan()] == [*before, "next"]
