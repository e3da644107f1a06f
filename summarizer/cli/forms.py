"""A brief in the form that was asked for, fitted to the place it goes to."""

import os
from dataclasses import dataclass
from io import StringIO
from typing import Literal

from rich.console import Console

from summarizer.brief import Brief
from summarizer.cli.output import Destination
from summarizer.render.markdown import render_markdown
from summarizer.render.safe import safe_line
from summarizer.render.terminal import render_terminal

Form = Literal["text", "json", "markdown"]

FILE_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Layout:
    """How briefs are written.

    In the text form `evidence` adds the cited sentences, and `reasons` why claims were rejected.
    """

    form: Form
    evidence: bool = False
    reasons: bool = False

    def alone(self, brief: Brief, text: str, destination: Destination) -> str:
        """Return one brief, ending with a newline; `text` is the article's."""
        match self.form:
            case "json":
                return brief.model_dump_json(indent=2) + "\n"
            case "markdown":
                return render_markdown(brief, text)
            case "text":
                return self._text(brief, text, destination)

    def in_series(self, brief: Brief, text: str, destination: Destination, *, name: str, number: int) -> str:
        """Return the brief as the `number`th, from 1, of several that follow each other in one place."""
        gap = "" if number == 1 else "\n"
        match self.form:
            case "json":
                return brief.model_dump_json() + "\n"
            case "markdown":
                # Footnotes of one document must not share their names.
                return gap + render_markdown(brief, text, footnotes=f"{number}.")
            case "text":
                return f"{gap}==> {safe_line(name)} <==\n\n{self._text(brief, text, destination)}"

    def _text(self, brief: Brief, text: str, destination: Destination) -> str:
        console = _console(destination)
        with console.capture() as captured:
            console.print(render_terminal(brief, text, evidence=self.evidence, reasons=self.reasons))
        if console.color_system is not None:
            return captured.get()
        # The layout pads its columns; in a file those blanks are only in the way.
        return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())


def _console(destination: Destination) -> Console:
    if destination.path is not None:
        return Console(file=StringIO(), width=FILE_WIDTH, color_system=None)
    # For NO_COLOR rich takes away only the colours; who sets it wants no escape codes.
    return Console(color_system=None) if os.environ.get("NO_COLOR") else Console()
