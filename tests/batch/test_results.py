"""Result files: what is left of them wherever their writing was cut off."""

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer.batch.results import ResultFile
from summarizer.errors import OutputPathError

IDS = st.text(max_size=6) | st.sampled_from(['"', "\\", '","brief":{', "a\nb", "../../x", "Ω\u2028"])
VALUES = st.dictionaries(st.text(max_size=4), st.text(max_size=4) | st.integers(), max_size=2)


def written(path: Path, results: list[tuple[str, dict[str, object]]]) -> bytes:
    path.unlink(missing_ok=True)
    file = ResultFile(path, "brief")
    for name, value in results:
        file.append(name, b'"brief":' + json.dumps(value, ensure_ascii=False).encode())
    file.close()
    return path.read_bytes() if results else b""


def ids(path: Path) -> list[str]:
    return [stored.id for stored in ResultFile(path, "brief").scan()]


@settings(derandomize=True, max_examples=40, deadline=None)
@given(results=st.lists(st.tuples(IDS, VALUES), min_size=1, max_size=3), cut=st.integers(0, 10_000))
@example(results=[("a", {}), ("b", {})], cut=24)
def test_wherever_it_was_cut_off_what_was_whole_is_there_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, results: list[tuple[str, dict[str, object]]], cut: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "out.jsonl"
    whole = written(path, results)
    size = cut % (len(whole) + 1)
    path.write_bytes(whole[:size])
    lines = whole.splitlines(keepends=True)
    # A line that lacks nothing but its end is whole JSON, and so kept.
    kept = sum(size >= sum(map(len, lines[: number + 1])) - 1 for number in range(len(lines)))
    file = ResultFile(path, "brief")
    file.repair()
    assert ids(path) == [name for name, _ in results[:kept]]
    assert file.repair() == 0
    file.append("next", b'"brief":{}')
    file.close()
    assert ids(path) == [*(name for name, _ in results[:kept]), "next"]


def test_a_power_cut_that_leaves_zeros_is_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    whole = written(path, [("a", {}), ("b", {"x": "y"})])
    path.write_bytes(whole[:30] + bytes(40))
    assert ResultFile(path, "brief").repair() == len(whole[:30]) + 40 - len(
        whole.splitlines(keepends=True)[0]
    )
    assert ids(path) == ["a"]
    path.write_bytes(bytes(4096))
    assert ResultFile(path, "brief").repair() == 4096


@pytest.mark.parametrize(
    "middle",
    [
        b'{"id":"b","brief":{"x"\n',
        b'{"id":"b","brief":{"x":1{"id":"c","brief":{}}\n',
        b'{"id":"b{"id":"c","brief":{}}\n',
        b'{"id":"b","brief":{"x":"' + bytes(9) + b'"}}\n',
        b"\n",
        b'{"id":"b","text":"an article"}\n',
        b'["id"]\n',
        b"\xff\n",
    ],
)
def test_a_torn_line_in_the_middle_is_named_and_nothing_is_changed(tmp_path: Path, middle: bytes) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b'{"id":"a","brief":{}}\n' + middle + b'{"id":"z","brief":{}}\n')
    before = path.read_bytes()
    file = ResultFile(path, "brief")
    assert file.repair() == 0
    with pytest.raises(OutputPathError, match="line 2 is no whole line"):
        list(file.scan())
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "foreign",
    [
        b"Sunni militants have advanced",
        b'{"id":"x","text":"an article without a line end"}',
        b'{"id":"x","text":"one that is torn',
        b'{"text":"x"}\n',
        b'{"text":"x"}\n{"id":"y',
        b"PK\x03\x04",
    ],
)
def test_a_file_of_somebody_else_is_never_cut(tmp_path: Path, foreign: bytes) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(foreign)
    with pytest.raises(OutputPathError, match="cannot be continued"):
        ResultFile(path, "brief").repair()
    assert path.read_bytes() == foreign


def test_lines_in_other_spacing_and_order_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    lines = [
        '{ "id" : "a" , "brief" : {"x": 1} }',
        '{"brief": {"x": "brief"}, "id": "b"}',
        '{"id":"\\u0063","brief":{"brief":1}}',
    ]
    path.write_text("\n".join(lines))
    assert ResultFile(path, "brief").repair() == 0
    assert ids(path) == ["a", "b", "c"]


def test_an_id_of_many_quotation_marks_takes_no_long_time(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b'{"id":"' + b'\\"' * 500_000)
    assert ResultFile(path, "brief").repair() == 1_000_007


def test_what_a_full_disk_took_of_a_line_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.jsonl"
    file = ResultFile(path, "brief")
    file.append("a", b'"brief":{}')
    handle = file._opened()

    class Full:
        """Takes five bytes, and no more."""

        taken = False

        def write(self, data: bytes) -> int:
            if self.taken:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self.taken = True
            return handle.write(data[:5])

        def truncate(self, size: int) -> int:
            return handle.truncate(size)

    monkeypatch.setattr(file, "_file", Full())
    with pytest.raises(OutputPathError, match="cannot be written: No space left on device") as caught:
        file.append("b", b'"brief":{}')
    assert caught.value.hint == "What was finished is kept: make room there, and the same command continues."
    handle.close()
    assert path.read_bytes() == b'{"id":"a","brief":{}}\n'
