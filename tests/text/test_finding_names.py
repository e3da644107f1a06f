"""Where a name stands: each row gives a language, a text and a name, and the words that name it."""

import pytest

from summarizer.article import Article
from summarizer.text.document import read_document
from summarizer.text.endings import are_forms
from tests.support.work import LINEAR, growth


def found(language: str, text: str, name: str) -> list[str]:
    document = read_document(Article(text=text, language=language))
    return [span.of(text) for span in sorted(document.find_name(name))]


@pytest.mark.parametrize(
    ("language", "text", "name", "places"),
    [
        ("en", "Iran’s army; IRAN; Iran-backed.", "Iran", ["Iran", "IRAN", "Iran"]),
        ("tr", "İran’da ve Ankara'da", "Ankara", ["Ankara"]),
        ("de", "Die Soldaten des Sultans und ein Soldat", "Soldaten", ["Soldaten", "Soldat"]),
        (
            "pl",
            "z Unią Europejską, Unia Europejska",
            "Unia Europejska",
            ["Unią Europejską", "Unia Europejska"],
        ),
        ("pl", "w Niemczech i od Niemiec", "Niemcy", ["Niemczech", "Niemiec"]),
        ("ru", "с Владимиром Путиным", "Владимир Путин", ["Владимиром Путиным"]),
        ("uk", "у Києві та з Києва", "Київ", ["Києві", "Києва"]),
        ("fi", "Yhdysvalloissa ja Yhdysvaltain", "Yhdysvallat", ["Yhdysvalloissa", "Yhdysvaltain"]),
        ("hu", "Orbán Viktornak Magyarországon", "Orbán Viktor", ["Orbán Viktornak"]),
        ("el", "του Κυριάκου Μητσοτάκη", "Κυριάκος Μητσοτάκης", ["Κυριάκου Μητσοτάκη"]),
        ("ar", "وبالسعودية وللجيش", "السعودية", ["السعودية"]),
        ("ar", "وللجيش", "الجيش", ["للجيش"]),
        ("he", "ושישראל ובממשלה", "ישראל", ["ישראל"]),
        ("he", "ושישראל ובממשלה", "הממשלה", ["בממשלה"]),
        ("zh", "美国CNN报道中国外交部", "CNN", ["CNN"]),
        ("th", "นายกรัฐมนตรีไทยพบจีน", "ไทย", ["ไทย"]),
        ("ko", "한국은 일본에게", "일본", ["일본"]),
        ("hi", "किसानों ने कहा", "किसान", ["किसानों"]),
        ("pl", "Jan Nowak. Kowalski", "Nowak Kowalski", []),
    ],
)
def test_name_is_found_in_the_way_of_its_script(
    language: str, text: str, name: str, places: list[str]
) -> None:
    assert found(language, text, name) == places


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Tirana, Iranians", "Iran"),
        ("en", "Tirana", "tiran"),
        ("de", "Irak und Tirana, Iraner", "Iran"),
        ("pl", "Nigeria", "Niger"),
        ("pl", "w Tiranie", "Iran"),
        ("fi", "Maltalla", "Mali"),
        ("cs", "Slovinsko", "Slovensko"),
        ("ru", "в Тиране", "Иран"),
        ("uk", "у Тирані", "Іран"),
        ("el", "στα Τίρανα", "Ιράν"),
        ("tr", "Tiran’da", "İran"),
        ("ar", "تيرانا", "إيران"),
        ("ar", "بالعراقيين", "العراق"),
        ("he", "בטירנה", "איראן"),
        ("he", "ירדני", "ירדן"),
        ("fa", "تیرانا", "ایران"),
        ("hi", "तिराना", "ईरान"),
        ("hi", "रामा", "राम"),
        ("zh", "地拉那", "伊朗"),
        ("ja", "ティラナ", "イラン"),
        ("ko", "티라나", "이란"),
        ("pl", "\x1b[31m Zawadą", "Zawada\x1b[31m"),
    ],
)
def test_name_inside_another_word_is_not_found(language: str, text: str, name: str) -> None:
    assert found(language, text, name) == []


def test_forms_that_the_endings_do_not_tell_are_other_words() -> None:
    assert are_forms("warszawa", "warszawie", "pl")
    assert not are_forms("austria", "australia", "pl")
    assert not are_forms("warszawa", "warszawie", "en")


def test_finding_forms_takes_time_that_grows_with_the_text() -> None:
    def find(sentences: int) -> None:
        assert found("pl", "Zawadą mówił o Zawodzie. " * sentences, "Zawada Zawodowa") == []

    assert growth(find, 50) < LINEAR
