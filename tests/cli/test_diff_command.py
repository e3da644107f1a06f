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

KEY EVENTS  1 in both, 1 of them differing, 1 only in A
  ≠  COERCE  Norway’s coast guard seized two Icelandic trawlers in the Barents
     Sea on Thursday  E1
     type  A  COERCE
           B  ASSAULT
     mode  A  confiscate
           B  —
  A  CONSULT  her government would receive an Icelandic delegation in Oslo next
     week  E2

DIPLOMATIC MOVES  1 in both
  =  REQUEST  demanded that both crews be released at once  M1

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
    [event] = found["sections"]["key_events"]["both"]
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
    unnamed, unknown = run("diff", a, "out.jsonl"), run("diff", a, "out.jsonl", "--id", "z")
    assert unnamed.exit_code == unknown.exit_code == 3
    assert unnamed.stderr == "Error: out.jsonl holds more than one brief.\nChoose one with --id.\n"
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
