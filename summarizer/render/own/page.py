"""A brief of a user's own form as one HTML page."""

from summarizer.brief import GroundedBrief
from summarizer.render.citations import Citations
from summarizer.render.html.page import fill
from summarizer.render.own_entries import sections_of


def render_own_page(brief: GroundedBrief, text: str | None = None, *, index: str | None = None) -> str:
    """Return the brief as a page that loads and runs nothing; arguments as those of `render_report`."""
    citations = Citations(brief, text)
    return fill(
        "own",
        brief=brief,
        sections=sections_of(brief),
        citations=citations,
        whole=text is not None,
        index=index,
    )
