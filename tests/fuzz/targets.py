"""The fuzz targets by name: bytes in, an exception where a promise is broken.

A target of another part is one more function here, and a folder of its name in corpus/.
"""

from collections.abc import Callable, Mapping

from tests.fuzz.batch import inputs_hold, results_hold
from tests.fuzz.drafts import ByteReader, read_draft
from tests.fuzz.promises import (
    document_holds,
    folding_holds,
    quotations_hold,
    sentences_hold,
    verification_holds,
)

Target = Callable[[bytes], None]


def sentences(data: bytes) -> None:
    """Segment a text."""
    sentences_hold(data.decode("utf-8", "ignore"))


def quotations(data: bytes) -> None:
    """Find the quotations of a text, and who and what the rules find in it."""
    text = data.decode("utf-8", "ignore")
    quotations_hold(text)
    if text.strip():
        document_holds(text)


def folding(data: bytes) -> None:
    """Look for the words before the first zero byte in those behind it."""
    needle, _, text = data.partition(b"\0")
    folding_holds(text.decode("utf-8", "ignore"), needle.decode("utf-8", "ignore"))


def verification(data: bytes) -> None:
    """Verify a draft, read from the bytes behind the last zero byte, of the text before it."""
    article, _, draft = data.rpartition(b"\0")
    text = article.decode("utf-8", "ignore")
    if text.strip():
        verification_holds(document_holds(text), read_draft(ByteReader(draft), text))


def inputs(data: bytes) -> None:
    """Read a file of a batch, of the kind that the first byte says."""
    inputs_hold(data[1:], (".jsonl", ".csv", ".txt")[data[0] % 3] if data else ".txt")


def results(data: bytes) -> None:
    """Continue a file of results."""
    results_hold(data)


TARGETS: Mapping[str, Target] = {
    target.__name__: target for target in (sentences, quotations, folding, verification, inputs, results)
}
