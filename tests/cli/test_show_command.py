import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.render.sample_brief import SAMPLE, TEXT

GOLDEN = Path(__file__).parents[1] / "render" / "golden" / "sample.brief.json"


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "trawlers.brief.json"
    path.write_text(SAMPLE.model_dump_json(indent=2), encoding="utf-8")
    return path


@pytest.fixture
def two(tmp_path: Path) -> Path:
    path = tmp_path / "out.jsonl"
    ids = ("../../etc/passwd", "b")
    lines = [json.dumps({"id": name, "brief": SAMPLE.model_dump(mode="json")}) for name in ids]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_without_the_article_the_evidence_is_cited(run: Run, one: Path) -> None:
    page = run("show", one, "--evidence").stdout
    assert page.startswith(SAMPLE.headline)
    assert "[1] Norway’s coast guard seized two Icelandic trawlers in the Barents Sea on\n" in page
    assert "officials in Tromsø said" not in page


def test_with_the_article_sentences_are_cited(run: Run, one: Path, article: Path) -> None:
    assert "officials in Tromsø said." in run("show", one, "--evidence", "--articles", article).stdout


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_has_no_room_is_shown_where_all_is_asked_for(run: Run, one: Path, form: str) -> None:
    short, whole = (run("show", one, "--format", form, *more).stdout for more in ([], ["--all"]))
    assert "Not shown (it is in --all and in the JSON): 1 summary sentence, 2 acts" in short.replace(
        "\n", " "
    )
    assert "demanded that both crews be released at once" not in short
    assert "demanded that both crews be released at once" in whole
    assert "Not shown" not in whole


def test_json_of_the_sample(run: Run, one: Path) -> None:
    # The file is the contract as it is written out; a change of it is a change for everybody who reads briefs.
    assert run("show", one, "--format", "json").stdout == GOLDEN.read_text(encoding="utf-8")


def test_standard_input(run: Run) -> None:
    shown = run("show", "-", "--format", "markdown", stdin=SAMPLE.model_dump_json().encode()).stdout
    assert shown.startswith("# Norway seizes")


def test_several_follow_each_other_under_their_names(run: Run, two: Path) -> None:
    page = run("show", two).stdout
    assert page.startswith("==> ../../etc/passwd <==\n\nNorway")
    assert "\n\n==> b <==\n\nNorway" in page


def test_several_as_json_are_lines(run: Run, two: Path) -> None:
    lines = run("show", two, "--format", "json").stdout.splitlines()
    assert [json.loads(line)["headline"] for line in lines] == [SAMPLE.headline] * 2


def test_several_go_to_a_folder_whatever_they_are_called(run: Run, one: Path, two: Path) -> None:
    folder = two.parent / "pages"
    result = run("show", two, one, one, "--format", "markdown", "-o", folder)
    assert result.exit_code == 0, result.stderr
    names = ["_.._etc_passwd", "b", "trawlers", "trawlers-2"]
    assert {path.name for path in folder.iterdir()} == {f"{name}.brief.md" for name in names}


def test_lines_without_an_id_are_called_after_their_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "runs" / "out.brief.jsonl"
    path.parent.mkdir()
    path.write_text(f"{SAMPLE.model_dump_json()}\n" * 2)
    run("show", path.parent, "-o", tmp_path / "pages")
    assert sorted(page.name for page in (tmp_path / "pages").iterdir()) == [
        "out-1.brief.txt",
        "out-2.brief.txt",
    ]


def test_one_goes_to_a_file(run: Run, one: Path, article: Path, tmp_path: Path) -> None:
    run("show", one, "--articles", article, "-o", tmp_path / "page.txt")
    assert (tmp_path / "page.txt").read_text(encoding="utf-8").startswith(SAMPLE.headline)


def test_stored_briefs_are_not_replaced(run: Run, one: Path) -> None:
    stored = one.read_bytes()
    for place in (one, one.parent):
        result = run("show", one, "--format", "json", "-o", place)
        assert result.exit_code == 7
        assert "would replace a brief that is read" in result.stderr
    assert one.read_bytes() == stored


def test_what_is_not_a_brief_is_one_sentence_and_an_exit_code(run: Run, article: Path) -> None:
    result = run("show", article)
    assert result.exit_code == 3
    assert result.stderr.startswith(
        f"Error: {article}:1 is not JSON: something that is no value, at character 1.\n"
    )
    assert result.stdout == ""


def test_another_text_is_not_taken_for_the_articles(run: Run, one: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(TEXT + "More.")
    shown = run("show", one, "--evidence", "--articles", tmp_path / "other.txt").stdout
    assert "officials in Tromsø said" not in shown
