import json
import pickle

import pytest
from pydantic import BaseModel, ValidationError

from summarizer.model.filling import answer_type, explain, json_part
from tests.support.work import LINEAR, growth


class Pair(BaseModel):
    left: int
    right: int


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        ' \n{"a": 1}\n',
        '```json\n{"a": 1}\n```',
        'Sure:\n```\n{"a": 1}\n```\nDone.',
        'The answer is {"a": 1}, I think.',
        'JSON: {"a": 1}\n\nNote: {all} of it is {there}.',
        'I use {{braces}}.\n{"b": 2, "c": 3}\nNo, better: {"a": 1}',
        '{"a": 1}\n{}',
        '"{\\"a\\": 1}"',
        '\ufeff{"a": 1}',
    ],
)
def test_json_is_found_within_the_words_around_it(text: str) -> None:
    assert json_part(text) == '{"a": 1}'


@pytest.mark.parametrize("text", ['{"a": {"b": 1}, "c": [{"d": 2}', '{"a": 1, "b": {"c": 2}, "d": "e'])
def test_part_of_an_object_that_breaks_off_is_not_taken_for_it(text: str) -> None:
    with pytest.raises(ValueError, match="line 1 column"):
        json.loads(json_part(text))


def test_text_without_json_stays_as_it_is() -> None:
    assert json_part("no braces here") == "no braces here"


@pytest.mark.parametrize("unit", ["{", "```", "`", "}{"])
def test_hostile_answer_takes_work_in_proportion_to_its_length(unit: str) -> None:
    assert growth(lambda length: json_part(unit * length), 1_000) < LINEAR
    json_part(unit * 500_000)  # it ends


def test_explanation_names_each_fault_once_and_no_version() -> None:
    with pytest.raises(ValidationError) as caught:
        Pair.model_validate({"left": "x"})
    assert explain(caught.value) == (
        "left: Input should be a valid integer, unable to parse string as an integer\nright: Field required"
    )


def test_what_instructor_fills_holds_the_very_class() -> None:
    value = answer_type(Pair).model_validate_json('{"left": 1, "right": 2}').value  # type: ignore[attr-defined]  # made at run time
    assert pickle.loads(pickle.dumps(value)) == Pair(left=1, right=2)  # noqa: S301  our own bytes
