"""A brief as the small piece of HTML that a notebook shows: no script, no style sheet, no link."""

from collections.abc import Iterator
from html import escape

from summarizer.brief_form import AnyBrief
from summarizer.render.citations import Citations, format_numbers
from summarizer.render.outline import Item, outline
from summarizer.render.safe import safe_line


def render_notebook(brief: AnyBrief) -> str:
    """Return the brief as HTML in which everything from the article is text."""
    return "".join(_pieces(brief))


def _pieces(brief: AnyBrief) -> Iterator[str]:
    citations = Citations(brief)
    told = outline(brief, citations)
    yield f"<div><p>{_line(told.headline, citations)}<br><small>{_text(told.about)}</small></p>"
    for section in told.sections:
        key = f" <small>{_text(section.key)}</small>" if section.key else ""
        yield f"<p><strong>{_text(section.title)}</strong>{key}</p>" if section.title else ""
        for item in section.items:
            depth = item.depth + 1
            yield f"{'<ul>' * depth}<li>{_line(item, citations)}</li>{'</ul>' * depth}"
    yield "<p><small>" + "<br>".join(map(_text, told.foot)) + "</small></p></div>"


def _line(item: Item, citations: Citations) -> str:
    lead, code, text = map(_text, (item.lead, item.code, item.text))
    parts = (f"<strong>{lead}</strong>" if lead else "", code, text)
    words = "".join(link + part for link, part in zip(item.links(), parts, strict=True))
    behind = " ".join(
        part for part in (format_numbers(citations.of(item.evidence)), _text(item.mark)) if part
    )
    return f"{words} <small>{behind}</small>" if behind else words


def _text(text: str) -> str:
    return escape(safe_line(text))
