import pytest

from summarizer.text.headings import title_line, without_dateline
from summarizer.text.sentences import find_sentences

STORY = "The council of Altmark voted on Monday to close the harbour. Fishermen protested."


def title_of(text: str) -> str | None:
    sentences = find_sentences(text)
    found = title_line(text, sentences)
    return found.of(text) if found else None


@pytest.mark.parametrize(
    "title",
    [
        "Altmark closes its harbour after vote",
        "“We will not leave”: an evening with the fishermen",
        "Is the harbour of Altmark lost?",
    ],
)
def test_short_first_line_without_a_full_stop_is_the_title(title: str) -> None:
    assert title_of(f"{title}\n\nBy Ada Lund\n\n{STORY}") == title


@pytest.mark.parametrize(
    "first",
    [
        "Altmark closes its harbour after a vote.",
        "“We will never leave this harbour.”",
        "By Ada Lund in Altmark town",
        "World news",
        "These are the demands of the fishermen:",
        "A line that goes on and on " * 8,
    ],
)
def test_other_first_lines_are_no_title(first: str) -> None:
    assert title_of(f"{first}\n\n{STORY}") is None


def test_line_without_a_story_is_no_title() -> None:
    assert title_of("Altmark closes its harbour after vote") is None
    assert title_of("The list of what is left\n\nand of what is lost") is None


@pytest.mark.parametrize(
    "dateline",
    [
        "LUTZ, Freedonia, 12 March - ",
        "LUTZ (Southern Wire) — ",
        "Lutz, Freedonia, Oct. 4 (Wire) -- ",
        "SAN MARTIN – ",
        "12 March - ",
        "(Wire) - ",
    ],
)
def test_dateline_is_left_out(dateline: str) -> None:
    assert without_dateline(dateline + "The council voted.") == "The council voted."
    assert without_dateline(dateline + "“We stay,” he said.") == "“We stay,” he said."


@pytest.mark.parametrize(
    "words",
    [
        "NATO – which met on Monday – will send ships.",
        "Ada Lund - The fisherman’s daughter.",
        "COVID-19 closed the harbour.",
        "12 March - 14 April: the harbour is closed.",
        "The vote of 12 March - Altmark’s last - was close.",
    ],
)
def test_other_beginnings_stay(words: str) -> None:
    assert without_dateline(words) == words
