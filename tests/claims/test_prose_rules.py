"""Words that a cited sentence has are not looked through: they can break no rule about words of one's own."""

from itertools import combinations

import pytest

from summarizer.article import Article
from summarizer.claims.checking import Checking
from summarizer.claims.field import Cited
from summarizer.claims.rules import WORDING_RULES, is_copied, objection_to
from summarizer.text.document import read_document

TRICKY = (
    "The G20 sent 1,000 of twenty-one U.S. envoys to Al-Qaim, Dolan’s “big” port (O’Brien said); 3.5 left."
)


def cited(text: str, last: int | None = None) -> Cited:
    document = read_document(Article(text=text))
    return Checking(document).citing(document.sentences[:last])


@pytest.mark.parametrize(
    ("words", "copied"),
    [
        ("The G20 sent 1,000 of twenty-one", True),
        ("to Al-Qaim", True),
        ("envoys", True),
        ("left", True),
        ("left.", True),
        ("sent 1", False),
        ("000 of", False),
        ("of twenty", False),
        ("one U.S", False),
        ("the G20 sent", False),
        ("G20 left", False),
        ("Dolan", False),
    ],
)
def test_words_are_copied_from_the_beginning_of_a_word_to_the_end_of_one(words: str, copied: bool) -> None:
    assert is_copied(words, cited(TRICKY)) == copied


def test_copied_words_break_no_rule_about_words() -> None:
    tricky = cited(TRICKY)
    pieces = [TRICKY[start:end] for start, end in combinations(range(len(TRICKY) + 1), 2)]
    copied = [words for words in pieces if is_copied(words, tricky)]
    assert len(copied) > 100
    assert not [words for words in copied if any(rule(words, tricky) for rule in WORDING_RULES)]


def test_words_of_a_sentence_that_is_not_cited_are_not_copied() -> None:
    reason = objection_to("Ostrava lost 40 men", cited("Rebels took Lurno.\nOstrava lost 40 men.", 1))
    assert reason == "has numbers that the cited sentences lack: 40"
