"""Colours that can be read on a dark and on a light background alike."""

from collections.abc import Mapping

from summarizer.plover import QuadClass

# Numbers of the 256-colour palette. Each has a contrast of at least 4:1 against black and against white. The
# sixteen named colours promise no such thing: their shades belong to the terminal's theme.
QUAD_COLOURS: Mapping[QuadClass, int] = {
    QuadClass.VERBAL_COOPERATION: 31,
    QuadClass.MATERIAL_COOPERATION: 28,
    QuadClass.VERBAL_CONFLICT: 130,
    QuadClass.MATERIAL_CONFLICT: 161,
}

HEADING = "bold"
MINOR = "dim"


def style_of(quad_class: QuadClass) -> str:
    """Return the rich style in which a type of this quad class is shown."""
    return f"bold color({QUAD_COLOURS[quad_class]})"
