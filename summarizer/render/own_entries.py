"""What a brief of a user's own form says, as sections, entries and lines that every view shows in the same order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.brief import Evidence, GroundedBrief

# What every value has besides what it says.
_UNTOLD = frozenset({"evidence", "mentions", "start", "end"})


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a claim: what it is called and what it says."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with its lines, or a value that no claim holds (`words`); `evidence` is where the article says so."""

    name: str | None
    words: str | None
    lines: tuple[Line, ...]
    inner: "tuple[Section, ...]"
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A field of the brief, or of a claim that holds claims, with its entries."""

    title: str
    entries: tuple[Entry, ...]


def sections_of(brief: GroundedBrief) -> tuple[Section, ...]:
    """Return the sections of a brief, those without an entry too: that the article has none is something to know."""
    held = brief.model_dump(mode="json")
    return tuple(
        Section(title_of(name), tuple(map(_entry, _listed(value))))
        for name, value in held.items()
        if name not in GroundedBrief.model_fields
    )


def title_of(name: str) -> str:
    """Return the name of a field in plain words."""
    return name.replace("_", " ").capitalize()


def evidence_of(brief: GroundedBrief) -> Iterator[Evidence]:
    """Yield all evidence of a brief; where a name is mentioned is no evidence of what is said of it."""
    held = brief.model_dump(mode="json")
    for name, value in held.items():
        if name not in GroundedBrief.model_fields:
            yield from _evidence(value)


def mentions_of(brief: GroundedBrief) -> Iterator[Evidence]:
    """Yield where the article names those whom a brief names."""
    yield from _mentions(brief.model_dump(mode="json"))


def words_of(value: Any) -> str:
    """Return what a value says, in a line."""
    match value:
        case bool():
            return "yes" if value else "no"
        case str() | int() | float():
            return str(value)
        case list():
            return ", ".join(map(words_of, value))
        case {"code": code, "name": name}:
            return f"{name} ({code})"
        case {"value": bool(told)}:
            return words_of(told)
        case {"text": text, "speaker": speaker}:
            return f"“{text}”" + (f" ({words_of(speaker)})" if speaker else "")
        case {"text": text, "start": first, "end": last}:
            days = " to ".join(dict.fromkeys(day or "…" for day in (first, last)))
            return f"{text} ({days})" if first or last else text
        case {"text": str(text)}:
            return text
        case {"id": identity, **rest} if not rest:
            return f"see {identity}"
        case Mapping():
            parts = [words_of(part) for key, part in value.items() if key not in _UNTOLD and part is not None]
            return parts[0] + (f" ({', '.join(parts[1:])})" if parts[1:] else "") if parts else ""
    return ""


def _entry(value: Any) -> Entry:
    evidence = tuple(_evidence(value.get("evidence"))) if isinstance(value, Mapping) else ()
    if not _is_claim(value):
        return Entry(None, words_of(value), (), (), evidence)
    lines, inner = [], []
    for name, part in value.items():
        if name in ("id", "evidence") or part in (None, []):
            continue
        if any(map(_is_claim, _listed(part))):
            inner.append(Section(title_of(name), tuple(map(_entry, _listed(part)))))
        else:
            lines.append(Line(title_of(name), words_of(part)))
    return Entry(value["id"], None, tuple(lines), tuple(inner), evidence)


def _is_claim(value: Any) -> bool:
    return isinstance(value, Mapping) and "id" in value and "evidence" in value


def _listed(value: Any) -> Sequence[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list) else [value]


def _evidence(value: Any) -> Iterator[Evidence]:
    match value:
        case {"start": int(start), "end": int(end), "text": str(text)}:
            yield Evidence(start=start, end=end, text=text)
        case Mapping():
            for name, part in value.items():
                if name != "mentions":
                    yield from _evidence(part)
        case list():
            for part in value:
                yield from _evidence(part)


def _mentions(value: Any) -> Iterator[Evidence]:
    match value:
        case Mapping():
            yield from _evidence(value.get("mentions"))
            for part in value.values():
                yield from _mentions(part)
        case list():
            for part in value:
                yield from _mentions(part)
