import pytest

from summarizer.article import Article
from summarizer.claims.wording import Vocabulary, unsupported_numbers
from summarizer.text.document import read_document

ARTICLE = (
    "Officials in Sarvo said 1,200 people fled and at least seven died. Al-Qaim fell; Ostrava’s army left."
)


def unsupported_names(prose: str, article: str, language: str = "en") -> tuple[str, ...]:
    return Vocabulary(read_document(Article(text=article, language=language))).unsupported_names(prose)


@pytest.mark.parametrize(
    ("prose", "missing"),
    [
        ("1,200 people fled", ()),
        ("1200 people fled", ()),
        ("At least seven died", ()),
        ("Eight died", ("Eight",)),
        ("13 people fled on day 2", ("13", "2")),
        ("Twenty-one died", ("Twenty-one",)),
        ("One of them died", ()),
        ("Seven. Then seven more", ()),
        ("Then 7 more", ("7",)),
        ("1.200 oder 1 200 oder ١٢٠٠", ()),
        ("12 200", ("12200",)),
    ],
)
def test_numbers_must_stand_in_the_cited_text(prose: str, missing: tuple[str, ...]) -> None:
    assert unsupported_numbers(prose, ARTICLE) == missing


@pytest.mark.parametrize(
    ("prose", "missing"),
    [("3人、2000人、12000人", ()), ("5人", ("5",)), ("2万人", ())],
)
def test_figures_of_a_text_in_han_are_known(prose: str, missing: tuple[str, ...]) -> None:
    assert unsupported_numbers(prose, "三人が負傷し、約2千人と1.2万人が避難した。") == missing


@pytest.mark.parametrize(
    ("prose", "missing"),
    [
        ("Army leaves Sarvo", ()),
        ("Army leaves Lurno", ("Lurno",)),
        ("Fighting in Al-Qaim", ()),
        ("Ostrava's army left", ()),
        ("The Ostravas left", ()),
        ("Yesterday people fled. Today they returned", ()),  # first words of sentences are capitalised anyway
        ("“Sarvo fell,” said Dolan", ("Dolan",)),
        ("Army OFFICIALS", ()),
        ("Army of the G20", ("G",)),
    ],
)
def test_names_must_stand_in_the_article(prose: str, missing: tuple[str, ...]) -> None:
    assert unsupported_names(prose, ARTICLE) == missing


def test_name_with_a_figure_is_known_where_the_article_has_it() -> None:
    assert unsupported_names("Leaders of the G20 met in H5N1 masks", "The G20 spoke of H5N1.") == ()
    assert unsupported_names("Agents of MI6 met", "An MI6_agent spoke.") == ()


def test_name_and_number_in_capitals_are_the_words_they_are() -> None:
    assert unsupported_names("Army of OSTRAVA left", ARTICLE) == ()
    assert unsupported_numbers("SEVEN died in twenty-two villages", ARTICLE) == ("twenty-two",)
