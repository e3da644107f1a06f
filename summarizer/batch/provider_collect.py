"""From what the provider says about one article to its brief, or to why there is none."""

import logging

from summarizer.article import Article
from summarizer.batch.provider_asked import Asked
from summarizer.batch.provider_state import request_name
from summarizer.brief_form import AnyBrief
from summarizer.errors import InternalFault, InvalidOutput, RequestRejected, SummarizerError
from summarizer.model.endpoint import Endpoint
from summarizer.model.provider_batch import batch_profile
from summarizer.model.usage import Usage
from summarizer.pipeline import brief_of_answer
from summarizer.settings import Settings

AGAIN = "The same command with --retry-failed submits it again."
_EXPIRED, _CANCELLED = "batch_expired", "batch_cancelled"

_logger = logging.getLogger("summarizer.batch")


class Collector:
    """Reads answers; what they took is added to `spent`."""

    def __init__(self, endpoint: Endpoint, settings: Settings, spent: Usage) -> None:
        self._endpoint = endpoint
        self._batches = endpoint.batches()
        self._settings = settings
        self._spent = spent
        self._prices = batch_profile(endpoint.profile)

    def collect(self, name: str, article: Article, asked: Asked) -> AnyBrief | SummarizerError | None:
        """Return what became of an article of a batch that is done; None where it is to be submitted again."""
        batch = f"the batch {asked.submission.batch!r}"
        if asked.found == "given up":
            return None
        if asked.found == "lost":
            return RequestRejected(
                f"{self._endpoint.address} does not know {batch}, which {name!r} was submitted in.",
                hint="Its key may be another one now. --retry-failed asks for the batch once more, and submits the "
                "article again where the batch is not there.",
            )
        if asked.found == "rejected":
            told = asked.rejected.get(name)
            return None if told is None else self._refused(told)
        if asked.answers is None:
            return RequestRejected(
                f"{self._endpoint.address} does not keep the answers of {batch} any more.", hint=AGAIN
            )
        answer = asked.answers.find(request_name(name, article))
        code = answer.code if answer is not None else ""
        if code == _EXPIRED or (answer is None and asked.found == "expired"):
            return None
        if code == _CANCELLED or (answer is None and asked.found == "cancelled"):
            return RequestRejected(
                f"{batch.capitalize()} was cancelled before this was answered.", hint=AGAIN
            )
        if answer is None:
            return InvalidOutput(f"{batch.capitalize()} has no answer that can be read.", hint=AGAIN)
        if answer.status is None:
            return self._refused(answer.message or code)
        if not answer.is_good:
            return self._batches.failure(answer.status, answer.body)
        return self._brief(name, article, asked, answer.body)

    def _refused(self, told: str) -> SummarizerError:
        return RequestRejected(
            f"{self._endpoint.address} did not accept the request: {self._batches.said(told)}.", hint=AGAIN
        )

    def _brief(
        self, name: str, article: Article, asked: Asked, body: dict[str, object]
    ) -> AnyBrief | SummarizerError:
        client = self._endpoint.client()
        try:
            return brief_of_answer(
                article,
                client,
                self._settings,
                body,
                prompt=asked.submission.prompt,
                prices=self._prices,
                seconds=asked.seconds,
            )
        except SummarizerError as error:
            return error
        except Exception as raised:  # noqa: BLE001  it is logged, and ends nothing for others
            return own_fault(name, raised)
        finally:
            self._spent.add(client.usage)


def own_fault(name: str, raised: Exception) -> InternalFault:
    """Log a mistake of our own that met an article, where it is caught, and return the article's error."""
    _logger.exception("A fault of summarizer itself met the article %r.", name)
    fault = InternalFault(f"A fault of summarizer itself: {type(raised).__name__}: {raised}.")
    fault.__cause__ = raised
    return fault
