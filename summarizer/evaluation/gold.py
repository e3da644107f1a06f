"""Gold annotations: what a careful reader marked in an article, read from a folder and checked against texts.

The folder holds gold.json (a list of articles) and one <id>.txt for each; tests/evaluation/README.md
describes the format with a worked example.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import from_json

from summarizer.article import Article, decode_article
from summarizer.brief import ActorKind, EventStatus
from summarizer.errors import InputError
from summarizer.plover import EventType

GOLD_FILE = "gold.json"
GUIDE = "The format is described in tests/evaluation/README.md of the project."
_SHOWN_PROBLEMS = 10

Span = tuple[int, int]
Anchor = Annotated[str, Field(min_length=1)] | tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=1)]]
Anchors = Annotated[list[Anchor], Field(min_length=1)]
Types = Annotated[list[EventType], Field(min_length=1)]


class GoldPart(BaseModel):
    """Base of the parts of a gold file; unknown keys are ignored, so annotators may keep notes in it."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldActor(GoldPart):
    """An actor, with every other form under which the article names it."""

    name: Annotated[str, Field(min_length=1)]
    aliases: list[str] = []
    kind: ActorKind
    major: bool


class GoldQuote(GoldPart):
    """Words in quotation marks, and the accepted names of who says them.

    `speaker` is [] where nobody does, and None where the annotator did not resolve it: then it is not scored.
    """

    anchor: Anchor
    speaker: list[str] | None
    kind: Literal["full", "partial", "scare"]


class GoldAct(GoldPart):
    """An event or a move, anchored in every sentence that reports it.

    `types`, `actor`, `recipient` and `status` hold everything that a careful coder would accept. An empty `actor`
    or `recipient` says that the article names nobody there; an empty `status` accepts any.
    """

    what: str
    anchors: Anchors
    types: Types
    actor: list[str] = []
    recipient: list[str] = []
    status: list[EventStatus] = []
    major: bool


class GoldArticle(GoldPart):
    """All annotations of one article; a set without events and moves measures quotations only."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    published: date | None = None
    title: str | None = None
    quotes: list[GoldQuote]
    actors: list[GoldActor] = []
    events: list[GoldAct] = []
    moves: list[GoldAct] = []


@dataclass(frozen=True, slots=True)
class GoldCase:
    """An article and its annotations."""

    gold: GoldArticle
    article: Article

    @property
    def id(self) -> str:
        """Return the id that names the article's files."""
        return self.gold.id


def load_gold(
    folder: Path, *, limit: int | None = None, max_characters: int = 1_000_000
) -> tuple[GoldCase, ...]:
    """Read and check a gold folder, or its first `limit` articles.

    Raises `InputError` that names the file, the article and the annotation where something is wrong, and
    lists what else is: an annotator corrects all of it at once.
    """
    path = folder / GOLD_FILE
    articles = _parse(path, _read_json(path))
    ids = [article.id for article in articles]
    if repeated := sorted({name for name in ids if ids.count(name) > 1}):
        raise InputError(f"{path}: the id {repeated[0]!r} is given to more than one article.", hint=GUIDE)
    cases = tuple(_case(folder, gold, max_characters) for gold in articles[:limit])
    _raise_problems(path, [problem for case in cases for problem in _misplaced(case)])
    return cases


def locate(text: str, anchor: Anchor) -> Span | None:
    """Return where an anchor stands in the text, the first place when there are several, or None."""
    if isinstance(anchor, tuple):
        return anchor if anchor[0] < anchor[1] <= len(text) else None
    start = text.find(anchor)
    return None if start < 0 else (start, start + len(anchor))


def anchor_text(text: str, anchor: Anchor) -> str:
    """Return the words of an anchor."""
    return anchor if isinstance(anchor, str) else text[anchor[0] : anchor[1]]


def _read_json(path: Path) -> Any:
    try:
        return from_json(path.read_bytes().removeprefix(codecs.BOM_UTF8))
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror}.", hint=GUIDE) from error
    except ValueError as error:
        raise InputError(f"{str(path)!r} is not valid JSON: {error}.", hint=GUIDE) from error


def _parse(path: Path, found: Any) -> list[GoldArticle]:
    if not isinstance(found, list) or not found:
        raise InputError(f"{str(path)!r} must be a list of at least one article.", hint=GUIDE)
    try:
        return TypeAdapter(list[GoldArticle]).validate_python(found)
    except ValidationError as error:
        problems: dict[str, str] = {}
        for item in error.errors(include_url=False, include_context=False):
            # A value that may have two forms fails once for each: the first says enough.
            problems.setdefault(_place(found, item["loc"]), item["msg"])
        _raise_problems(path, [f"{place}: {message}" for place, message in problems.items()])
        raise  # unreachable: a validation error has at least one item


def _place(found: list[Any], loc: tuple[int | str, ...]) -> str:
    """Word a place in the file: the article's id where it has one, then keys and positions, no union's branch."""
    entry = found[loc[0]] if isinstance(loc[0], int) else None
    name = entry.get("id") if isinstance(entry, dict) else None
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc[1:]]
    keys = "".join(part for part in parts if part[0] == "[" or (part[1:].isidentifier() and part != ".str"))
    return f"article {name!r}{keys}" if name else f"article number {int(loc[0]) + 1}{keys}"


def _case(folder: Path, gold: GoldArticle, max_characters: int) -> GoldCase:
    path = folder / f"{gold.id}.txt"
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"The text of article {gold.id!r}, {str(path)!r}, cannot be read: {error.strerror}."
        raise InputError(message, hint=GUIDE) from error
    text, _ = decode_article(data, name=str(path), limit=max_characters)
    return GoldCase(gold, Article(text=text, title=gold.title, published=gold.published))


def _misplaced(case: GoldCase) -> Iterator[str]:
    places = [(f"quotes[{index}].anchor", quote.anchor) for index, quote in enumerate(case.gold.quotes)]
    for key, acts in (("events", case.gold.events), ("moves", case.gold.moves)):
        for index, act in enumerate(acts):
            places += [(f"{key}[{index}].anchors[{number}]", one) for number, one in enumerate(act.anchors)]
    for place, anchor in places:
        if locate(case.article.text, anchor) is None:
            shown = repr(anchor if isinstance(anchor, tuple) else anchor[:60])
            yield f"article {case.id!r}.{place} is not in {case.id}.txt: {shown}"


def _raise_problems(path: Path, problems: list[str]) -> None:
    if not problems:
        return
    rest = problems[1 : _SHOWN_PROBLEMS + 1]
    more = [f"and {len(problems) - len(rest) - 1} more"] if len(problems) > len(rest) + 1 else []
    hint = f"Also wrong: {'; '.join([*rest, *more])}. {GUIDE}" if rest else GUIDE
    raise InputError(f"{path}: {problems[0]}", hint=hint)
