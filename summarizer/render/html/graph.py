"""Who acts on whom as a drawing: those who act on the left, those acted upon on the right, a curve for each pair."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import fmean
from unicodedata import east_asian_width

from summarizer.brief import MUTUAL, Act
from summarizer.render.html.claims import Hue, hue_of
from summarizer.render.safe import safe_line
from summarizer.render.wording import NOBODY

# Units of the drawing, near to pixels. Names stand outside the two columns of dots.
WIDTH = 360
LEFT, RIGHT = 134, 226
LINE, GAP = 14, 9
LETTER = 12
"""Size of the letters."""
ROOM = (LEFT - 10) / LETTER
"""Width of the longest line of a name, in letters."""
BESIDE = 5
"""Between two curves of one pair, which have different colours."""
THICKEST = 5

Side = str | None  # the id of an actor; None stands for nobody who is named


@dataclass(frozen=True, slots=True)
class Node:
    """An actor on one side of the drawing, None where nobody is named; `lines` are its name, `y` its middle."""

    actor: Side
    lines: tuple[str, ...]
    x: int
    y: float
    left: bool

    @property
    def baselines(self) -> Iterable[tuple[float, str]]:
        """Return each line of the name and where it stands."""
        top = self.y - LINE * (len(self.lines) - 1) / 2 + LETTER / 3
        return [(top + LINE * number, line) for number, line in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class Edge:
    """A curve for the acts of one pair that have one colour; `head` are the corners of its arrow."""

    acts: tuple[str, ...]
    ends: tuple[Side, Side]
    hue: Hue
    path: str
    head: str
    width: float


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing: its size in units, its nodes and its edges."""

    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int = WIDTH


def draw(acts: Iterable[Act]) -> Graph | None:
    """Return the drawing, the same for the same acts; None where nobody acts on anybody.

    Recipients stand near those who act on them, so that few curves cross.
    """
    names: dict[Side, str] = {None: NOBODY.strip("()")}
    found: dict[tuple[Side, Side, Hue], list[str]] = {}
    for act in acts:
        names.update({actor.id: actor.name for actor in (*act.actors, *act.recipients)})
        for who, whom in product(*_sides(act)):
            if who or whom:
                found.setdefault((who, whom, hue_of(act.type)), []).append(act.id)
    if not found:
        return None
    actors = list(dict.fromkeys(who for who, *_ in found))
    acted_on: dict[Side, list[int]] = {}
    for who, whom, _ in found:
        acted_on.setdefault(whom, []).append(actors.index(who))
    recipients = sorted(acted_on, key=lambda one: fmean(acted_on[one]))
    lines = {one: _lines(safe_line(names[one])) for one in {*actors, *recipients}}
    height = max(sum(_height(lines[one]) for one in side) for side in (actors, recipients))
    left, right = _places(actors, lines, height), _places(recipients, lines, height)
    nodes = [Node(one, lines[one], LEFT, y, left=True) for one, y in left.items()]
    nodes += [Node(one, lines[one], RIGHT, y, left=False) for one, y in right.items()]
    edges = []
    for (who, whom, hue), told in found.items():
        colours = [one for one in found if one[:2] == (who, whom)]
        aside = BESIDE * (colours.index((who, whom, hue)) - (len(colours) - 1) / 2)
        edges.append(_edge(tuple(told), (who, whom), hue, left[who] + aside, right[whom] + aside))
    return Graph(height, tuple(nodes), tuple(edges))


def _sides(act: Act) -> tuple[Sequence[Side], Sequence[Side]]:
    """Return who acts and who is acted upon; of those who meet or agree with each other the first stands apart."""
    who, whom = ([one.id for one in side] for side in (act.actors, act.recipients))
    if len(who) > 1 and not whom and act.type in MUTUAL:
        return who[:1], who[1:]
    return who or [None], whom or [None]


def _height(lines: tuple[str, ...]) -> int:
    return LINE * len(lines) + GAP


def _places(side: Iterable[Side], lines: Mapping[Side, tuple[str, ...]], height: float) -> dict[Side, float]:
    """Spread the names evenly from top to bottom, and return the middle of each."""
    column = list(side)
    spare = (height - sum(_height(lines[one]) for one in column)) / len(column)
    places, top = {}, 0.0
    for one in column:
        room = _height(lines[one]) + spare
        places[one] = top + room / 2
        top += room
    return places


def _edge(acts: tuple[str, ...], ends: tuple[Side, Side], hue: Hue, start: float, end: float) -> Edge:
    width = min(0.75 + len(acts) * 0.75, THICKEST)
    tip, middle = RIGHT - 7, (LEFT + RIGHT) / 2
    path = f"M{LEFT + 6} {start:g}C{middle:g} {start:g} {middle:g} {end:g} {tip - 5} {end:g}"
    half = 2.5 + width / 2
    head = f"{tip},{end:g} {tip - 7},{end - half:g} {tip - 7},{end + half:g}"
    return Edge(acts, ends, hue, path, head, width)


def _lines(name: str) -> tuple[str, ...]:
    """Cut a name into lines that have room beside the drawing; nothing of it is left out."""
    lines = [""]
    for word in name.split(" "):
        if lines[-1] and _width(f"{lines[-1]} {word}") <= ROOM:
            lines[-1] += f" {word}"
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if _width(lines[-1] + letter) > ROOM:
                lines.append("")
            lines[-1] += letter
    return tuple(lines)


def _width(words: str) -> float:
    """Return about how wide the words are, in letters as high as they are wide."""
    return sum(
        1.0 if east_asian_width(one) in "WF" else 0.72 if one.isupper() or one in "mw" else 0.54
        for one in words
    )
