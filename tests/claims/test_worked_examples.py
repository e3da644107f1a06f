import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from summarizer.claims.examples import read_examples
from summarizer.claims.form import ClaimsForm
from summarizer.errors import BriefFormError
from tests.claims.given import KINDS

EXAMPLE = json.loads((KINDS / "sanctions" / "examples" / "port.json").read_text(encoding="utf-8"))


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the example with the value at a path ("sanctions.0.by") replaced."""
    example: dict[str, Any] = json.loads(json.dumps(EXAMPLE))
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    held: Any = example["brief"]
    for part in way:
        held = held[part]
    held[last] = value
    return example


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("sanctions.0.by", ["Norway"], "'sanctions.by': 'Norway': the article does not name it"),
        ("sanctions.0.by", "Norland", "'sanctions[0].by': it must be a list"),
        (
            "sanctions.0.amount",
            "€15 million",
            "'sanctions.amount': '€15 million': the cited sentences do not",
        ),
        ("sanctions.0.measure", "war", "'sanctions.0.measure': it must be 'asset freeze'"),
        (
            "sanctions.0.in_words",
            {"text": "Somebody"},
            "'sanctions[0].in_words': the article has no quotation",
        ),
        ("sanctions.0.evidence", ["Norway froze"], "'sanctions[0].evidence': the article does not say"),
        ("sanctions.0.evidence", [], "'sanctions[0].evidence': it must be words of the article"),
        ("sanctions.0.whom", ["Garova"], "'sanctions[0].whom': Sanction has no such field"),
        ("penalties", [], "'penalties': SanctionsBrief has no such field"),
    ],
)
def test_example_that_does_not_fit_names_its_field(
    tmp_path: Path, path: str, value: Any, message: str
) -> None:
    (tmp_path / "port.json").write_text(json.dumps(changed(path, value)), encoding="utf-8")
    with pytest.raises(BriefFormError) as caught:
        ClaimsForm.named(f"{KINDS}/sanctions/form.py:SanctionsBrief", tmp_path)
    assert caught.value.message.startswith("The example 'port.json' does not fit at " + message)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "has no 'text' and 'brief'."),
        ('{"text": "A text.", "brief": {}, "published": "soon"}', "The 'published' of the example"),
    ],
)
def test_file_that_is_no_example_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "one.json").write_text(content, encoding="utf-8")
    with pytest.raises(BriefFormError, match=r"one\.json") as caught:
        read_examples(tmp_path)
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("form.py", "does not name a form"),
        ("nowhere.py:Brief", "There is no file 'nowhere.py'."),
        (f"{KINDS}/deals/form.py:Company", "has no brief 'Company'."),
        (f"{KINDS}/deals/form.py:Nobody", "has no brief 'Nobody'."),
    ],
)
def test_place_that_holds_no_form_is_one_sentence(place: str, message: str) -> None:
    with pytest.raises(BriefFormError) as caught:
        ClaimsForm.named(place)
    assert message in caught.value.message


def test_file_that_fails_when_it_is_run_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(BriefFormError, match=r"fails when it is run: ZeroDivisionError"):
        ClaimsForm.named(f"{tmp_path}/broken.py:Brief")


def test_form_of_a_file_is_the_same_in_another_process() -> None:
    form = ClaimsForm.named(f"{KINDS}/deals/form.py:DealsBrief", KINDS / "deals" / "examples")
    again = pickle.loads(pickle.dumps(form))  # noqa: S301  made here
    assert (again.digest, len(again.examples)) == (form.digest, 2)


@pytest.mark.parametrize(
    ("kind", "brief"),
    [("sanctions", "SanctionsBrief"), ("deals", "DealsBrief"), ("disasters", "SituationReport")],
)
def test_examples_of_the_three_kinds_pass_the_checks(kind: str, brief: str) -> None:
    form = ClaimsForm.named(f"{KINDS}/{kind}/form.py:{brief}", KINDS / kind / "examples")
    assert len(form.examples) == 2
