"""Articles with the acts that people coded in them, in plain text: CODING.md says how."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.plover import EventType

_TYPES = frozenset(map(str, EventType))


@dataclass(frozen=True, slots=True)
class Names:
    """The names that are accepted on a side; `may_lack` where the side may be left out."""

    accepted: tuple[str, ...]
    may_lack: bool


@dataclass(frozen=True, slots=True)
class CodedAct:
    """An act that a word of a sentence tells; of `types` and `statuses` any will do.

    `start` and `end` are offsets of the sentence in the text.
    """

    start: int
    end: int
    head: str
    types: tuple[str, ...]
    actors: Names
    recipients: Names
    statuses: tuple[str, ...]
    major: bool


@dataclass(slots=True)
class CodedArticle:
    """An article's text and all its acts."""

    id: str
    text: str = ""
    acts: list[CodedAct] = field(default_factory=list)


def read_coded(folder: Path) -> Iterator[CodedArticle]:
    """Yield the articles of every .txt file below a folder; a line that cannot be read is an error that names it."""
    for path in sorted(folder.rglob("*.txt")):
        blocks = re.split(r"(?m)^@ ", path.read_text(encoding="utf-8"))[1:]
        for block in blocks:
            try:
                yield _article(block.splitlines())
            except ValueError as error:
                raise ValueError(f"{path}: {error}") from error


def _article(lines: Sequence[str]) -> CodedArticle:
    article = CodedArticle(lines[0].split()[0])
    spans: dict[int, tuple[int, int]] = {}
    aliases: dict[str, list[str]] = {}
    for line in lines[1:]:
        if line.startswith("#"):
            number, _, words = line[1:].strip().partition(" ")
            if not number:
                article.text += "\n\n"
                continue
            article.text += "" if article.text[-1:] in {"", "\n"} else " "
            spans[int(number)] = (len(article.text), len(article.text) + len(words))
            article.text += words
        elif "|" in line:
            article.acts.append(_act(line, spans, aliases))
        elif line.startswith("A "):
            name, _, others = line[2:].partition("=")
            aliases[name.strip()] = _split(others)
    return article


def _act(line: str, spans: Mapping[int, tuple[int, int]], aliases: Mapping[str, Sequence[str]]) -> CodedAct:
    fields = [part.strip() for part in line.split("|")]
    if len(fields) < 6 or not fields[0].isdigit() or int(fields[0]) not in spans:
        raise ValueError(f"{line!r} is not: sentence | head | type | actors | recipients | status | M")
    types = tuple(fields[2].split("/"))
    if unknown := [one for one in types if one not in _TYPES]:
        raise ValueError(f"{unknown[0]!r} in {line!r} is no PLOVER type")
    start, end = spans[int(fields[0])]
    return CodedAct(
        start,
        end,
        fields[1],
        types,
        _names(fields[3], aliases),
        _names(fields[4], aliases),
        tuple(fields[5].split("/")),
        "M" in fields[6:],
    )


def _names(text: str, aliases: Mapping[str, Sequence[str]]) -> Names:
    given = _split(text)
    names: list[str] = []
    for one in given:
        name = one.removeprefix("?").strip()
        names += [name, *aliases.get(name, ()), *(full for full, forms in aliases.items() if name in forms)]
    return Names(tuple(dict.fromkeys(names)), all(one.startswith("?") for one in given))


def _split(text: str) -> list[str]:
    return [one.strip() for one in text.split(";") if one.strip()]
