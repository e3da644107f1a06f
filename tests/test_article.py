from hashlib import sha256

import pytest

from summarizer.article import Article, decode_article
from summarizer.errors import ArticleError


def decode(data: bytes, limit: int = 1000) -> tuple[str, str]:
    return decode_article(data, name="'a.txt'", limit=limit)


def test_utf8_is_kept_exactly() -> None:
    text = "“Curly”\r\n\tand — dashes…\n"
    assert decode(text.encode()) == (text, "utf-8")


def test_byte_order_mark_is_not_text() -> None:
    assert decode(b"\xef\xbb\xbfHello") == ("Hello", "utf-8")
    assert decode("Hello".encode("utf-16")) == ("Hello", "utf-16")


def test_cp1252_is_read_when_it_is_not_utf8() -> None:
    assert decode("He said “non” — café".encode("cp1252")) == ("He said “non” — café", "cp1252")


@pytest.mark.parametrize("data", [b"", b"   \r\n\t ", b"\xef\xbb\xbf"])
def test_empty_file_is_named(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"'a\.txt' is empty"):
        decode(data)


@pytest.mark.parametrize("data", [b"\x7fELF\x00\x01", bytes(range(1, 32)) * 9, b"GIF89a\x00\x10"])
def test_binary_file_is_named(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"'a\.txt' is a binary file"):
        decode(data)


def test_bytes_that_no_encoding_takes_are_named() -> None:
    with pytest.raises(ArticleError, match="neither UTF-8 nor cp1252: byte 3"):
        decode(b"abc\x81")


def test_limit_names_size_and_way_out() -> None:
    with pytest.raises(ArticleError, match=r"11 characters; the limit is 10 characters") as caught:
        decode(b"hello world", limit=10)
    assert "--max-characters" in caught.value.hint
    with pytest.raises(ArticleError, match=r"41 bytes; the limit is 10 characters"):
        decode(b"x" * 41, limit=10)


def test_id_is_the_digest_of_the_text() -> None:
    assert Article(text="é").id == "sha256:" + sha256("é".encode()).hexdigest()


@pytest.mark.parametrize("text", ["", " \n "])
def test_article_without_words_is_refused(text: str) -> None:
    with pytest.raises(ArticleError, match="empty"):
        Article(text=text)


def test_half_a_surrogate_pair_is_refused_where_it_stands() -> None:
    with pytest.raises(ArticleError, match="at character 2"):
        Article(text="ab\ud800")


@pytest.mark.parametrize(("given", "kept"), [("", None), ("  ", None), (None, None), (" pt-BR ", "pt-BR")])
def test_language_is_a_tag_or_nothing(given: str | None, kept: str | None) -> None:
    assert Article(text="Olá.", language=given).language == kept


def test_language_that_is_no_tag_is_named() -> None:
    with pytest.raises(ArticleError, match="'plain English' is no tag of a language"):
        Article(text="Hello.", language="plain English")
