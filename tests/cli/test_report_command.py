import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from summarizer.brief import Brief
from tests.cli.conftest import FakeSummarize, Run
from tests.render.sample_brief import SAMPLE, TEXT


def stored(folder: Path, *briefs: Brief, texts: bool = False) -> Path:
    """Write the briefs as lines of one file."""
    path = folder / "briefs.jsonl"
    beside = {"text": TEXT} if texts else {}
    lines = [
        json.dumps({"id": f"news/No {number}!", "brief": brief.model_dump(mode="json"), **beside})
        for number, brief in enumerate(briefs, 1)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def names(folder: Path) -> Sequence[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_brief_is_one_file(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    result = run("report", stored(tmp_path, SAMPLE, texts=True), "-o", page)
    assert (result.exit_code, result.output) == (0, "")
    assert "The two countries had agreed" in page.read_text(encoding="utf-8")
    assert names(tmp_path) == ["briefs.jsonl", "report.html"]


def test_one_brief_goes_to_standard_output_without_a_file(run: Run, tmp_path: Path) -> None:
    result = run("report", stored(tmp_path, SAMPLE))
    assert result.stdout.startswith("<!doctype html>")
    assert "The two countries had agreed" not in result.stdout


def test_the_articles_are_looked_up(run: Run, tmp_path: Path, article: Path) -> None:
    result = run("report", stored(tmp_path, SAMPLE), "--articles", article)
    assert "The two countries had agreed" in result.stdout


def test_several_briefs_are_an_index_and_a_page_each(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "my report.html"
    assert run("report", stored(tmp_path, SAMPLE, SAMPLE), "-o", page, "--title", "Two").exit_code == 0
    assert names(tmp_path / "my report-briefs") == ["00001-no-1.html", "00002-no-2.html"]
    index = page.read_text(encoding="utf-8")
    assert '<a href="my%20report-briefs/00001-no-1.html">' in index
    assert "<title>Two</title>" in index
    first = (tmp_path / "my report-briefs" / "00001-no-1.html").read_text(encoding="utf-8")
    assert '<a href="../my%20report.html">All briefs</a>' in first


def test_several_briefs_need_a_file(run: Run, tmp_path: Path) -> None:
    result = run("report", stored(tmp_path, SAMPLE, SAMPLE))
    assert result.exit_code == 2
    assert "name a file with --output" in result.stderr


def test_a_line_that_is_no_brief_leaves_the_old_index_as_it_was(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text("old", encoding="utf-8")
    briefs = stored(tmp_path, SAMPLE, SAMPLE)
    with briefs.open("a", encoding="utf-8") as file:
        file.write("{}\n")
    result = run("report", briefs, "-o", page)
    assert result.exit_code == 3
    assert "briefs.jsonl:3" in result.stderr
    assert page.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["briefs.jsonl", "report.html"]


def test_a_folder_that_was_there_keeps_its_pages_when_the_new_ones_fail(run: Run, tmp_path: Path) -> None:
    briefs = stored(tmp_path, SAMPLE, SAMPLE)
    page = tmp_path / "report.html"
    assert run("report", briefs, "-o", page).exit_code == 0
    with briefs.open("a", encoding="utf-8") as file:
        file.write("{}\n")
    assert run("report", briefs, "-o", page).exit_code == 3
    assert names(tmp_path / "report-briefs") == ["00001-no-1.html", "00002-no-2.html"]


def test_the_briefs_are_not_written_over(run: Run, tmp_path: Path) -> None:
    briefs = stored(tmp_path, SAMPLE)
    result = run("report", briefs, "-o", briefs)
    assert result.exit_code == 7
    assert "would replace" in result.stderr


def test_html_is_a_format_of_a_brief(
    run: Run, summarize: FakeSummarize, article: Path, tmp_path: Path
) -> None:
    assert run("brief", article, "--format", "html").stdout.startswith("<!doctype html>")
    assert run("brief", article, "--format", "html", "-o", tmp_path).exit_code == 0
    assert (tmp_path / "trawlers.brief.html").is_file()


@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_pages_do_not_follow_each_other(
    run: Run, summarize: FakeSummarize, article: Path, tmp_path: Path, output: tuple[str, ...]
) -> None:
    result = run("brief", article, article, "--format", "html", *output)
    assert (result.exit_code, summarize.calls) == (2, [])
    assert "name a folder" in result.stderr
    result = run("show", stored(tmp_path, SAMPLE, SAMPLE), "--format", "html", *output)
    assert result.exit_code == 7
    assert "summarizer report" in result.stderr
