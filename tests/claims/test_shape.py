from enum import Enum
from typing import Any, ClassVar, Literal, Self

import pytest

from summarizer.claims import (
    Cited,
    Claim,
    Grounded,
    GroundedBrief,
    Name,
    Number,
    Prose,
    Reference,
    Ungrounded,
    When,
)
from summarizer.claims.form import ClaimsForm
from summarizer.claims.instructions import key_lines
from summarizer.errors import BriefFormError
from summarizer.model.schema import strict_schema
from tests.claims.given import ground


def form(**fields: Any) -> type[GroundedBrief]:
    """Return a form with a claim of these fields."""
    claim = type(
        "Thing", (Claim,), {"__doc__": "A thing.", "__annotations__": fields, "__module__": __name__}
    )
    body = {"__doc__": "List things.", "__annotations__": {"things": list[claim]}, "__module__": __name__}  # type: ignore[valid-type]  # made here
    return type("Things", (GroundedBrief,), body)


class Colour(Enum):
    RED = 1


class Loner(Claim):
    """Not in any brief."""


class Circle(Claim):
    """Holds itself."""

    inner: "list[Circle]"


class Circles(GroundedBrief):
    """List circles."""

    circles: list[Circle]


class Bare(GroundedBrief):
    """Has nothing."""


class Mute(GroundedBrief):
    names: list[Name]


class Single(GroundedBrief):
    """Must be there."""

    day: When


@pytest.mark.parametrize(
    ("schema", "message", "hint"),
    [
        (form(size=float), "Thing.size is a float, and nothing can ground one.", "Use Number or Money."),
        (
            form(text=str | None),
            "Thing.text is a str, and nothing",
            "Use Name, Place, Words, Prose or Quotation.",
        ),
        (form(flag=bool), "Thing.flag is a bool", "Use Stated."),
        (form(anything=dict[str, str]), "Thing.anything is of a type that nothing can ground", "Use Name"),
        (form(either=Name | Number), "Thing.either is of a type that nothing can ground", "Use Name"),
        (
            form(level=Literal[1, 2]),
            "Thing.level offers something else than strings.",
            "Use a Literal of strings.",
        ),
        (form(s=Name), "Thing.s has a name that is taken.", "Give the field another name."),
        (form(of=Reference[Loner]), "Thing.of refers to Loner, of which Things has no list.", "list[Loner]"),
        (Circles, "The form holds itself: Circles > Circle > Circle.", "Use a Reference"),
        (Bare, "'Bare' has no fields.", "Give it some"),
        (Mute, "Mute has no docstring", "Say in a sentence"),
        (Single, "Single.day must be there, and the article may not have it.", "make it a list"),
        (GroundedBrief, "'GroundedBrief' is not a form of a brief.", "Derive a class"),
    ],
)
def test_form_that_nothing_can_fill_is_one_sentence(
    schema: type[GroundedBrief], message: str, hint: str
) -> None:
    with pytest.raises(BriefFormError) as caught:
        ClaimsForm.of(schema)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_two_kinds_of_claims_with_one_name_are_told() -> None:
    first = form(who=Name).model_fields["things"].annotation
    second = form(when=When).model_fields["things"].annotation
    body = {"__doc__": "Both.", "__annotations__": {"a": first, "b": second}, "__module__": __name__}
    with pytest.raises(BriefFormError, match="Two kinds of claims are called 'Thing'"):
        ClaimsForm.of(type("Both", (GroundedBrief,), body))


def test_form_that_is_too_deep_is_told() -> None:
    held: Any = Name
    for level in range(5):
        body = {"__doc__": "A level.", "__annotations__": {"part": list[held]}, "__module__": __name__}
        held = type(f"Level{level}", (Claim,), body)
    body = {"__doc__": "Deep.", "__annotations__": {"parts": list[held]}, "__module__": __name__}
    with pytest.raises(BriefFormError, match="levels deep; endpoints take 4"):
        ClaimsForm.of(type("Deep", (GroundedBrief,), body))


class Percentage(Grounded):
    """A share in per cent."""

    fills: ClassVar[str] = "a share in per cent, in the article's words"

    text: str

    @classmethod
    def ground(cls, drafted: Any, cited: Cited) -> Self:
        if "per cent" not in drafted or cited.find(drafted) is None:
            raise Ungrounded("is no share of the article")
        return cls(text=drafted)


class Stake(Name):
    """A shareholder, not a company that is held."""

    kind: Literal["fund", "person"]


class Holding(Claim):
    """Shares that somebody holds."""

    holder: Stake
    share: Percentage


class Holdings(GroundedBrief):
    """List who holds shares."""

    holdings: list[Holding]


def test_users_may_add_types_and_kinds_of_names() -> None:
    lines = key_lines(Holdings)
    assert "a share in per cent, in the article's words (A share in per cent.)" in lines
    assert "A shareholder, not a company that is held." in lines
    drafted = {"s": [1], "holder": {"name": "Norland", "kind": "fund"}, "share": "14 per cent"}
    brief, rejected = ground(Holdings, {"holdings": [drafted]})
    assert brief.holdings == []
    assert rejected[0].reason == "is no share of the article"


def test_draft_is_a_strict_schema_with_short_keys() -> None:
    schema = strict_schema(ClaimsForm.of(Holdings).draft)
    held = schema["$defs"]["DraftHolding"]
    assert list(held["properties"]) == ["s", "holder", "share"]
    assert held["required"] == list(held["properties"])
    assert held["additionalProperties"] is False


def test_prompt_says_what_each_key_takes() -> None:
    class Remark(Claim):
        """Something said."""

        topic: Literal["war", "peace"]
        words: Prose

    class Remarks(GroundedBrief):
        """List remarks."""

        remarks: list[Remark]
        places: list[Number]

    assert key_lines(Remarks).splitlines() == [
        "- remarks: a list, most important first; Something said.",
        "  - s: the numbers of the sentences that say it.",
        "  - topic: one of war, peace.",
        "  - words: a sentence of your own, with no number or name that the cited sentences lack.",
        "- places: a list; a number with its unit, in the words of a cited sentence, without what hedges it; "
        "an object: `v` is that, `s` the numbers of the sentences that say so.",
    ]
