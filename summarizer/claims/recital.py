"""What the prompts say stays out of a brief: a model that recites its instructions has not read the article."""

import re
from functools import lru_cache
from pathlib import Path

from summarizer.prompts import every_prompt

# So many words in a row are no coincidence, unless the article has them too.
_RUN = 6
_WORD = re.compile(r"\w+")


def repeats_instructions(words: str, article: str, prompts: Path | None = None) -> bool:
    """Tell whether six words in a row come from the prompts and not from the article.

    `prompts` is the folder whose prompts replace those of the package.
    """
    runs, vocabulary = _runs_of_prompts(prompts)
    told = _WORD.findall(words.casefold())
    known = 0
    for end, word in enumerate(told, start=1):
        # Prose has other words than the prompts every so often: few runs need to be looked at.
        known = known + 1 if word in vocabulary else 0
        if known >= _RUN:
            run = " ".join(told[end - _RUN : end])
            if run in runs and f" {run} " not in _words_of(article):
                return True
    return False


@lru_cache(maxsize=8)
def _runs_of_prompts(prompts: Path | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return every run of words of the prompts, and their words."""
    texts = [_WORD.findall(prompt.text.casefold()) for prompt in every_prompt(prompts)]
    runs = (
        " ".join(words[start : start + _RUN]) for words in texts for start in range(len(words) - _RUN + 1)
    )
    return frozenset(runs), frozenset(word for words in texts for word in words)


@lru_cache(maxsize=8)
def _words_of(article: str) -> str:
    return f" {' '.join(_WORD.findall(article.casefold()))} "
