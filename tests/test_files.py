import os
import stat
from pathlib import Path

import pytest

from summarizer.files import exclusive, make_private_file, make_private_folder, replacing, write_whole


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="modes mean little there")
def test_what_is_private_is_its_owners_alone_and_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    make_private_folder(folder)
    make_private_file(folder / "file")
    assert (mode(folder), mode(folder / "file")) == (0o700, 0o600)
    (folder / "file").write_text("kept")
    (folder / "file").chmod(0o644)
    make_private_file(folder / "file")
    make_private_folder(folder)
    assert mode(folder / "file") == 0o644
    assert (folder / "file").read_text() == "kept"


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")

    def fail() -> None:
        with replacing(path) as file:
            file.write(b"new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert path.read_bytes() == b"old"
    with replacing(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_whoever_waits_for_a_held_file_may_give_up(tmp_path: Path) -> None:
    path = tmp_path / "file"

    def give_up() -> None:
        raise TimeoutError

    with exclusive(path, give_up), pytest.raises(TimeoutError), exclusive(path, give_up):
        pass
    with exclusive(path, give_up):
        assert path.exists()
