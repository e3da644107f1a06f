"""The analysis as a whole: what it leaves as it was."""

import gc

import pytest

from summarizer.analysis.analysis import analyse
from summarizer.article import Article


@pytest.mark.parametrize("enabled", [True, False])
def test_long_text_leaves_the_garbage_collector_as_it_was(enabled: bool) -> None:
    text = "Dolan left Sarvo. " * 6_000
    (gc.enable if enabled else gc.disable)()
    try:
        analyse(Article(text=text))
        assert gc.isenabled() is enabled
    finally:
        gc.enable()
