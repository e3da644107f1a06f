import pytest
from pydantic_core import from_json

from summarizer.validation_messages import json_fault, shown

HALF = "half of a character that JSON writes as two escapes, as of an emoji that was cut"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("this is a text", "a word that JSON does not know, at character 2"),
        ('{"text": "Anja', "it ends too early, at character 14"),
        ('{"text": "x"} more', "something follows its end, at character 15"),
        ('{"text": "x",}', "a comma that nothing follows, at character 14"),
        ("{'text': 'x'}", "a key without double quotation marks, at character 2"),
        ('{"text" "x"}', "a colon is missing, at character 9"),
        ('{"text": "x" "id": 1}', "a comma or a closing bracket is missing, at character 14"),
        ('{"text": }', "something that is no value, at character 10"),
        ('{"text": NaN}', "something that is no value, at character 10"),
        ('{"text": 01}', "a number that is not written as in JSON, at character 11"),
        (r'{"text": "C:\news"x', "a comma or a closing bracket is missing, at character 19"),
        (r'{"text": "C:\archive"}', "a backslash before what it cannot stand before, at character 14"),
        (r'{"text": "\ud83d"}', f"{HALF}, at character 17"),
        (r'{"text": "\ud83d and"}', f"{HALF}, at character 17"),
        (r'{"text": "\udca9 and"}', f"{HALF}, at character 16"),
        ("[" * 300, "too many brackets inside each other, at character 202"),
        ('{"é": "é" "è"}', "a comma or a closing bracket is missing, at character 11"),
    ],
)
def test_what_is_no_json_is_told_in_words_and_by_its_character(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match="line 1 column") as caught:
        from_json(text, allow_inf_nan=False)
    assert json_fault(caught.value, text.encode()) == fault


def test_of_several_lines_the_one_of_the_file_is_named() -> None:
    data = b'{\n "text": "x"\n "id": 1\n}'
    with pytest.raises(ValueError, match="line 3") as caught:
        from_json(data)
    assert json_fault(caught.value, data, began=10) == (
        "a comma or a closing bracket is missing, at character 2 of line 12"
    )


def test_what_is_shown_is_bounded() -> None:
    assert shown("short") == "'short'"
    assert len(shown("x" * 1_000)) == 60
