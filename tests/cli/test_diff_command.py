import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from summarizer.brief import Brief
from summarizer.cli.exit_codes import DIFFERENT
from summarizer.plover import EventType
from tests.cli.conftest import Run
from tests.render.attacks import ATTACKS, hostile
from tests.render.sample_brief import SAMPLE


def other_brief() -> Brief:
    event = SAMPLE.key_events[0].model_copy(update={"type": EventType.ASSAULT, "mode": None})
    quote = SAMPLE.quotes[0].model_copy(update={"id": "Q2", "speaker": "A4"})
    return SAMPLE.model_copy(
        update={
            "headline": "Norway seizes trawlers",
            "key_events": [event],
            "quotes": [quote],
            "provenance": SAMPLE.provenance.model_copy(update={"model": "another-model"}),
        }
    )


@pytest.fixture
def a(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.json").write_text(SAMPLE.model_dump_json(), encoding="utf-8")
    return Path("a.json")


@pytest.fixture
def b(a: Path) -> Path:
    Path("b.json").write_text(other_brief().model_dump_json(), encoding="utf-8")
    return Path("b.json")


def test_the_page(run: Run, a: Path, b: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run("diff", a, b).stdout == snapshot("""\
A  a.json · qwen2.5-coder-1.5b-instruct
B  b.json · another-model

HEADLINE
  A  Norway seizes two Icelandic trawlers; Iceland demands the release of both
     crews
  B  Norway seizes trawlers

SUMMARY  2 in both
  =  Norway’s coast guard seized two Icelandic trawlers, and four sailors were
     injured.
  =  Iceland demanded the release of the crews; Norway will receive a delegation
     in Oslo.

ACTS  2 in both, 1 of them differing, 1 only in A
  ≠  COERCE  Norway’s coast guard seized two Icelandic trawlers in the Barents
     Sea on Thursday  E1
     type  A  COERCE
           B  ASSAULT
     mode  A  confiscate
           B  —
  =  REQUEST  demanded that both crews be released at once  M1
  A  CONSULT  her government would receive an Icelandic delegation in Oslo next
     week  E2

QUOTES  1 in both, 1 of them differing, 2 only in A
  ≠  full  “We will not be bullied in waters where our fathers fished,”  Q1/Q2
     speaker  A  Sigrun Halldorsdottir
              B  Kari Lund
  A  full  “Talks are the only way out.”  Q2
  A  partial  “routine policing”  Q3

ACTORS  4 in both
  =  government  Norway’s coast guard  A1
  =  country  Iceland  A2
  =  person  Sigrun Halldorsdottir  A3
  =  person  Kari Lund  A4
""")


def test_differing_is_no_failure_unless_asked_for(run: Run, a: Path, b: Path) -> None:
    assert run("diff", a, b).exit_code == 0
    assert run("diff", a, b, "--exit-code").exit_code == DIFFERENT
    same = run("diff", a, a, "--exit-code")
    assert same.exit_code == 0
    assert "Both say the same." in same.stdout


def test_json(run: Run, a: Path, b: Path) -> None:
    found = json.loads(run("diff", a, b, "--format", "json").stdout)
    assert found["models"] == {"a": "qwen2.5-coder-1.5b-instruct", "b": "another-model"}
    event, _ = found["sections"]["acts"]["both"]
    assert event["differences"][0] == {"field": "type", "a": "COERCE", "b": "ASSAULT"}
    assert [claim["a"] for claim in found["sections"]["quotes"]["only_a"]] == ["Q2", "Q3"]


def test_briefs_of_different_articles(run: Run, a: Path) -> None:
    info = SAMPLE.article.model_copy(update={"id": "sha256:" + "0" * 64})
    Path("c.json").write_text(SAMPLE.model_copy(update={"article": info}).model_dump_json())
    result = run("diff", a, "c.json")
    assert result.exit_code == 3
    assert result.stderr.startswith("Error: a.json and c.json are about different texts.")


def test_one_of_a_batch_is_chosen_by_its_id(run: Run, a: Path) -> None:
    lines = [
        json.dumps({"id": name, "brief": brief.model_dump(mode="json")})
        for name, brief in (("x", other_brief()), ("y", SAMPLE))
    ]
    Path("out.jsonl").write_text("\n".join(lines))
    assert "Both say the same." in run("diff", a, "out.jsonl", "--id", "y").stdout
    unknown = run("diff", a, "out.jsonl", "--id", "z")
    assert unknown.exit_code == 3
    assert "out.jsonl holds no brief with the id 'z'." in unknown.stderr


def test_standard_input_can_be_one_of_them(run: Run, a: Path) -> None:
    stdin = SAMPLE.model_dump_json().encode()
    assert "Both say the same." in run("diff", a, "-", stdin=stdin).stdout
    assert run("diff", "-", "-", stdin=stdin).exit_code == 2


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_text(run: Run, a: Path, attack: str) -> None:
    brief = hostile(attack)
    other = brief.model_copy(update={"headline": f"B {attack}", "quotes": [], "summary": []})
    Path("h.json").write_text(brief.model_dump_json(), encoding="utf-8")
    Path("i.json").write_text(other.model_dump_json(), encoding="utf-8")
    page = run("diff", "h.json", "i.json").stdout
    assert not set(page) & set("\x00\x1b\x07\x9b\r\u202e\u2066\u200b\ufeff\u2028")


def batch(path: str, *briefs: Brief) -> None:
    stored = [
        json.dumps({"id": f"n{number}", "brief": brief.model_dump(mode="json")})
        for number, brief in enumerate(briefs)
    ]
    Path(path).write_text("\n".join(stored) + "\n", encoding="utf-8")


def of_another_article(number: int) -> Brief:
    return SAMPLE.model_copy(
        update={"article": SAMPLE.article.model_copy(update={"id": f"sha256:{number:064x}"})}
    )


@pytest.mark.parametrize("sides", [("many.jsonl", "a.json"), ("a.json", "many.jsonl")])
def test_one_of_a_batch_is_chosen_by_the_article_of_the_other(
    run: Run, a: Path, sides: tuple[str, str]
) -> None:
    batch("many.jsonl", *map(of_another_article, range(3)), SAMPLE, of_another_article(3))
    assert "Both say the same." in run("diff", *sides).stdout


@pytest.mark.parametrize(
    ("held", "message"),
    [
        ([1, 2], "many.jsonl holds no brief of the article that a.json is about."),
        ([1, None, None], "many.jsonl holds several briefs of the article that a.json is about."),
    ],
)
def test_a_batch_without_one_brief_of_the_article_is_told(
    run: Run, a: Path, held: list[int | None], message: str
) -> None:
    batch("many.jsonl", *(SAMPLE if number is None else of_another_article(number) for number in held))
    result = run("diff", a, "many.jsonl")
    assert result.exit_code == 3
    assert result.stderr.startswith(f"Error: {message}\n")


def test_two_batches_need_an_id(run: Run, a: Path) -> None:
    for path in ("one.jsonl", "two.jsonl"):
        batch(path, SAMPLE, of_another_article(1))
    result = run("diff", "one.jsonl", "two.jsonl")
    assert result.exit_code == 3
    assert result.stderr == (
        "Error: one.jsonl and two.jsonl hold more than one brief each.\nChoose one with --id.\n"
    )
    assert run("diff", "one.jsonl", "two.jsonl", "--id", "n0", "--exit-code").exit_code == 0
