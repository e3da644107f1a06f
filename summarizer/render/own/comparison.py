"""What two briefs of one form share, and where they differ: entry by entry, as they read."""

from collections.abc import Iterator

from pydantic import BaseModel

from summarizer.brief import GroundedBrief
from summarizer.render.own_entries import Entry, sections_of


class OwnDifference(BaseModel):
    """A section of two briefs; an entry is the same where all that it says is."""

    section: str
    both: list[str]
    only_first: list[str]
    only_second: list[str]


class OwnComparison(BaseModel):
    """Two briefs of one article and one form, section by section."""

    sections: list[OwnDifference]

    @property
    def same(self) -> bool:
        """Tell whether both say the same."""
        return not any(one.only_first or one.only_second for one in self.sections)


def compare_own(first: GroundedBrief, second: GroundedBrief) -> OwnComparison:
    """Return what the two share; raises `ValueError` for briefs of two articles, or of two forms."""
    if first.article.id != second.article.id or first.form != second.form:
        message = "the briefs are of two articles or of two forms"
        raise ValueError(message)
    told = [
        {one.title: list(map(_told, one.entries)) for one in sections_of(brief)} for brief in (first, second)
    ]
    return OwnComparison(
        sections=[
            OwnDifference(
                section=title,
                both=[words for words in told[0].get(title, []) if words in told[1].get(title, [])],
                only_first=[words for words in told[0].get(title, []) if words not in told[1].get(title, [])],
                only_second=[
                    words for words in told[1].get(title, []) if words not in told[0].get(title, [])
                ],
            )
            for title in dict.fromkeys([*told[0], *told[1]])
        ]
    )


def format_comparison(comparison: OwnComparison, names: tuple[str, str]) -> str:
    """Return the comparison as plain text."""
    return "\n".join(_lines(comparison, names)) + "\n"


def _lines(comparison: OwnComparison, names: tuple[str, str]) -> Iterator[str]:
    for one in comparison.sections:
        yield f"{one.section}: {len(one.both)} the same"
        for name, entries in zip(names, (one.only_first, one.only_second), strict=True):
            for words in entries:
                yield f"  only {name}: {words}"


def _told(entry: Entry) -> str:
    inner = (f"{part.title}: {_told(one)}" for part in entry.inner for one in part.entries)
    lines = (f"{line.label}: {line.words}" for line in entry.lines)
    return entry.words if entry.words is not None else "; ".join((*lines, *inner))
