"""Words that a cited sentence has are not looked through: they can break no rule about words of one's own."""

from itertools import combinations

import pytest

from summarizer.article import Article
from summarizer.text.document import Document, read_document
from summarizer.verification.claims import Claim, Prose
from summarizer.verification.instructions import repeats_instructions
from summarizer.verification.rules import WORDING_RULES, check_prose, is_copied

TRICKY = (
    "The G20 sent 1,000 of twenty-one U.S. envoys to Al-Qaim, Dolan’s “big” port (O’Brien said); 3.5 left."
)


def analysis_of(text: str) -> Document:
    return read_document(Article(text=text))


def claim_of(words: str, document: Document) -> Claim:
    return Claim("headline", words, document.sentences)


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
    document = analysis_of(TRICKY)
    assert is_copied(claim_of(words, document), document) == copied


def test_copied_words_break_no_rule_about_words() -> None:
    document = analysis_of(TRICKY)
    ends = combinations(range(len(TRICKY) + 1), 2)
    claims = [claim_of(TRICKY[start:end], document) for start, end in ends]
    copied = [claim for claim in claims if is_copied(claim, document)]
    assert len(copied) > 100
    assert not [claim for claim in copied if any(rule(claim, document) for rule in WORDING_RULES)]
    assert not [claim for claim in copied if repeats_instructions(claim.text, document.text)]


def test_words_of_a_sentence_that_is_not_cited_are_not_copied() -> None:
    document = analysis_of("Rebels took Lurno.\nOstrava lost 40 men.")
    words = Prose("headline", "Ostrava lost 40 men", [1])
    failed = check_prose(words, document)
    assert failed is not None
    assert "numbers that the cited sentences lack: 40" in failed.reason
