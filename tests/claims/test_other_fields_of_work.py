"""Tasks that extractors of free text show themselves with (medication, a play, a radiology report), as forms."""

from typing import Any, Literal

import pytest

from summarizer.brief import GroundedBrief
from summarizer.claims import Claim, Name, Number, Prose, Quotation, Words
from tests.claims.given import document_of, ground


class Medication(Claim):
    """A medicine that a patient takes, took or shall take."""

    name: Name
    dose: Number | None = None
    route: Name | None = None
    frequency: Name | None = None
    duration: Number | None = None


class Medications(GroundedBrief):
    """List the medicines of a clinical note."""

    medications: list[Medication]


class Line(Claim):
    """Something that a character of a play says, and what it shows."""

    line: Quotation
    feeling: Literal["love", "anger", "grief", "wonder"]
    told_by: list[Words]


class Play(GroundedBrief):
    """List what the characters of a scene say, and how they feel."""

    lines: list[Line]
    characters: list[Name]


class Finding(Claim):
    """What a radiologist sees."""

    where: Name
    what: Prose
    size: Number | None = None
    meaning: Literal["normal", "minor", "significant"]


class Radiology(GroundedBrief):
    """List the findings of a radiology report."""

    findings: list[Finding]


NOTE = (
    "Patient was given 250 mg of cefazolin by vein every 8 hours for 5 days. "
    "She continues lisinopril 10 mg once daily by mouth and stopped naproxen in May."
)
SCENE = (
    "“But soft, what light through yonder window breaks?” says Romeo. “O Romeo, Romeo,” sighs Juliet above."
)
REPORT = (
    "The liver is normal. There is a 2.4 cm cyst in the left kidney. "
    "A fracture of the eighth rib is seen without displacement."
)


@pytest.mark.parametrize(
    ("form", "text", "drafted"),
    [
        (
            Medications,
            NOTE,
            {
                "medications": [
                    {
                        "s": [1],
                        "name": "cefazolin",
                        "dose": "250 mg",
                        "route": "by vein",
                        "frequency": "every 8 hours",
                        "duration": "5 days",
                    },
                    {
                        "s": [2],
                        "name": "lisinopril",
                        "dose": "10 mg",
                        "route": "by mouth",
                        "frequency": "once daily",
                    },
                    {"s": [2], "name": "naproxen"},
                ]
            },
        ),
        (
            Play,
            SCENE,
            {
                "lines": [
                    {
                        "s": [1],
                        "line": {"q": "Q1", "by": "Romeo"},
                        "feeling": "wonder",
                        "told_by": ["but soft", "What light"],
                    },
                    {
                        "s": [2],
                        "line": {"q": "Q2", "by": "Juliet"},
                        "feeling": "love",
                        "told_by": ["sighs Juliet"],
                    },
                ],
                "characters": ["Romeo", "Juliet"],
            },
        ),
        (
            Radiology,
            REPORT,
            {
                "findings": [
                    {"s": [1], "where": "liver", "what": "The liver is normal.", "meaning": "normal"},
                    {
                        "s": [2],
                        "where": "left kidney",
                        "what": "There is a 2.4 cm cyst.",
                        "size": "2.4 cm",
                        "meaning": "minor",
                    },
                    {
                        "s": [3],
                        "where": "eighth rib",
                        "what": "A fracture of the rib is seen.",
                        "meaning": "significant",
                    },
                ]
            },
        ),
    ],
    ids=["medication", "play", "radiology"],
)
def test_all_that_the_text_has_is_grounded_exactly(
    form: type[GroundedBrief], text: str, drafted: dict[str, Any]
) -> None:
    document = document_of(text)
    brief, rejected = ground(form, drafted, document)
    assert rejected == []
    for name, entries in drafted.items():
        assert len(getattr(brief, name)) == len(entries)
    for piece in spans(brief.model_dump(mode="json", exclude={"article", "provenance"})):
        assert text[piece["start"] : piece["end"]] == piece["text"]


def test_numbers_come_with_their_units() -> None:
    drafted = {"s": [1], "name": "cefazolin", "dose": "250 mg", "duration": "5 days"}
    brief, _ = ground(Medications, {"medications": [drafted]}, document_of(NOTE))
    (one,) = brief.medications
    assert [(held.value, held.unit) for held in (one.dose, one.duration)] == [(250, "mg"), (5, "days")]


def spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [span for part in value for span in spans(part)]
    if not isinstance(value, dict):
        return []
    return ([value] if isinstance(value.get("start"), int) else []) + spans(list(value.values()))
