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
        yield from _section("Quotes", (self._quote(quote) for quote in brief.quotes))
        yield from _section("Actors", _actors(brief.actors))
        yield from _section("Rejected", (_rejected(claim) for claim in brief.rejected))
        yield ""
        yield "---"
        yield ""
        yield markdown_line(phrases.provenance_line(brief.provenance))
        for number, sentence in self._citations.cited():
            yield ""
            # Renderers number footnotes anew. The words before the passage also keep those that know no footnotes
            # from taking a single word for the address of a link.
            told = f"{self._citations.noun} {number}: {markdown_line(sentence)}"
            yield f"[^{self._footnotes}{number}]: {told}"

    def _notes(self, evidence: Iterable[Evidence]) -> str:
        return "".join(f"[^{self._footnotes}{number}]" for number in self._citations.of(evidence))

    def _event(self, event: KeyEvent) -> Iterator[str]:
        return self._act(event, phrases.coding(event), phrases.circumstances(event))

    def _move(self, move: DiplomaticMove) -> Iterator[str]:
        score = f"{phrases.label(move.quad_class)} {move.score:+.1f}"
        when = phrases.when_phrase(move.when) if move.when else ""
        return self._act(move, phrases.coding(move), score, when)

    def _act(self, act: KeyEvent | DiplomaticMove, *details: str) -> Iterator[str]:
        relation = self._cast.relation(act)
        head = f"- **{act.type}** {markdown_line(relation)}".rstrip()
        yield f"{head}: {markdown_line(act.description)}{self._notes(act.evidence)}"
        yield _detail(" · ".join(detail for detail in details if detail))

    def _quote(self, quote: Quote) -> str:
        speaker = markdown_line(self._cast.speaker(quote))
        return f"- “{markdown_line(quote.text)}”{self._notes(quote.evidence)} — {speaker}"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    body = list(lines)
    if body:
        yield from ("", f"## {title}", "", *body)


def _detail(detail: str) -> str:
    # A list in the list, four deep, is one to every dialect; plain text stays readable, and no HTML is needed.
    return f"    - {markdown_line(detail)}"


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
