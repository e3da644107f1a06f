"""A brief in the form that was asked for, fitted to the place it goes to."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Literal

from rich.console import Console, RenderableType

from summarizer.brief import GroundedBrief
from summarizer.brief_form import AnyBrief
from summarizer.cli.output import Destination
from summarizer.errors import OutputPathError
from summarizer.render.markdown import render_markdown
from summarizer.render.safe import safe_line
from summarizer.render.terminal import render_terminal

Format = Literal["text", "json", "markdown", "html"]

FILE_WIDTH = 100

_COLOUR_SYSTEMS: Mapping[str, Literal["standard", "256", "truecolor"]] = {
    "standard": "standard",
    "windows": "standard",
    "256": "256",
    "truecolor": "truecolor",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How briefs are written.

    `everything` leaves nothing out that there is no room for, `evidence` adds the cited sentences (text only), and
    `reasons` why claims were rejected.
    """

    form: Format
    everything: bool = False
    evidence: bool = False
    reasons: bool = False

    def alone(self, brief: AnyBrief, text: str | None, destination: Destination) -> str:
        """Return one brief, ending with a newline; `text` is the article's, where it is known."""
        match self.form:
            case "json":
                return brief.model_dump_json(indent=2) + "\n"
            case "markdown":
                return self._markdown(brief, text)
            case "html":
                return page_of(brief, text)
            case "text":
                return self._text(brief, text, destination)

    def in_series(
        self, brief: AnyBrief, text: str | None, destination: Destination, *, name: str, number: int
    ) -> str:
        """Return the brief as the `number`th, from 1, of several that follow each other in one place.

        Raises `OutputPathError` for HTML: pages cannot.
        """
        gap = "" if number == 1 else "\n"
        match self.form:
            case "json":
                return brief.model_dump_json() + "\n"
            case "markdown":
                # Footnotes of one document must not share their names.
                return gap + self._markdown(brief, text, footnotes=f"{number}.")
            case "html":
                raise OutputPathError(
                    "HTML pages cannot follow each other in one place.",
                    hint="Name a folder with --output, or one file with 'summarizer report'.",
                )
            case "text":
                return f"{gap}==> {safe_line(name)} <==\n\n{self._text(brief, text, destination)}"

    def _markdown(self, brief: AnyBrief, text: str | None, footnotes: str = "") -> str:
        return render_markdown(
            brief, text, everything=self.everything, reasons=self.reasons, footnotes=footnotes
        )

    def _text(self, brief: AnyBrief, text: str | None, destination: Destination) -> str:
        view = render_terminal(
            brief, text, everything=self.everything, evidence=self.evidence, reasons=self.reasons
        )
        return printed(view, destination)


def page_of(brief: AnyBrief, text: str | None, *, index: str | None = None) -> str:
    """Return the brief as an HTML page, as `render_report` does."""
    if isinstance(brief, GroundedBrief):
        from summarizer.render.own.page import render_own_page

        return render_own_page(brief, text, index=index)
    from summarizer.render.html.report import render_report

    return render_report(brief, text, index=index)


def printed(what: RenderableType, destination: Destination) -> str:
    """Return what a rich console would print there: in colours and as wide as the terminal, or plain."""
    page = StringIO()
    console = _console(destination, page)
    console.print(what)
    if console.color_system is not None:
        return page.getvalue()
    # The layout pads its columns; in a file those blanks are only in the way.
    return "".join(line.rstrip() + "\n" for line in page.getvalue().splitlines())


def _console(destination: Destination, page: StringIO) -> Console:
    """Return a console that writes to `page` what suits the destination."""
    if destination.path is not None:
        return Console(file=page, width=FILE_WIDTH, color_system=None)
    there = Console()
    # For NO_COLOR rich takes away only the colours; who sets it wants no escape codes.
    if os.environ.get("NO_COLOR") or there.color_system is None:
        return Console(file=page, width=there.width, color_system=None)
    colours = _COLOUR_SYSTEMS[there.color_system]
    return Console(
        file=page, width=there.width, color_system=colours, force_terminal=True, legacy_windows=False
    )
