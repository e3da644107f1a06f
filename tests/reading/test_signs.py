import os
import subprocess
import sys

from summarizer.article import Article
from summarizer.reading.signs import signs_of
from summarizer.text.document import read_document
from tests.support.parser import loaded_parser

SENTENCE = (
    "Chile has not accused its neighbour Peru of moving troops to the border, and will send envoys to Lima."
)


def all_signs() -> list[list[str]]:
    document = read_document(Article(text=SENTENCE))
    parse = loaded_parser().parse(document.text, document.sentences, document.quotations)
    return [signs_of(token) for token in parse.doc if token.pos_ in {"VERB", "NOUN"}]


def test_signs_of_a_verb_tell_its_sides_what_hangs_on_it_and_its_negation() -> None:
    accused = all_signs()[0]
    assert {"v accuse", "s# GPE", "p of", "neg", "v accuse neg", "cue ACCUSE", "x has"} <= set(accused)
    assert len(accused) == len(set(accused))


def test_signs_come_in_the_same_order_in_every_process() -> None:
    """A tie between two types is decided by the last digit of a sum, and so by the order of its parts."""
    program = "from tests.reading.test_signs import all_signs; print(all_signs())"
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
