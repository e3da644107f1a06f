"""What the commands make of a form of one's own, before anything is sent."""

import json
from pathlib import Path

import pytest

from tests.claims.given import KINDS
from tests.cli.conftest import Run

FORM = f"{KINDS}/deals/form.py:DealsBrief"


@pytest.mark.parametrize(("more", "list_of"), [((), "Deal"), (("--draft",), "DraftDeal")])
def test_schema_of_a_form_and_of_its_draft_is_printed(run: Run, more: tuple[str, ...], list_of: str) -> None:
    schema = json.loads(run("schema", "--schema", FORM, *more).stdout)
    assert schema["properties"]["deals"]["items"] == {"$ref": f"#/$defs/{list_of}"}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("size: float", "Thing.size is a float, and nothing can ground one."),
        ("inner: 'list[Thing]'", "The form holds itself: Things > Thing > Thing."),
    ],
)
def test_form_that_nothing_can_fill_ends_the_command_before_a_request(
    run: Run, tmp_path: Path, field: str, said: str
) -> None:
    form, article = tmp_path / "form.py", tmp_path / "a.txt"
    form.write_text(
        "from summarizer.claims import *\n"
        f"class Thing(Claim):\n    'A thing.'\n    {field}\n"
        "class Things(GroundedBrief):\n    'List things.'\n    things: list[Thing]\n"
    )
    article.write_text("A text.")
    asked = ("--base-url", "http://127.0.0.1:9/v1", "--model", "m")
    result = run("brief", article, "--schema", f"{form}:Things", *asked)
    assert result.exit_code == 2
    assert said in result.stderr
