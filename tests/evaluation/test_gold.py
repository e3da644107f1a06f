import json
import re
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import ArticleError, InputError
from summarizer.evaluation.gold import GoldCase, load_gold, locate
from tests.evaluation.gold_briefs import held_cases, own_cases

TEXT = "Norland signed the treaty. “We are glad,” said Ana Ruiz.\r\nFishermen protested.\n"
README = Path(__file__).parent / "README.md"
QUOTED = re.compile('“([^”]*)”|(?<!\\w)"([^"\n]*)"')


def entry(**changes: Any) -> dict[str, Any]:
    return {
        "id": "treaty",
        "published": "2024-05-04",
        "actors": [{"name": "Norland", "kind": "country", "major": True}],
        "quotes": [{"anchor": "We are glad,", "speaker": ["Ana Ruiz"], "kind": "full"}],
        "events": [{"what": "signed", "anchors": ["signed the treaty"], "types": ["AGREE"], "major": True}],
        **changes,
    }


def write(folder: Path, *entries: Any, text: str = TEXT) -> Path:
    (folder / "gold.json").write_text(json.dumps(entries), encoding="utf-8")
    for item in entries:
        if isinstance(item, dict) and "id" in item:
            (folder / f"{item['id']}.txt").write_bytes(text.encode())
    return folder


def problem(folder: Path) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        load_gold(folder)
    return caught.value.message, caught.value.hint


def test_gold_article_keeps_its_text_exactly(tmp_path: Path) -> None:
    (case,) = load_gold(write(tmp_path, entry()))
    assert case.article.text == TEXT
    assert str(case.article.published) == "2024-05-04"
    assert case.gold.moves == []


def test_unknown_keys_are_notes(tmp_path: Path) -> None:
    (case,) = load_gold(write(tmp_path, entry(annotator="EV", source="a newspaper")))
    assert case.id == "treaty"


def test_limit_reads_the_first_articles_only(tmp_path: Path) -> None:
    folder = write(tmp_path, entry(), entry(id="second"))
    (folder / "second.txt").unlink()
    assert [case.id for case in load_gold(folder, limit=1)] == ["treaty"]


def test_anchor_may_be_a_pair_of_offsets(tmp_path: Path) -> None:
    start = TEXT.index("We are")
    quote = {"anchor": [start, start + 12], "speaker": None, "kind": "full"}
    (case,) = load_gold(write(tmp_path, entry(quotes=[quote])))
    assert locate(TEXT, case.gold.quotes[0].anchor) == (start, start + 12)


def test_anchor_outside_the_article_is_named_with_file_and_id(tmp_path: Path) -> None:
    event = {"what": "", "anchors": ["signed the treaty", "sank the ship"], "types": ["AGREE"], "major": True}
    quote = {"anchor": [4, 4000], "speaker": None, "kind": "full"}
    message, hint = problem(write(tmp_path, entry(quotes=[quote], events=[event])))
    assert (
        message
        == f"{tmp_path / 'gold.json'}: article 'treaty'.quotes[0].anchor is not in treaty.txt: (4, 4000)"
    )
    assert "article 'treaty'.events[0].anchors[1] is not in treaty.txt: 'sank the ship'" in hint


def test_curly_anchor_does_not_match_straight_text(tmp_path: Path) -> None:
    quote = {"anchor": "it's", "speaker": [], "kind": "partial"}
    message, _ = problem(write(tmp_path, entry(quotes=[quote]), text="He said “it’s over”."))
    assert "article 'treaty'.quotes[0].anchor is not in treaty.txt: \"it's\"" in message


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        (
            {"events": [{"what": "", "anchors": ["x"], "types": ["WAR"], "major": True}]},
            ".events[0].types[0]: ",
        ),
        (
            {"events": [{"what": "", "anchors": [], "types": ["AGREE"], "major": True}]},
            ".events[0].anchors: ",
        ),
        ({"quotes": [{"speaker": [], "kind": "full"}]}, ".quotes[0].anchor: Field required"),
        ({"quotes": [{"anchor": "", "speaker": [], "kind": "full"}]}, ".quotes[0].anchor: "),
        ({"quotes": [{"anchor": "We", "speaker": [], "kind": "whole"}]}, ".quotes[0].kind: "),
        ({"actors": [{"name": "N", "kind": "nation", "major": True}]}, ".actors[0].kind: "),
        ({"published": "May"}, ".published: "),
        ({"quotes": None}, ".quotes: "),
    ],
)
def test_wrong_annotation_is_named_by_its_place(tmp_path: Path, changes: dict[str, Any], place: str) -> None:
    message, _ = problem(write(tmp_path, entry(**changes)))
    assert f"article 'treaty'{place}" in message


