from pathlib import Path

import pytest

from tests.evaluation.fitting.coded import read_coded

CODED = Path(__file__).parents[1] / "coded"
TEXT = """@ one
# 1 Oslo asked Moscow to leave.
#
# 2 It refused.
A Norway = Oslo
A Russia = Moscow; Kremlin
1 | asked | REQUEST/REJECT | Norway | Kremlin; ?NATO | happened | M
2 | refused | REJECT | Russia | ?Norway | happened/ongoing |
"""


def written(folder: Path, text: str) -> Path:
    (folder / "texts.txt").write_text(text, encoding="utf-8")
    return folder


def test_article_has_its_text_and_acts_at_the_sentences_that_tell_them(tmp_path: Path) -> None:
    [article] = read_coded(written(tmp_path, TEXT))
    assert article.text == "Oslo asked Moscow to leave.\n\nIt refused."
    first, second = article.acts
    assert article.text[second.start : second.end] == "It refused."
    assert (first.types, first.statuses, first.major) == (("REQUEST", "REJECT"), ("happened",), True)
    assert (second.statuses, second.major) == (("happened", "ongoing"), False)


def test_sides_accept_every_form_of_a_name_and_say_whether_they_may_be_left_out(tmp_path: Path) -> None:
    first, second = next(read_coded(written(tmp_path, TEXT))).acts
    assert set(first.recipients.accepted) == {"Kremlin", "Russia", "NATO"}
    assert not first.recipients.may_lack
    assert set(second.recipients.accepted) == {"Norway", "Oslo"}
    assert second.recipients.may_lack


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("1 | asked | REQUEST", "is not: sentence"),
        ("3 | asked | REQUEST | Norway | | happened |", "is not: sentence"),
        ("1 | asked | PLEAD | Norway | | happened |", "'PLEAD'.*is no PLOVER type"),
    ],
)
def test_line_that_cannot_be_read_is_named(line: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=rf"texts\.txt: .*{fault}"):
        list(read_coded(written(tmp_path, TEXT + line)))


def test_our_own_coded_texts_name_a_word_of_the_sentence_for_every_act() -> None:
    articles = list(read_coded(CODED))
    assert len({article.id for article in articles}) == len(articles) > 400
    for article in articles:
        for act in article.acts:
            assert act.head.casefold() in article.text[act.start : act.end].casefold(), (article.id, act.head)
