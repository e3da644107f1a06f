"""Who acts on whom as a drawing: those who act on the left, those acted upon on the right, a curve for each pair."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from summarizer.render.html.claims import Hue
from summarizer.render.html.relations import Relation
from summarizer.render.safe import safe_line

# Units of the drawing, near to pixels on a telephone. Names stand outside the two columns of dots.
WIDTH = 400
LEFT, RIGHT = 150, 250
ROW = 34
MARGIN = 20
LONGEST_NAME = 20
THICKEST = 6


@dataclass(frozen=True, slots=True)
class Node:
    """An actor on one side of the drawing."""

    id: str
    name: str
    x: int
    y: float
    left: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A curve from who acts to who is acted upon; `head` are the corners of its arrow."""

    relation: Relation
    path: str
    head: str
    width: int

    @property
    def hue(self) -> Hue:
        """Return the colour of the curve."""
        return self.relation.hue


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing: its size in units, its nodes and its edges."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def draw(relations: Sequence[Relation], names: Mapping[str, str]) -> Graph | None:
    """Return the drawing, the same for the same relations; None where nobody acts on anybody.

    Recipients stand near those who act on them, so that few curves cross.
    """
    if not relations:
        return None
    actors = list(dict.fromkeys(relation.actor for relation in relations))
    rank = {actor: place for place, actor in enumerate(actors)}
    acted_on: dict[str, list[int]] = {}
    for relation in relations:
        acted_on.setdefault(relation.recipient, []).append(rank[relation.actor])
    recipients = sorted(acted_on, key=lambda one: fmean(acted_on[one]))
    height = 2 * MARGIN + ROW * (max(len(actors), len(recipients)) - 1)
    left, right = _rows(actors, height), _rows(recipients, height)
    nodes = [Node(one, _short(names[one]), LEFT, y, left=True) for one, y in left.items()]
    nodes += [Node(one, _short(names[one]), RIGHT, y, left=False) for one, y in right.items()]
    edges = tuple(_edge(relation, left[relation.actor], right[relation.recipient]) for relation in relations)
    return Graph(WIDTH, height, tuple(nodes), edges)


def _rows(ids: Iterable[str], height: int) -> dict[str, float]:
    """Spread the ids evenly from top to bottom; the shorter side is centred."""
    column = list(ids)
    top = (height - ROW * (len(column) - 1)) / 2
    return {one: top + ROW * place for place, one in enumerate(column)}


def _edge(relation: Relation, start: float, end: float) -> Edge:
    width = min(1 + relation.distinct, THICKEST)
    tip, middle = RIGHT - 9, (LEFT + RIGHT) / 2
    path = f"M{LEFT + 7} {start:g}C{middle:g} {start:g} {middle:g} {end:g} {tip - 6} {end:g}"
    half = 3 + width / 2
    head = f"{tip},{end:g} {tip - 9},{end - half:g} {tip - 9},{end + half:g}"
    return Edge(relation, path, head, width)


def _short(name: str) -> str:
    line = safe_line(name)
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1].rstrip()}…"