def test_all_problems_are_listed_at_once_up_to_a_number(tmp_path: Path) -> None:
    quotes = [{"anchor": f"missing {number}", "speaker": [], "kind": "full"} for number in range(30)]
    message, hint = problem(write(tmp_path, entry(quotes=quotes)))
    assert "missing 0" in message
    assert "missing 1" in hint
    assert "missing 11" not in hint
    assert "and 19 more" in hint


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[{]", "is not valid JSON: key must be a string at line 1 column 3"),
        (b"{}", "must be a list of at least one article"),
        (b"[]", "must be a list of at least one article"),
        (b"[1]", "article number 1: "),
        (b"\xff\xfe[", "is not valid JSON: expected value at line 1 column 1"),
        (b"[" * 200_000, "is not valid JSON: recursion limit exceeded"),
    ],
)
def test_unusable_gold_file_is_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "gold.json").write_bytes(content)
    assert said in problem(tmp_path)[0]


def test_missing_files_are_named(tmp_path: Path) -> None:
    assert problem(tmp_path)[0] == f"'{tmp_path / 'gold.json'}' cannot be read: No such file or directory."
    write(tmp_path, entry())
    (tmp_path / "treaty.txt").unlink()
    assert "The text of article 'treaty'" in problem(tmp_path)[0]


def test_empty_article_is_an_article_error(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"treaty\.txt is empty"):
        load_gold(write(tmp_path, entry(), text=" \n"))


def test_id_cannot_leave_the_folder(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text(json.dumps([entry(id="../secret")]), encoding="utf-8")
    assert "article '../secret'.id: " in problem(tmp_path)[0]


def test_same_id_twice_is_an_error(tmp_path: Path) -> None:
    assert (
        "the id 'treaty' is given to more than one article" in problem(write(tmp_path, entry(), entry()))[0]
    )


def test_worked_example_of_the_readme_is_valid(tmp_path: Path) -> None:
    blocks = dict(
        re.findall(
            r"^```(text|json)\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        )
    )
    (tmp_path / "gold.json").write_text(blocks["json"], encoding="utf-8")
    (tmp_path / "treaty.txt").write_text(blocks["text"], encoding="utf-8")
    (case,) = load_gold(tmp_path)
    assert {quote.anchor for quote in case.gold.quotes} == quoted(case.article.text)


@pytest.mark.parametrize("case", [*own_cases(), *held_cases()], ids=lambda case: case.id)
def test_own_gold_is_complete_and_stands_in_the_text(case: GoldCase) -> None:
    gold, text = case.gold, case.article.text
    assert 2500 <= len(text) <= 4500
    assert gold.published is not None
    for quote in gold.quotes:
        assert text.count(str(quote.anchor)) == 1
        assert quote.speaker is not None
        assert quote.kind == "scare" or quote.speaker
    for act in (*gold.events, *gold.moves):
        for anchor in act.anchors:
            assert text.count(str(anchor)) == 1, anchor
            assert 12 <= len(str(anchor)) <= 120, anchor
        assert len(act.types) <= 4
    named = {name for actor in gold.actors for name in (actor.name, *actor.aliases)}
    assert {name for name in named if name not in text} == set()
    for act in (*gold.events, *gold.moves):
        assert act.status, act.what
        for side in (act.actor, act.recipient):
            assert not side or not named.isdisjoint(side), (act.what, side)
            assert set(side).isdisjoint({"he", "she", "it", "they"})
    assert all(move.actor for move in gold.moves)
    assert {str(quote.anchor) for quote in gold.quotes} >= quoted(text)
    assert 4 <= sum(event.major for event in gold.events) <= 9
    assert 5 <= sum(move.major for move in gold.moves) <= 13


def test_tuning_and_held_articles_are_as_many_and_apart() -> None:
    tuning, held = ({case.id for case in cases} for cases in (own_cases(), held_cases()))
    assert len(tuning) == len(held) == 9
    assert tuning.isdisjoint(held)


def quoted(text: str) -> set[str]:
    """Return what stands between double marks; a quotation that runs on in the next paragraph is left out."""
    return {curly or straight for curly, straight in QUOTED.findall(text)}
