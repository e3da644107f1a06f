"""The parser that a process shares."""

import pytest

from summarizer.article import Article
from summarizer.reading import loading, parse
from summarizer.reading.loading import shared_parser
from summarizer.text.document import read_document
from tests.support.parser import parser_archive


def test_a_parser_that_keeps_too_many_words_is_loaded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "obtain", lambda *_: parser_archive())
    monkeypatch.setattr(loading, "_loaded", {})
    monkeypatch.setattr(parse, "_MOST_NEW_WORDS", 3)
    first = shared_parser(None, print)
    assert shared_parser(None, print) is first

    document = read_document(Article(text="Yaroquin, Belvastor and Umbriquay left Zelmandor for Kortavia."))
    old = first.parse(document.text, document.sentences, document.quotations)

    assert shared_parser(None, print) is not first
    assert old.doc[0].lemma_ == "Yaroquin"  # what was read before stays readable
