"""News article in, typed and grounded brief out.

    from summarizer import summarize
    brief = summarize(text, published=date(2014, 6, 23))

Importing this package is cheap: what a name needs is loaded when the name is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.api import asummarize, summarize, summarize_many
    from summarizer.article import Article
    from summarizer.batch.many import Result
    from summarizer.brief import Brief, Evidence
    from summarizer.errors import (
        ArticleError,
        EmbeddedError,
        EndpointError,
        EndpointTimeout,
        InputError,
        LimitReached,
        ModelOutputError,
        SummarizerError,
    )
    from summarizer.limits import Limits
    from summarizer.profiles import Profile
    from summarizer.progress import Progress
    from summarizer.settings import Settings

__version__ = "0.1.0"

_HOME = {
    "Article": "article",
    "ArticleError": "errors",
    "Brief": "brief",
    "EmbeddedError": "errors",
    "EndpointError": "errors",
    "EndpointTimeout": "errors",
    "Evidence": "brief",
    "InputError": "errors",
    "LimitReached": "errors",
    "Limits": "limits",
    "ModelOutputError": "errors",
    "Profile": "profiles",
    "Progress": "progress",
    "Result": "batch.many",
    "Settings": "settings",
    "SummarizerError": "errors",
    "asummarize": "api",
    "summarize": "api",
    "summarize_many": "api",
}

__all__ = [
    "Article",
    "ArticleError",
    "Brief",
    "EmbeddedError",
    "EndpointError",
    "EndpointTimeout",
    "Evidence",
    "InputError",
    "LimitReached",
    "Limits",
    "ModelOutputError",
    "Profile",
    "Progress",
    "Result",
    "Settings",
    "SummarizerError",
    "asummarize",
    "summarize",
    "summarize_many",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
