import pytest

from summarizer.claims.foreign import foreign_character, foreign_markup, without_foreign
from tests.support.work import LINEAR, growth

ARTICLE = (
    "See https://news.example/a?b=1 and mail desk@news.example, or ask at news.example. Fewer than <20 boats left; "
    "a <b>bold</b> word, [sic], {{ name }} and R&amp;D. The na\u0308ive so\u00adft word."
)


@pytest.mark.parametrize(
    "piece",
    [
        "https://news.example/leak",
        "https://news.exam",
        "https://evil.example/?https://news.example/a?b=1",
        "javascript:alert(1)",
        "news.example/collect",
        "evil.example",
        "drop@evil.example",
        "www.evil.example",
        "<script>",
        "<img src=x",
        "<|im_start|>",
        "[here](Sarvo)",
        "[bold red]",
        "{{ types }}",
        "${7*7}",
        "&lt;b&gt;",
        "**bold**",
        "```",
        "| a",
    ],
)
def test_markup_that_the_article_lacks_is_found_and_shown_dead(piece: str) -> None:
    words = f"Boats left {piece} on Monday"
    found = foreign_markup(words, ARTICLE)
    assert found is not None
    shown = without_foreign(words, ARTICLE)
    assert "\ufffd" in shown
    assert foreign_markup(shown, ARTICLE) is None


@pytest.mark.parametrize(
    "words",
    [
        "See https://news.example/a?b=1.",
        "Mail desk@news.example now",
        "Ask at news.example.",
        "Fewer than <20 boats",
        "A <b>bold</b> word",
        "They said [sic] and {{ name }} and R&amp;D",
        "The U.S. army met at 3.30 p.m. on Jan. 5: 12:30 was too late; St. Petersburg, No. 4, $5.2 million (50%)",
        "Al-Qaim’s “mayor” — he’s 40 — left…",
    ],
)
def test_what_the_article_has_or_what_is_only_words_may_stand(words: str) -> None:
    assert foreign_markup(words, ARTICLE) is None
    assert foreign_character(words, ARTICLE) is None
    assert without_foreign(words, ARTICLE) == words


@pytest.mark.parametrize(
    ("words", "character"),
    [
        ("Boats \x1b[31mleft", "\x1b"),
        ("Boats\u202e left", "\u202e"),
        ("so\u00adft boats", None),
        ("bo\u00adats", "\u00ad"),  # the article has one, elsewhere
        ("na\u0308ive", None),
        ("boa\u0301ts", "\u0301"),
        ("bo" + "\u0308" * 4 + "ats", "\u0308"),
        ("bo\u3164ats", "\u3164"),
        ("boats\nleft", "\n"),
        ("boats 👍 left", None),
    ],
)
def test_unseen_and_covering_characters_come_from_the_article_in_their_word(
    words: str, character: str | None
) -> None:
    assert foreign_character(words, ARTICLE) == character


@pytest.mark.parametrize(
    "unit", ["<a", "a.", "a:", "[a", "a@", "://", "{{", "&a", "]( ", "x" * 70 + ".", "a-", "| "]
)
def test_looking_is_linear(unit: str) -> None:
    def look(units: int) -> None:
        text = unit * units
        foreign_markup(text, text)
        foreign_markup(f"{text} <", "")

    assert growth(look, 100) < LINEAR
    look(100_000 // len(unit))  # it ends
