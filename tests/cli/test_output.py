import errno
import os
import stat
from pathlib import Path

import pytest

from summarizer.cli.output import Destination, plan_output
from summarizer.errors import OutputPathError
from tests.cli.conftest import FakeSummarize, Run
from tests.render.sample_brief import SAMPLE


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old, and much longer than the new")
    path.chmod(0o640)
    Destination(path).write("né\n")
    assert path.read_bytes() == "né\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    usual, written = tmp_path / "usual", tmp_path / "written"
    usual.touch()
    Destination(written).write("x")
    assert written.stat().st_mode == usual.stat().st_mode


def test_a_failure_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputPathError, match="No space left on device"):
        Destination(path).write("new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_still_points_where_it_did(tmp_path: Path) -> None:
    target, link = tmp_path / "folder" / "real.json", tmp_path / "link.json"
    target.parent.mkdir()
    target.touch()
    link.symlink_to(target)
    Destination(link).write("new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    destination = Destination(Path("/dev/null"))
    destination.check()
    destination.write("x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_checking_leaves_no_trace(tmp_path: Path) -> None:
    Destination(tmp_path / "out.json").check()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["none/out.json", "file/out.json", "."])
def test_places_that_cannot_be_written_are_found_before_the_work(
    run: Run, article: Path, summarize: FakeSummarize, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputPathError):
        Destination(tmp_path / name).check()
    if name != ".":
        result = run("brief", article, "-o", tmp_path / name)
        assert result.exit_code == 7
        assert result.stderr.startswith(f"Error: The output '{tmp_path / name}' cannot be written")
        assert summarize.calls == []


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.ENOSPC, "Make room there, or write to another disk."),
        (errno.EROFS, "Name a place that you may write to."),
        (errno.EACCES, "Name a place that you may write to."),
    ],
)
def test_the_hint_is_about_what_the_system_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str
) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OutputPathError) as caught:
        Destination(tmp_path / "out.json").write("x")
    assert caught.value.hint == hint


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputPathError) as caught:
        Destination(tmp_path / "none" / "out.json").check()
    assert caught.value.hint == f"Make the folder '{tmp_path / 'none'}' first, or name another place."


def test_standard_output_is_none_and_a_dash() -> None:
    assert Destination(None).path is Destination(Path("-")).path is None
    assert [destination.path for destination in plan_output(["a", "b"], Path("-"), suffix=".x")] == [
        None,
        None,
    ]


def test_one_input_goes_to_the_file(tmp_path: Path) -> None:
    [destination] = plan_output(["a/one.txt"], tmp_path / "out.md", suffix=".brief.md")
    assert destination.path == tmp_path / "out.md"


def test_one_input_goes_into_a_folder_that_is_there(tmp_path: Path) -> None:
    [destination] = plan_output(["-"], tmp_path, suffix=".brief.md")
    assert destination.path == tmp_path / "stdin.brief.md"


@pytest.mark.parametrize("command", ["brief", "show"])
def test_a_place_that_ends_in_a_slash_is_a_folder_before_it_is_there(
    run: Run, article: Path, summarize: FakeSummarize, tmp_path: Path, command: str
) -> None:
    stored = tmp_path / "one.json"
    stored.write_text(SAMPLE.model_dump_json())
    result = run(command, article if command == "brief" else stored, "-o", f"{tmp_path}/pages/")
    assert result.exit_code == 0, result.stderr
    [page] = (tmp_path / "pages").iterdir()
    assert page.name == ("trawlers.brief.txt" if command == "brief" else "one.brief.txt")


def test_texts_are_kept_in_a_folder_too(
    run: Run, article: Path, summarize: FakeSummarize, tmp_path: Path
) -> None:
    result = run("brief", article, "--save-text", f"{tmp_path}/texts/")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "texts" / "trawlers.txt").read_text() == article.read_text()


@pytest.mark.parametrize("arguments", [("schema",), ("report", "x"), ("diff", "x", "y"), ("batch", "x")])
def test_what_writes_one_file_takes_no_folder_for_one(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    for place in (f"{tmp_path}/none/", tmp_path):
        result = run(*arguments, "-o", place)
        assert result.exit_code == 7
        assert result.stderr == f"Error: '{place}' is a folder, not a file.\nName a file in it.\n"
    assert list(tmp_path.iterdir()) == []


def test_two_results_never_share_a_file(tmp_path: Path) -> None:
    with pytest.raises(OutputPathError, match=r"'a/one.txt' and 'b/one.txt' would both be written"):
        plan_output(["a/one.txt", "b/one.txt"], tmp_path, suffix=".x")


def test_the_article_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.touch()
    with pytest.raises(OutputPathError, match="would replace an article"):
        plan_output([str(path)], tmp_path / "." / "one.txt", suffix=".x")


def test_several_results_need_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputPathError, match="several results need a folder"):
        plan_output(["a", "b"], tmp_path / "file", suffix=".x")


def test_text_in_a_file_has_a_width_of_its_own(
    run: Run, article: Path, summarize: FakeSummarize, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("FORCE_COLOR", "1")
    run("brief", article, "-o", tmp_path / "out.txt")
    page = (tmp_path / "out.txt").read_text()
    assert page.splitlines()[0] == SAMPLE.headline
    assert "\x1b" not in page
    assert max(len(line) for line in page.splitlines()) <= 100
