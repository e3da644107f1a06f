import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.cli.stored import StoredBrief, read_stored
from summarizer.errors import InputError
from tests.render.sample_brief import BOTH, SAMPLE, TEXT

COMPACT = SAMPLE.model_dump_json()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    folder.mkdir()
    return folder


def line(**beside: Any) -> str:
    return json.dumps({"brief": SAMPLE.model_dump(mode="json"), **beside}, ensure_ascii=False)


def read(path: Path, text: str, **options: Any) -> list[StoredBrief]:
    path.write_text(text, encoding="utf-8")
    return list(read_stored([str(path)], **options))


def complaint(path: Path, text: str, **options: Any) -> str:
    with pytest.raises(InputError) as caught:
        read(path, text, **options)
    return caught.value.message


def changed(**changes: Any) -> str:
    return json.dumps({**SAMPLE.model_dump(mode="json"), **changes})


@pytest.mark.parametrize("indent", [None, 2])
def test_a_file_with_one_brief_is_named_after_the_file(folder: Path, indent: int | None) -> None:
    path = folder / "one.json"
    [stored] = read(path, SAMPLE.model_dump_json(indent=indent) + "\n")
    assert stored == StoredBrief(SAMPLE, str(path), None)


def test_a_brief_of_the_former_contract_is_read_and_its_moves_find_their_events(folder: Path) -> None:
    document = BOTH.model_dump(mode="json")
    document["schema_version"] = "1.0"
    for move in document["diplomatic_moves"]:
        del move["event"]
    assert read(folder / "one.json", json.dumps(document))[0].brief == BOTH


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ""])
def test_a_file_with_several_names_the_line(folder: Path, suffix: str) -> None:
    path = folder / f"many{suffix}"
    names = [stored.name for stored in read(path, f"{COMPACT}\n\n{COMPACT}\r\n")]
    assert names == [f"{path}:1", f"{path}:3"]


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ""])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n"])
def test_indented_briefs_may_follow_each_other_as_jq_and_cat_leave_them(
    folder: Path, suffix: str, between: str
) -> None:
    path = folder / f"pretty{suffix}"
    indented = SAMPLE.model_dump_json(indent=2)
    told = json.dumps(json.loads(line(id="a", text=TEXT)), indent=4)
    found = read(path, between.join([indented, told, indented]) + "\n")
    third = sum(part.count("\n") for part in (indented, told, 2 * between)) + 1
    assert [stored.name for stored in found] == [f"{path}:1", "a", f"{path}:{third}"]
    assert {stored.brief.article.id for stored in found} == {SAMPLE.article.id}


def test_an_error_among_indented_briefs_is_found_by_the_line_of_the_file(folder: Path) -> None:
    path = folder / "pretty.json"
    indented = SAMPLE.model_dump_json(indent=2)
    begins = indented.count("\n") + 2
    broken = indented.replace('"headline"', "headline")
    line_of_it = begins + broken[: broken.index("headline")].count("\n")
    said = complaint(path, f"{indented}\n{broken}\n")
    assert said.startswith(f"{path}:{begins} is not JSON: ")
    assert f" of line {line_of_it}." in said
    assert (
        complaint(path, f"{indented}\n{indented[:-40]}") == f"{path}:{begins} ends in the middle of a brief."
    )


def test_a_line_of_a_batch_has_a_name_of_its_own_and_may_have_its_text(folder: Path) -> None:
    lines = f"{line(id='a-1')}\n{line(id='b/2', text=TEXT)}\n"
    assert read(folder / "out.jsonl", lines) == [
        StoredBrief(SAMPLE, "a-1", None),
        StoredBrief(SAMPLE, "b/2", TEXT),
    ]


def test_what_else_stands_beside_a_brief_is_the_users(folder: Path) -> None:
    assert read(folder / "out.jsonl", line(id="a", topic="fish"))[0].name == "a"


def test_byte_order_mark_is_passed_over(folder: Path) -> None:
    assert read(folder / "one.json", f"\ufeff{COMPACT}")[0].brief == SAMPLE


@pytest.mark.parametrize("text", [SAMPLE.model_dump_json(indent=2), COMPACT])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert list(read_stored(["-"])) == [StoredBrief(SAMPLE, "standard input", None)]


