"""A brief as Markdown; footnotes, named after the passage they quote, carry the evidence."""

from collections.abc import Iterable, Iterator

from summarizer.brief import Evidence
from summarizer.brief_form import AnyBrief
from summarizer.render.citations import Citations
from summarizer.render.outline import Item, Outline, outline
from summarizer.render.safe import markdown_line


def render_markdown(
    brief: AnyBrief,
    text: str | None = None,
    *,
    everything: bool = False,
    reasons: bool = False,
    footnotes: str = "",
) -> str:
    """Return the brief as Markdown (CommonMark and footnotes), ending with a newline.

    `text` is the article's; without it footnotes quote the evidence instead of whole sentences. `everything` leaves
    nothing out, `reasons` says why claims were rejected. `footnotes` begins the name of every footnote, for briefs that
    share a document. Raises `ValueError` when the brief is about another text.
    """
    citations = Citations(brief, text)
    told = outline(brief, citations, everything=everything, reasons=reasons)
    return "\n".join(_Page(told, citations, footnotes).lines()) + "\n"


class _Page:
    def __init__(self, told: Outline, citations: Citations, footnotes: str) -> None:
        self._told = told
        self._citations = citations
        self._footnotes = footnotes

    def lines(self) -> Iterator[str]:
        yield f"# {markdown_line(self._told.headline.lead)}{self._notes(self._told.headline.evidence)}"
        if self._told.about:
            yield from ("", markdown_line(self._told.about))
        for section in self._told.sections:
            yield ""
            if section.title:
                yield from (f"## {markdown_line(section.title)}", "")
            yield from map(self._item, section.items)
            if section.key:
                yield from ("", f"*{section.key}*")
        yield from ("", "---")
        for line in self._told.foot:
            yield from ("", markdown_line(line))
        for number, sentence in self._citations.cited(self._told.evidence()):
            yield ""
            # Renderers number footnotes anew. The words before the passage also keep those that know no footnotes
            # from taking a single word for the address of a link.
            yield f"[^{self._footnotes}{number}]: {self._citations.noun} {number}: {markdown_line(sentence)}"

    def _item(self, item: Item) -> str:
        lead, code, text = map(markdown_line, (item.lead, item.code, item.text))
        words = "".join(
            link + part
            for link, part in zip(item.links(), (f"**{lead}**" if lead else "", code, text), strict=True)
        )
        mark = f" ({markdown_line(item.mark).strip('()')})" if item.mark else ""
        # A list in the list, four deep, is one to every dialect; plain text stays readable, and no HTML is needed.
        return f"{'    ' * item.depth}- {words}{self._notes(item.evidence)}{mark}"

    def _notes(self, evidence: Iterable[Evidence]) -> str:
        return "".join(f"[^{self._footnotes}{number}]" for number in self._citations.of(evidence))
