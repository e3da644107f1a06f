"""A brief as the small piece of HTML that a notebook shows: no script, no style sheet, no link."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from summarizer.brief import Brief, DiplomaticMove, KeyEvent
from summarizer.render import phrases
from summarizer.render.safe import safe_line

_LEFT = ' style="text-align:left;vertical-align:top"'


def render_notebook(brief: Brief) -> str:
    """Return the brief as HTML in which everything from the article is text."""
    return "".join(_pieces(brief))


def _pieces(brief: Brief) -> Iterator[str]:
    cast = phrases.Cast(brief.actors)
    yield f"<div><p><strong>{_text(brief.headline)}</strong><br><small>{_text(phrases.article_line(brief))}</small></p>"
    if brief.summary:
        yield "<ul>" + "".join(f"<li>{_text(sentence.text)}</li>" for sentence in brief.summary) + "</ul>"
    yield from _table("Key events", _ACTS, (_act(event, cast) for event in brief.key_events))
    yield from _table("Diplomatic moves", _ACTS, (_act(move, cast) for move in brief.diplomatic_moves))
    yield from _table(
        "Quotes", ("words", "speaker"), ((f"“{quote.text}”", cast.speaker(quote)) for quote in brief.quotes)
    )
    yield from _table(
        "Actors",
        ("name", "kind", "country", "role"),
        ((a.name, phrases.label(a.kind), a.country or "", a.role or "") for a in brief.actors),
    )
    foot = (phrases.rejected_line(brief.rejected), phrases.provenance_line(brief.provenance))
    yield "<p><small>" + "<br>".join(_text(line) for line in foot if line) + "</small></p></div>"


_ACTS = ("type", "how", "who", "what", "circumstances")


def _act(act: KeyEvent | DiplomaticMove, cast: phrases.Cast) -> Sequence[str]:
    if isinstance(act, KeyEvent):
        around = phrases.circumstances(act)
    else:
        around = phrases.when_phrase(act.when) if act.when else ""
    return act.type, phrases.coding(act), cast.relation(act), act.description, around


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    body = ["".join(f"<td{_LEFT}>{_text(cell)}</td>" for cell in row) for row in rows]
    if not body:
        return
    yield f"<table><caption{_LEFT}><strong>{caption}</strong></caption><thead><tr>"
    yield "".join(f'<th scope="col"{_LEFT}>{head}</th>' for head in heads)
    yield "</tr></thead><tbody>" + "".join(f"<tr>{row}</tr>" for row in body) + "</tbody></table>"


def _text(text: str) -> str:
    return escape(safe_line(text))
