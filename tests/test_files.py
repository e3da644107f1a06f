import os
import stat
from pathlib import Path

import pytest

from summarizer.files import (
    check_writable,
    exclusive,
    make_private_file,
    make_private_folder,
    replacing,
    write_whole,
)


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


@pytest.mark.skipif(os.name == "nt", reason="modes mean little there")
def test_a_private_file_is_private_while_it_is_written_and_stays_so(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with replacing(path, private=True) as file:
        file.write(b"secret")
        assert [mode(part) for part in tmp_path.iterdir()] == [0o600]
    assert mode(path) == 0o600
    with replacing(path) as file:  # also by those who do not say so: the old mode is kept
        assert {mode(part) for part in tmp_path.iterdir()} == {0o600}
        file.write(b"another")
    assert mode(path) == 0o600
    path.chmod(0o644)
    write_whole(path, b"secret", private=True)
    assert mode(path) == 0o600


def test_what_has_the_name_is_replaced_and_not_followed_where_that_is_asked_for(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "folder", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.write_bytes(b"old")
    for name, target in (("link", elsewhere), ("loose", tmp_path / "nothing"), ("device", Path(os.devnull))):
        path = folder / name
        path.symlink_to(target)
        check_writable(path, follow=False)
        write_whole(path, b"new", follow=False)
        assert not path.is_symlink()
        assert path.read_bytes() == b"new"
    assert elsewhere.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == [elsewhere, folder]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes of that kind")
def test_a_pipe_that_has_the_name_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    write_whole(path, b"new", follow=False)
    assert path.read_bytes() == b"new"
