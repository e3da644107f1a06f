"""The story on a page: its lines without what stands around and between them."""

import re
from collections import Counter
from functools import partial
from itertools import takewhile
from typing import Any

from summarizer.web import words
from summarizer.web.furniture import (
    is_about,
    is_furniture,
    is_label,
    is_offer,
    leads_elsewhere,
    stands_beside,
)
from summarizer.web.lines import (
    FIRST_MARK,
    HEADINGS,
    Line,
    is_heading,
    is_prose,
    mark_lines,
    prepare,
    same_title,
)
from summarizer.web.metadata import Metadata

_MARK = re.compile("[\U000f0000-\U000ffffd]")
_MOSTLY = 0.5
_LINES_ABOUT = 4
_TAG = re.compile(r"</?[A-Za-z]")
_MORE = 1.5
# A story is known by so many characters of one of its first paragraphs, where the data begin.
_KNOWN, _FIRST, _BEGINNING = 60, 3, 1_000
_LINES_OF_RIGHTS = 6  # at the end
_MOST_LABELS = 9
# A pull quote stands within so many lines of what it repeats.
_QUOTED_WITHIN = 8
_SHORTEST_QUOTE, _LONGEST_QUOTE = 20, 300
_AROUND_QUOTES = '“”„«»"‘’ .…,'


def read_story(tree: Any, about: Metadata, *, precise: bool = True) -> tuple[list[Line], list[int]]:
    """Return the lines of the page, and which of them are the story by their indices; none when there is no story.

    The tree is changed. The title is no part of the story. `precise` leaves out what may as well be something else.
    """
    prepare(tree, live=about.live)
    lines = mark_lines(tree)
    return lines, _story(lines, _taken(tree, lines, precise=precise), about)


def _story(lines: list[Line], taken: set[int], about: Metadata) -> list[int]:
    taken = {n for n in taken if not same_title(lines[n].text, about.title)}
    if not taken:
        return []
    begins = next((n for n in sorted(taken) if _is_paragraph(lines[n])), min(taken))
    heading = next((n for n in range(begins - 1, -1, -1) if is_heading(lines[n], about.title)), -1)
    taken = {n for n in taken if n > heading}
    first = min(taken)
    taken |= _sentences(lines, taken, heading + 1 if heading >= 0 else first)
    story = sorted(taken)
    story = [n for k, n in enumerate(story) if not _repeats(lines, story, k) and not is_furniture(lines[n])]
    # What introduces an offer goes with it.
    story = [n for n in story if not (is_label(lines[n]) and any(map(is_offer, lines[n + 1 : n + 2])))]
    about_it = partial(is_about, author=about.author, language=about.language)
    # Below the first sentences too: some pages write who and when there.
    story = [n for k, n in enumerate(story) if k >= _LINES_ABOUT or not about_it(lines[n])]
    below = lines[heading + 1 : heading + 4]
    is_title = not _is_paragraph(below[0]) and below[0].text[-1].isalnum() and any(map(about_it, below[1:]))
    if is_title and story[:1] == [heading + 1]:  # one of more words, with who and when below it
        story = story[1:]
    labels = next((k for k, n in enumerate(story) if not is_label(lines[n])), 0)
    items = all(lines[n].element.tag == "li" for n in story[1:labels])
    if labels > 1 and items and lines[story[0]].element.tag in HEADINGS:
        story = story[labels:]  # what the story tells in short, or its contents
    return _before_end(lines, story)


def _sentences(lines: list[Line], taken: set[int], start: int) -> set[int]:
    """Return the sentences that the extraction leaves out above what it takes, and beside two that it takes."""
    first = min(taken)
    holders = Counter(lines[n].element.getparent() for n in taken if is_prose(lines[n].text))
    return {
        n
        for n in range(start, max(taken))
        if n not in taken
        and (n < first or holders[lines[n].element.getparent()] > 1)
        and is_prose(lines[n].text)
        and not stands_beside(lines[n])
        and not leads_elsewhere(lines[n])
    }


def whole_story(paragraphs: list[str], body: str | None) -> list[str]:
    """Return the story as the data of the page have it (`body`) where readers are shown only its beginning or nothing.

    Where something is shown, the data have to go on from there: what they say else is not what the page tells.
    """
    if body is None or _TAG.search(body):
        return paragraphs
    stated_lines = [line for each in body.splitlines() if (line := " ".join(each.split()))]
    stated = " ".join(stated_lines)
    begun = not paragraphs or any(
        len(one) >= _KNOWN and one[:_KNOWN] in stated[:_BEGINNING] for one in paragraphs[:_FIRST]
    )
    return stated_lines if begun and len(stated) >= _MORE * sum(map(len, paragraphs)) else paragraphs


def _taken(tree: Any, lines: list[Line], *, precise: bool) -> set[int]:
    """Return the lines of which the extraction takes the greater part."""
    from trafilatura import bare_extraction

    document = bare_extraction(
        tree, include_comments=False, include_tables=True, favor_precision=precise, favor_recall=not precise
    )
    body = getattr(document, "body", None)  # it is None where there is nothing that looks like a story
    if body is None:
        return set()
    found = Counter(ord(mark) - FIRST_MARK for mark in _MARK.findall("".join(body.itertext())))
    return {n for n, pieces in found.items() if pieces >= _MOSTLY * lines[n].pieces}


def _repeats(lines: list[Line], story: list[int], k: int) -> bool:
    """Tell whether a line only repeats words of a longer one near it, as pull quotes do."""
    line = lines[story[k]]
    said = line.text.strip(_AROUND_QUOTES)
    if line.element.tag in HEADINGS or not _SHORTEST_QUOTE <= len(said) <= _LONGEST_QUOTE:
        return False
    near = (lines[n].text for n in story[max(0, k - _QUOTED_WITHIN) : k + _QUOTED_WITHIN + 1])
    return any(len(text) > len(line.text) and said in text for text in near)


def _is_paragraph(line: Line) -> bool:
    return line.element.tag not in HEADINGS and is_prose(line.text)


def _before_end(lines: list[Line], story: list[int]) -> list[int]:
    """Return the story without what a page sets below it: rights, and headings with no sentence below them."""
    last = range(max(1, len(story) - _LINES_OF_RIGHTS), len(story))
    story = story[: next((k for k in last if words.RIGHTS.match(lines[story[k]].text)), len(story))]
    labels = list(takewhile(lambda n: is_label(lines[n]), reversed(story)))
    headings = [n for n in labels[:_MOST_LABELS] if lines[n].element.tag in HEADINGS]
    return [n for n in story if n < headings[-1]] if headings else story
