"""A brief as Markdown; footnotes, named after the passage they quote, carry the evidence."""

from collections.abc import Iterable, Iterator

from summarizer.brief import Actor, Brief, DiplomaticMove, Evidence, KeyEvent, Quote, Rejected
from summarizer.render import phrases
from summarizer.render.citations import Citations
from summarizer.render.safe import markdown_line


def render_markdown(brief: Brief, text: str | None = None, *, footnotes: str = "") -> str:
    """Return the brief as Markdown (CommonMark, footnotes, GitHub's tables), ending with a newline.

    `text` is the article's; without it footnotes quote the evidence instead of whole sentences. `footnotes` begins
    the name of every footnote, for briefs that share a document. Raises `ValueError` when the brief is about
    another text.
    """
    return "\n".join(_Page(brief, Citations(brief, text), footnotes).lines()) + "\n"


class _Page:
    def __init__(self, brief: Brief, citations: Citations, footnotes: str) -> None:
        self._footnotes = footnotes
        self._brief = brief
        self._citations = citations
        self._cast = phrases.Cast(brief.actors)

    def lines(self) -> Iterator[str]:
        brief = self._brief
        yield f"# {markdown_line(brief.headline)}"
        yield ""
        yield markdown_line(phrases.article_line(brief))
        yield from _section(
            "Summary", (f"- {markdown_line(s.text)}{self._notes(s.evidence)}" for s in brief.summary)
        )
        yield from _section("Key events", (line for event in brief.key_events for line in self._event(event)))
        moves = (line for move in brief.diplomatic_moves for line in self._move(move))
        yield from _section("Diplomatic moves", moves)
        yield from _section("Quotes", (line for quote in brief.quotes for line in self._quote(quote)))
        yield from _section("Actors", _actors(brief.actors))
        yield from _section("Rejected", (_rejected(claim) for claim in brief.rejected))
        yield ""
        yield "---"
        yield ""
        yield markdown_line(phrases.provenance_line(brief.provenance))
        for number, sentence in self._citations.cited():
            yield ""
            yield f"[^{self._footnotes}{number}]: {markdown_line(sentence)}"

    def _notes(self, evidence: Iterable[Evidence]) -> str:
        return "".join(f"[^{self._footnotes}{number}]" for number in self._citations.of(evidence))

    def _event(self, event: KeyEvent) -> Iterator[str]:
        head = f"- **{event.type}** ({phrases.coding(event)}): "
        yield head + markdown_line(event.description) + self._notes(event.evidence)
        yield from _details(self._cast.relation(event), phrases.circumstances(event))

    def _move(self, move: DiplomaticMove) -> Iterator[str]:
        score = f"{phrases.label(move.quad_class)}, {move.score:+.1f}"
        head = f"- **{move.type}** ({phrases.coding(move)}; {score}): "
        yield head + markdown_line(move.description) + self._notes(move.evidence)
        yield from _details(self._cast.relation(move), phrases.when_phrase(move.when) if move.when else "")

    def _quote(self, quote: Quote) -> Iterator[str]:
        yield f"- “{markdown_line(quote.text)}”{self._notes(quote.evidence)}"
        yield from _details(f"— {self._cast.speaker(quote)}")


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    body = list(lines)
    if body:
        yield from ("", f"## {title}", "", *body)


def _details(*details: str) -> Iterator[str]:
    for detail in details:
        if detail:
            yield f"  <br>{markdown_line(detail)}"


def _actors(actors: Iterable[Actor]) -> Iterator[str]:
    rows = [
        "| "
        + " | ".join(
            (markdown_line(a.name), phrases.label(a.kind), markdown_line(a.role or ""), a.country or "")
        )
        + " |"
        for a in actors
    ]
    if rows:
        yield from ("| Name | Kind | Role | Country |", "| --- | --- | --- | --- |", *rows)


def _rejected(claim: Rejected) -> str:
    return f"- {markdown_line(claim.field)}: {markdown_line(claim.value)} ({markdown_line(claim.reason)})"
