import unicodedata

import pytest

from summarizer.article import Article
from summarizer.claims.wording import Vocabulary
from summarizer.text.document import read_document
from summarizer.text.letters import composed, marks_as_letters
from tests.fuzz.promises import document_holds, reading_holds
from tests.support.work import LINEAR, growth

ARTICLE = (
    "Prime Minister Jānis Bērziņš accused José Núñez, the foreign minister of Côte d’Ivoire, of lying. "
    "“We will not go to São Tomé,” Bērziņš said on Monday. "
    "Núñez’s spokeswoman Zoë Šimková met rebels in Kočani and told them: “He is wrong.” "
    "BĚLÁ agreed, Zoë Šimková said."
)


def unsupported_names(prose: str, article: str) -> tuple[str, ...]:
    return Vocabulary(read_document(Article(text=article, language="en"))).unsupported_names(prose)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def test_prose_may_name_in_one_form_what_the_article_names_in_the_other() -> None:
    prose = "The rebels met Šimková."
    assert unsupported_names(prose, decomposed(ARTICLE)) == ()
    assert unsupported_names(decomposed(prose), ARTICLE) == ()
    assert unsupported_names("The rebels met Dvořák.", decomposed(ARTICLE)) == ("Dvořák",)


@pytest.mark.parametrize(
    "text",
    [
        "प्रधानमंत्री ने कहा “हम नहीं जाएंगे”। Narendra Rao said “हिन्दी में बात होगी”.",
        "قالَ الرَّئيسُ “لن نَذهَبَ” يوم الاثنين. President Omar Haddad said “سَلامٌ عليكم”.",
        "ผู้นำกล่าวว่า “เราจะไม่ไป” The rebels attacked the town.",
        "\u0301Rebels\u0301 attacked\u0301 \u0301the town\u0301.\u0301 “\u0301No,\u0301” he\u0301 said\u0301.",
        "Rebels" + "\u0316\u0301" * 200 + " attacked the town of Lomba.",
        "1\ufe0f\u20e3 Rebels attacked ❤\ufe0f the town.",
    ],
)
def test_marks_of_other_scripts_and_stray_marks_leave_every_place_true(text: str) -> None:
    document_holds(text)
    reading_holds(text)


def test_marks_become_letters_where_they_belong_to_one() -> None:
    assert marks_as_letters("Zoe\u0308 1\u0301 \u0301a -\u0301") == "Zoeː 1\u0301 \u0301a -\u0301"
    assert marks_as_letters("क्या।") == "कːयː।"  # the full stop behind a vowel sign is none


@pytest.mark.parametrize("text", ["Zoë Šimková", "plain", "Ελλάδα; Россия", "가나다", "😀 “x” –", ""])
def test_composed_text_stays_as_it_is(text: str) -> None:
    assert marks_as_letters(text) == text
    assert composed(text) == text


@pytest.mark.parametrize("unit", ["\u0301", "\u0316\u0301", "a\u0301", "a\u0316\u0301\u0345", "Я", "।", "ा।"])
def test_marks_without_end_take_linear_work(unit: str) -> None:
    def read(units: int) -> None:
        text = "a" + unit * units
        assert len(marks_as_letters(text)) == len(text)
        composed(text)

    assert growth(read, 100) < LINEAR
    read(200_000 // len(unit))  # it ends
