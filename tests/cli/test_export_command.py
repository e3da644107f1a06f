import csv
import json
import sys
from pathlib import Path

import pytest

from summarizer.installation import install_command
from tests.cli.conftest import Run, Shell
from tests.render.attacks import hostile
from tests.render.sample_brief import SAMPLE

TABLES = ("actors", "events", "moves", "quotes")


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "runs" / "out.jsonl"
    path.parent.mkdir()
    briefs = {"a": SAMPLE, "b": hostile("=cmd()")}
    lines = [
        json.dumps({"id": name, "brief": brief.model_dump(mode="json")}) for name, brief in briefs.items()
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_four_tables_are_written(run: Run, stored: Path, tmp_path: Path, form: str) -> None:
    result = run("export", stored, "--to", form, "-o", tmp_path / "tables")
    assert result.exit_code == 0, result.stderr
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {f"{name}.{form}" for name in TABLES}
    assert "2 briefs in " in result.stderr
    assert ": 4 events, 2 moves, 6 quotes, 8 actors." in result.stderr
    assert result.stdout == ""


def names(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


def test_formulas_are_marked_unless_the_texts_shall_be_exact(run: Run, stored: Path, tmp_path: Path) -> None:
    marked = run("export", stored, "--to", "csv", "-o", tmp_path)
    assert names(tmp_path / "actors.csv")[4:] == ["'=cmd()"] * 4
    assert "texts look like formulas and begin with an apostrophe; --exact leaves them." in marked.stderr
    exact = run("export", stored, "--to", "csv", "-o", tmp_path, "--exact")
    assert names(tmp_path / "actors.csv")[4:] == ["=cmd()"] * 4
    assert "apostrophe" not in exact.stderr
    assert not (tmp_path / "actors.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_comes_again_is_told(run: Run, stored: Path, tmp_path: Path) -> None:
    assert (
        "2 came again and were passed over."
        in run("export", stored, stored, "--to", "jsonl", "-o", tmp_path).stderr
    )


def test_a_torn_line_leaves_no_table(run: Run, stored: Path, tmp_path: Path) -> None:
    with stored.open("a") as file:
        file.write('\n{"id": "c", "brief": {"head')
    result = run("export", stored, "--to", "csv", "-o", tmp_path / "tables")
    assert result.exit_code == 3
    assert result.stderr.startswith(f"Error: {stored}:3 ends in the middle of a brief.")
    assert not (tmp_path / "tables").exists()


def test_a_folder_that_was_there_stays(run: Run, stored: Path, tmp_path: Path) -> None:
    stored.write_text("{}\n")
    (tmp_path / "tables").mkdir()
    assert run("export", stored, "--to", "csv", "-o", tmp_path / "tables").exit_code == 3
    assert (tmp_path / "tables").is_dir()


def test_a_number_that_is_too_large_names_the_brief(run: Run, tmp_path: Path) -> None:
    document = SAMPLE.model_dump(mode="json")
    document["key_events"][0]["casualties"]["killed"] = 2**64
    (tmp_path / "one.jsonl").write_text(json.dumps({"id": "much", "brief": document}))
    result = run("export", tmp_path / "one.jsonl", "--to", "csv", "-o", tmp_path / "tables")
    assert result.exit_code == 3
    assert result.stderr.startswith("Error: much has a number of more than 64 bits: killed is 1.845e+19.")


def test_briefs_that_are_read_are_not_replaced(run: Run, stored: Path) -> None:
    quotes = stored.rename(stored.with_name("quotes.jsonl"))
    for source in (quotes, quotes.parent):
        result = run("export", source, "--to", "jsonl", "-o", quotes.parent)
        assert result.exit_code == 7
        assert "would be among the briefs that are read" in result.stderr


def test_a_folder_that_cannot_be_made(run: Run, stored: Path) -> None:
    result = run("export", stored, "--to", "csv", "-o", stored)
    assert result.exit_code == 7
    assert "is a file; several results need a folder" in result.stderr


def test_parquet_without_pyarrow_says_what_to_install(
    run: Run, stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("export", stored, "--to", "parquet", "-o", tmp_path / "tables")
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Use --to csv, or install it with: {install_command('tables')}\n")
    assert not (tmp_path / "tables").exists()


def test_columns_are_explained(run: Run) -> None:
    result = run("export", "--columns")
    assert result.exit_code == 0
    assert "| `event_id` | string | yes |" in result.stdout


def test_no_data_library_is_loaded_for_csv(shell: Shell, stored: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from summarizer.cli.main import cli; "
        "cli(sys.argv[1:], standalone_mode=False); "
        "print({'pandas', 'polars', 'pyarrow', 'numpy'} & set(sys.modules))"
    )
    done = shell(code, "export", stored, "--to", "csv", "-o", tmp_path / "tables")
    assert done.stdout.strip() == b"set()", done.stderr