def test_a_folder_means_the_briefs_in_it(folder: Path) -> None:
    (folder / "b.jsonl").write_text(f"{COMPACT}\n{COMPACT}\n")
    (folder / "a.brief.json").write_text(COMPACT)
    for other in ("b.failures.jsonl", ".made-with.json", "a.txt"):
        (folder / other).write_text("no brief")
    names = [Path(stored.name).name for stored in read_stored([str(folder)])]
    assert names == ["a.brief.json", "b.jsonl:1", "b.jsonl:2"]


def test_briefs_are_read_as_they_are_asked_for(folder: Path) -> None:
    path = folder / "many.jsonl"
    path.write_text(f"{COMPACT}\nnot json\n")
    found: Iterator[StoredBrief] = read_stored([str(path)])
    assert next(found).brief == SAMPLE
    with pytest.raises(InputError, match=r"many\.jsonl:2 is not JSON"):
        next(found)


def test_texts_are_looked_up_in_files_folders_and_lines(folder: Path, tmp_path: Path) -> None:
    news = tmp_path / "news"
    (news / "deep").mkdir(parents=True)
    (news / "empty.txt").touch()
    (news / "deep" / "trawlers.txt").write_text(TEXT, encoding="utf-8")
    lines = tmp_path / "in.jsonl"
    lines.write_text(
        f"torn {{\n[1]\n{json.dumps({'id': 'x', 'text': 'Another.'})}\n{json.dumps({'text': TEXT})}"
    )
    for place in (news, news / "deep" / "trawlers.txt", lines):
        assert read(folder / "one.json", COMPACT, articles=[str(place)])[0].text == TEXT
    assert read(folder / "one.json", COMPACT, articles=[str(news / "empty.txt")])[0].text is None


def test_text_that_has_changed_since_is_not_taken(folder: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    (folder / "two.jsonl").write_text(f"{COMPACT}\n{COMPACT}\n")
    found = read_stored([str(folder / "two.jsonl")], articles=[str(article)])
    assert next(found).text == TEXT
    article.write_text("Something else.")
    assert next(found).text is None


def test_articles_that_are_not_there(folder: Path) -> None:
    assert complaint(folder / "one.json", COMPACT, articles=["none.txt"]) == (
        "The articles in 'none.txt' cannot be read: No such file or directory."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", " is empty."),
        ("[]", " is not a brief: it is no JSON object."),
        ("news", " is not JSON: a word that JSON does not know, at character 2."),
        (COMPACT[:900], " ends in the middle of a brief."),
        ('{"headline": NaN}', " is not JSON: "),
        ("[" * 100_000, " is not JSON: "),
        (changed(schema_version="2.0"), " has schema version '2.0'; this summarizer reads 1.x."),
        (changed(headline=7), " is not a brief: 'headline': it must be a string."),
        ("{}", " is not a brief: it lacks 'article' (and 8 more)."),
        (line(id=7), " is not a brief: its 'id' is not a string."),
        (line(brief=[1]), " is not a brief: its 'brief' is no JSON object."),
        ('{"id": "a", "error": "timeout"}', " is an article that failed, not a brief."),
        (line(text=TEXT + " "), " has another text than the one that its brief is about."),
        (line(text=""), " has another text than the one that its brief is about."),
    ],
)
def test_what_is_not_a_brief_is_named_in_one_sentence(folder: Path, text: str, said: str) -> None:
    path = folder / "one.json"
    message = complaint(path, text)
    assert message.startswith(f"{path}{said}")
    assert "\n" not in message


def test_the_line_is_named(folder: Path) -> None:
    path = folder / "many.jsonl"
    assert complaint(path, f"{COMPACT}\n{COMPACT[:500]}") == f"{path}:2 ends in the middle of a brief."


@pytest.mark.parametrize("text", [None, TEXT])
def test_evidence_that_was_changed_is_told(folder: Path, text: str | None) -> None:
    document = SAMPLE.model_dump(mode="json")
    document["quotes"][0]["evidence"][0]["text"] = "We surrender."
    stored = json.dumps({"brief": document, "text": text})
    assert "are not 'We surrender.'" in complaint(folder / "one.jsonl", stored)


def test_file_that_is_not_there() -> None:
    with pytest.raises(InputError, match=r"'none.json' cannot be read: No such file or directory\."):
        list(read_stored(["none.json"]))


def test_folder_without_briefs(folder: Path) -> None:
    with pytest.raises(InputError, match=r"has no \.json or \.jsonl file"):
        list(read_stored([str(folder)]))


def test_a_line_without_end_ends(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.cli.stored.LARGEST", 2_000)
    assert complaint(folder / "one.json", COMPACT) == f"{folder / 'one.json'}:1 has more than 2,000 bytes."
