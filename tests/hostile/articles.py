"""The hostile articles: quiet hosts with one injection each, and monsters made by code."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from summarizer.article import Article
from tests.hostile.monsters import monsters

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Host:
    """An article with nothing wrong with it."""

    name: str
    published: date
    paragraphs: tuple[str, ...]

    def with_injection(self, injection: str, place: str) -> Article:
        """Return the article with the injection at a place (injections.toml says which there are)."""
        paragraphs = list(self.paragraphs)
        match place:
            case "start":
                paragraphs.insert(0, injection)
            case "paragraph":
                paragraphs.insert(len(paragraphs) // 2, injection)
            case "end":
                paragraphs.append(injection)
            case "inside":
                paragraphs[1] += injection
            case _:
                raise ValueError(place)
        return Article(text="\n".join(paragraphs), published=self.published)


@dataclass(frozen=True)
class Hostile:
    """A hostile article, and the family it belongs to."""

    name: str
    family: str
    article: Article


@cache
def hosts() -> tuple[Host, ...]:
    """Return the quiet articles."""
    entries = tomllib.loads((_HERE / "hosts.toml").read_text(encoding="utf-8"))["hosts"]
    return tuple(Host(entry["name"], entry["published"], tuple(entry["paragraphs"])) for entry in entries)


@cache
def injected() -> tuple[Hostile, ...]:
    """Return every injection, each in the next host."""
    return tuple(_injected())


def _families() -> list[dict[str, Any]]:
    families: list[dict[str, Any]] = tomllib.loads((_HERE / "injections.toml").read_text(encoding="utf-8"))[
        "families"
    ]
    return families


def _injected() -> Iterator[Hostile]:
    turn = count()
    for family in _families():
        for number, text in enumerate(family["texts"], start=1):
            host = hosts()[next(turn) % len(hosts())]
            article = host.with_injection(text, family["place"])
            yield Hostile(f"{family['name']} {number}", family["name"], article)


def injections() -> tuple[tuple[str, str], ...]:
    """Return every injection as (family, text)."""
    return tuple((family["name"], text) for family in _families() for text in family["texts"])


@cache
def giants() -> tuple[Hostile, ...]:
    """Return the monsters, each with its host in front of it, so that there is something to lose."""
    host = "\n".join(hosts()[0].paragraphs)
    return tuple(
        Hostile(name, "monsters", Article(text=f"{host}\n{text}", published=hosts()[0].published))
        for name, text in monsters().items()
    )
