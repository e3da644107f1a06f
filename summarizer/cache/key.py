"""The key of a cached brief: a digest of everything that determines the answer."""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pydantic

from summarizer.article import Article
from summarizer.brief import SCHEMA_VERSION
from summarizer.embedded.catalogue import default_model, find_model
from summarizer.errors import ModelFileError
from summarizer.model.selection import EMBEDDED
from summarizer.profiles import Profile
from summarizer.prompts import every_prompt_id
from summarizer.settings import Settings

_PACKAGE = Path(__file__).parents[1]


class KeyMaker:
    """Makes the keys of articles for one model, asked in one way.

    A key covers the article with all that is known of it, the model and where it answers, its profile, the strategy,
    every prompt, the published schema, and the code of this package, since rules decide what is published; with that of
    pydantic it decides how what was kept is read.
    """

    def __init__(self, settings: Settings, *, address: str, model: str | None, profile: Profile) -> None:
        """Take the `address` of the endpoint, or "embedded", with the `model` there; None is the default one."""
        common = {
            "code": _code_digest(),
            "pydantic": pydantic.VERSION,
            "schema": SCHEMA_VERSION,
            "endpoint": address,
            "model": _model_file(model) if address == EMBEDDED else model,
            "profile": profile.model_dump(mode="json"),
            "strategy": settings.strategy_for(profile),
            "prompts": every_prompt_id(settings.prompts_dir),
            "review": settings.review,
            "min_confidence": settings.min_confidence,
            "form": settings.brief_form.digest if settings.brief_form else None,
        }
        self._common = sha256(json.dumps(common, sort_keys=True, ensure_ascii=False).encode())

    def key(self, article: Article) -> bytes:
        """Return the 32 bytes that stand for the article made into a brief in this way."""
        digest = self._common.copy()
        digest.update(article.id.encode())
        digest.update(article.model_dump_json(exclude={"text"}).encode())
        return digest.digest()


def _model_file(name: str | None) -> list[object]:
    """Return what tells one model file from another: the published digest, or the place, size and time of the file."""
    if name is None:
        return [default_model().sha256]
    try:
        return [find_model(name).sha256]
    except ModelFileError:
        path = Path(name).expanduser().absolute()
    try:
        status = path.stat()
    except OSError:
        return [str(path)]  # opening it will say what is wrong
    return [str(path), status.st_size, status.st_mtime_ns]


@lru_cache(maxsize=1)
def _code_digest() -> str:
    """Return a digest of the package's own code and data."""
    digest = sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in (".py", ".toml", ".tsv"):
            digest.update(f"{path.relative_to(_PACKAGE)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
