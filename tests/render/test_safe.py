import pytest

from summarizer.render.safe import markdown_line, safe_line, safe_text
from tests.support.work import LINEAR, growth


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x9b31m", "<9B>31m"),
        ("bell\x07 null\x00 delete\x7f", "bell␇ null␀ delete␡"),
        ("over\x08\x08write", "over␈␈write"),
    ],
)
def test_control_characters_become_visible(given: str, shown: str) -> None:
    assert safe_text(given) == shown


@pytest.mark.parametrize(
    "mark", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"]
)
def test_bidi_marks_become_visible(mark: str) -> None:
    assert safe_text(f"a{mark}b") == f"a<U+{ord(mark):04X}>b"


@pytest.mark.parametrize("mark", [*"\u200b\u200c\u200d\u2060\ufeff\u00ad\U000e0041"])
def test_invisible_characters_are_removed(mark: str) -> None:
    assert safe_text(f"mini{mark}ster") == "minister"


def test_lone_surrogate_becomes_the_replacement_character() -> None:
    assert safe_text("a\ud800b") == "a\ufffdb"


def test_ordinary_text_is_left_as_it_is() -> None:
    text = "“Élan”, said Đorđe — 日本, \tعربي, 5 € ½.\nNext line."
    assert safe_text(text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85", "\f", "\v"])
def test_every_line_end_becomes_a_newline(end: str) -> None:
    assert safe_text(f"one{end}two") == "one\ntwo"


def test_safe_line_is_one_line() -> None:
    assert safe_line("  one\r\n\ttwo\u2028three ") == "one two three"


def test_controls_without_end_take_work_in_proportion() -> None:
    def safe(units: int) -> str:
        return markdown_line("\x1b\u202e\u200b\r" * units)

    assert growth(safe, 100) < LINEAR
    safe(250_000)  # 1 MB ends, too


@pytest.mark.parametrize(
    ("given", "escaped"),
    [
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[x](http://example.org)", r"\[x\](http://example.org)"),
        ("# not a heading", r"\# not a heading"),
        ("1984. A novel", r"1984\. A novel"),
        ("2) second", r"2\) second"),
        ("- no list", r"\- no list"),
        ("a - b + c = 1.", "a - b + c = 1."),
        ("a | b", r"a \| b"),
        ("AT&amp;T", r"AT\&amp;T"),
        (r"back\slash", r"back\\slash"),
        ("line\n# two", "line # two"),
    ],
)
def test_markdown_markup_is_escaped(given: str, escaped: str) -> None:
    assert markdown_line(given) == escaped
