"""News article in, typed and grounded brief out.

```python
from datetime import date
from summarizer import summarize

brief = summarize(text, published=date(2014, 6, 23))
for act in brief.acts():
    print(act.type, [actor.name for actor in act.actors], act.evidence[0].text)
```

Importing this package is cheap: what a name needs is loaded when the name is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.api import asummarize, summarize, summarize_many
    from summarizer.article import Article
    from summarizer.batch.many import Result, Results
    from summarizer.brief import (
        SCHEMA_VERSION,
        Act,
        Actor,
        ArticleInfo,
        Brief,
        Casualties,
        DiplomaticMove,
        Evidence,
        KeyEvent,
        Mention,
        Provenance,
        Quote,
        Rejected,
        SummarySentence,
        Tokens,
        When,
    )
    from summarizer.errors import (
        AddressRefused,
        ArticleError,
        ArticleTooLong,
        AuthenticationFailed,
        BriefFormError,
        EmbeddedError,
        EmbeddedUnavailable,
        EndpointError,
        EndpointTimeout,
        EndpointUnavailable,
        EngineFailed,
        FetchError,
        InputError,
        InternalFault,
        InvalidOutput,
        LimitReached,
        ModelFileError,
        ModelNotFound,
        ModelOutputError,
        OutputPathError,
        OutputTruncated,
        PageUnavailable,
        PromptCut,
        QuotaSpent,
        RateLimited,
        Refused,
        RequestRejected,
        SettingsError,
        SummarizerError,
        WrongSetting,
    )
    from summarizer.limits import Limits
    from summarizer.plover import EventMode, EventType, QuadClass
    from summarizer.profiles import Profile
    from summarizer.progress import Progress
    from summarizer.settings import Settings

__version__ = "0.1.0"

# Where a name is; those that stand nowhere here are errors.
_HOMES = {
    "api": "asummarize summarize summarize_many",
    "article": "Article",
    "batch.many": "Result Results",
    "brief": "Act Actor ArticleInfo Brief Casualties DiplomaticMove Evidence KeyEvent Mention Provenance Quote Rejected"
    " SCHEMA_VERSION SummarySentence Tokens When",
    "limits": "Limits",
    "plover": "EventMode EventType QuadClass",
    "profiles": "Profile",
    "progress": "Progress",
    "settings": "Settings",
}

__all__ = [
    "SCHEMA_VERSION",
    "Act",
    "Actor",
    "AddressRefused",
    "Article",
    "ArticleError",
    "ArticleInfo",
    "ArticleTooLong",
    "AuthenticationFailed",
    "Brief",
    "BriefFormError",
    "Casualties",
    "DiplomaticMove",
    "EmbeddedError",
    "EmbeddedUnavailable",
    "EndpointError",
    "EndpointTimeout",
    "EndpointUnavailable",
    "EngineFailed",
    "EventMode",
    "EventType",
    "Evidence",
    "FetchError",
    "InputError",
    "InternalFault",
    "InvalidOutput",
    "KeyEvent",
    "LimitReached",
    "Limits",
    "Mention",
    "ModelFileError",
    "ModelNotFound",
    "ModelOutputError",
    "OutputPathError",
    "OutputTruncated",
    "PageUnavailable",
    "Profile",
    "Progress",
    "PromptCut",
    "Provenance",
    "QuadClass",
    "QuotaSpent",
    "Quote",
    "RateLimited",
    "Refused",
    "Rejected",
    "RequestRejected",
    "Result",
    "Results",
    "Settings",
    "SettingsError",
    "SummarizerError",
    "SummarySentence",
    "Tokens",
    "When",
    "WrongSetting",
    "asummarize",
    "summarize",
    "summarize_many",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    home = next((home for home, names in _HOMES.items() if name in names.split()), "errors")
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> "list[str]":  # a Python too old for this is told so by what it runs next
    return sorted(__all__)
