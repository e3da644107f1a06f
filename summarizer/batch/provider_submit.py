"""Requests into files, files to the provider: written down before it is done, so that nothing is paid for twice."""

from collections.abc import Callable
from datetime import UTC, datetime
from secrets import token_hex

from summarizer.article import Article
from summarizer.batch.provider_plan import Filling
from summarizer.batch.provider_state import ProviderState, StateFile, Submission
from summarizer.errors import EndpointError
from summarizer.model.provider_batch import MOST_BYTES, MOST_REQUESTS, ProviderBatches

_MARKER_BYTES = 16


class Submitter:
    """Collects requests and submits them, as many files as it takes: of `most` requests and bytes each."""

    def __init__(
        self,
        state: ProviderState,
        file: StateFile,
        batches: ProviderBatches,
        *,
        prompt: str,
        most: tuple[int, int] = (MOST_REQUESTS, MOST_BYTES),
        on_note: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._state = state
        self._file = file
        self._batches = batches
        self._prompt = prompt
        self._most = most
        self._note = on_note
        self._filling: Filling | None = None
        # Where the articles were that are submitted again.
        self._moved: list[tuple[Submission, str]] = []

    def may_take(self, line: bytes) -> bool:
        """Return whether a file can hold the line at all."""
        return len(line) <= self._most[1]

    async def add(self, name: str, article: Article, line: bytes, moved_from: Submission | None) -> None:
        """Put the request for an article into the next file; a full one is submitted before."""
        if self._filling is not None and not self._filling.has_room(line):
            await self.send()
        if self._filling is None:
            self._filling = Filling(*self._most)
        self._filling.add(name, article, line)
        if moved_from is not None:
            self._moved.append((moved_from, name))

    async def send(self) -> None:
        """Submit what was collected.

        Where it is left open whether a batch was begun, the state says so, and the next run finds out.
        """
        filling, self._filling = self._filling, None
        if filling is None:
            return
        with filling.file:
            for before, name in self._moved:
                before.articles[name] = ""
            self._moved = []
            submission = Submission.of(
                token_hex(_MARKER_BYTES), self._prompt, datetime.now(UTC), filling.articles
            )
            self._state.batches.append(submission)
            self._file.write(self._state)
            try:
                submission.file = await self._batches.upload(
                    filling.file, f"summarizer-{submission.marker}.jsonl"
                )
                self._file.write(self._state)
                view = await self._batches.create(submission.file, submission.marker)
            except EndpointError as error:
                if submission.file is None or not error.retryable:
                    await self._forget(submission)
                raise
            submission.batch = view.id
            self._file.write(self._state)
        count = len(filling.articles)
        self._note(
            f"{count:,} {'article is' if count == 1 else 'articles are'} submitted as batch {view.id}."
        )

    async def aclose(self) -> None:
        """Drop what was collected and not submitted."""
        if self._filling is not None:
            self._filling.file.close()
            self._filling = None

    async def _forget(self, submission: Submission) -> None:
        """Take out what the provider did not accept."""
        self._state.batches.remove(submission)
        self._file.write(self._state)
        if submission.file is not None:
            await self._batches.remove(submission.file)
