"""What is at the provider: which articles are in which batch, kept beside OUT until their answers are there."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from summarizer.article import Article
from summarizer.errors import OutputPathError, SettingsError
from summarizer.files import sync_folder, write_whole

# Of a digest of 256 bits as many as keep two of a million articles apart; providers allow 64 characters and more.
_NAME_DIGITS = 32


class Submission(BaseModel):
    """One batch: the digest of the text of each of its articles, by id, in the order of the lines of its file.

    A digest is emptied when the article is not waited for here any more. `marker` is sent along, so that a batch can be
    found whose creation was not answered; `file` and `batch` are the provider's names. `lost` says that the provider
    did not know the batch when it was last asked.
    """

    model_config = ConfigDict(extra="forbid")

    marker: str
    prompt: str
    begun: AwareDatetime
    file: str | None = None
    batch: str | None = None
    lost: bool = False
    articles: dict[str, str]

    @classmethod
    def of(cls, marker: str, prompt: str, begun: datetime, articles: dict[str, str]) -> "Submission":
        """Return one that is about to be sent."""
        return cls(marker=marker, prompt=prompt, begun=begun, articles=articles)

    def awaited(self) -> Iterator[str]:
        """Yield the ids of the articles that are waited for."""
        return (name for name, digest in self.articles.items() if digest)


class ProviderState(BaseModel):
    """The batches of one OUT, all at one endpoint (an address without credentials) and model."""

    model_config = ConfigDict(extra="forbid")

    version: Literal[1] = 1
    endpoint: str
    model: str
    batches: list[Submission] = []

    def check_continues(self, endpoint: str, model: str, path: Path) -> None:
        """Raise `OutputPathError` where the batches are elsewhere: their answers can only be had from there."""
        for what, before, now in (("at", self.endpoint, endpoint), ("with the model", self.model, model)):
            if before != now:
                raise OutputPathError(
                    f"{str(path)!r} has articles that were submitted {what} {before!r}; now it is {now!r}.",
                    hint="Collect them with the settings they were submitted with, or write to another file with -o.",
                )


class StateFile:
    """The place of the state; it is there as long as anything is at the provider.

    Everything raises `OutputPathError` for what the disk refuses.
    """

    def __init__(self, out: Path) -> None:
        self.path = out.with_name(f"{out.name.removesuffix('.jsonl')}.provider.json")

    def read(self) -> ProviderState | None:
        """Return what is at the provider; None where nothing is."""
        try:
            return ProviderState.model_validate_json(self.path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._refused("read", error) from error
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            raise OutputPathError(
                f"{str(self.path)!r} is not a state of batches at a provider: {first['msg']}.",
                hint="It says which articles are paid for already. Restore it, or remove it to submit them again.",
            ) from None

    def awaited(self) -> frozenset[str]:
        """Return the ids of the articles that are at the provider."""
        state = self.read()
        return frozenset(name for one in (state.batches if state else ()) for name in one.awaited())

    def check_absent(self) -> None:
        """Raise `SettingsError` where something is at the provider: it would be paid for twice."""
        if names := self.awaited():
            raise SettingsError(
                f"{str(self.path)!r} says what is at the provider (articles: {len(names):,}).",
                hint="Collect them with --via provider-batch; with --force they are paid for once more.",
            )

    def write(self, state: ProviderState) -> None:
        """Write the state whole; remove it where nothing is at the provider."""
        try:
            if state.batches:
                write_whole(self.path, state.model_dump_json().encode(), follow=False, private=True)
                return
            with suppress(FileNotFoundError):
                self.path.unlink()
                sync_folder(self.path.resolve().parent)
        except OSError as error:
            raise self._refused("written", error) from error

    def _refused(self, done: str, error: OSError) -> OutputPathError:
        return OutputPathError(
            f"{str(self.path)!r} cannot be {done}: {error.strerror}.",
            hint="Check the path, its permissions and the space on the disk.",
        )


def request_name(name: str, article: Article) -> str:
    """Return what the request for an article is called at the provider: it tells nothing of the article."""
    return sha256(f"{name}\0{article.id}".encode("utf-8", "surrogatepass")).hexdigest()[:_NAME_DIGITS]
