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
    known = _runs_of_prompts(prompts)
    return any(run in known and f" {run} " not in _words_of(article) for run in _runs(words))


def _runs(text: str) -> list[str]:
    words = _WORD.findall(text.casefold())
    return [" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]


@lru_cache(maxsize=8)
def _runs_of_prompts(prompts: Path | None) -> frozenset[str]:
    return frozenset(run for prompt in every_prompt(prompts) for run in _runs(prompt.text))


@lru_cache(maxsize=8)
def _words_of(article: str) -> str:
    return f" {' '.join(_WORD.findall(article.casefold()))} "
