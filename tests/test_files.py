import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from summarizer import files
from summarizer.files import (
    check_writable,
    exclusive,
    make_private_file,
    make_private_folder,
    replacing,
    what_to_do,
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


_WRITER = """
import sys
from pathlib import Path
from summarizer.files import replacing
with replacing(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    print("writing", flush=True)
    sys.stdin.readline()
    file.write(b" and half")
"""


@contextmanager
def writer(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Give another process that is in the middle of writing to a file, and goes on when it is sent a line."""
    command = [sys.executable, "-c", _WRITER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        yield process
        process.kill()


@pytest.mark.skipif(os.name == "nt", reason="parts of the dead cannot be told there")
def test_what_a_killed_process_left_is_removed_by_the_next_that_writes_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with writer(path) as killed:
        killed.kill()
    left = list(tmp_path.iterdir())
    assert [part.read_bytes() for part in left] == [b"half"]
    write_whole(tmp_path / "another", b"new")
    assert left[0].exists()
    write_whole(path, b"new")
    assert sorted(tmp_path.iterdir()) == [tmp_path / "another", path]
    assert path.read_bytes() == b"new"


def test_what_a_living_process_is_writing_stays_and_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with writer(path) as living:
        write_whole(path, b"new")
        assert path.read_bytes() == b"new"
        living.communicate("go on\n")
    assert path.read_bytes() == b"half and half"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="parts of the dead cannot be told there")
def test_what_is_taken_for_a_dead_part_before_it_is_held_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    try_lock, taken = files._try_lock, list[Path]()

    def late(descriptor: int) -> bool:
        if not taken:
            taken.extend(tmp_path.iterdir())
            taken[0].unlink()
        return try_lock(descriptor)

    monkeypatch.setattr(files, "_try_lock", late)
    write_whole(path, b"new")
    assert len(taken) == 1
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="parts of the dead cannot be told there")
def test_where_nothing_can_be_locked_files_are_written_and_nothing_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    with writer(path) as killed:
        killed.kill()

    def refuse(_: int) -> bool:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(files, "_try_lock", refuse)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Make room there, or write to another disk."),
        (errno.EDQUOT, "Make room there, or write to another disk."),
        (errno.ENOENT, "Make the folder 'there' first, or name another place."),
        (errno.EACCES, "Name a place that you may write to."),
        (errno.EROFS, "Name a place that you may write to."),
    ],
)
def test_the_advice_is_about_what_the_system_refused(number: int, advice: str) -> None:
    assert what_to_do(OSError(number, os.strerror(number)), Path("there/file")) == advice
