"""A brief of a user's own form as Markdown; footnotes carry the evidence."""

from collections.abc import Iterable, Iterator

from summarizer.brief import Evidence, GroundedBrief
from summarizer.render import phrases
from summarizer.render.citations import Citations
from summarizer.render.own_entries import Entry, Section, evidence_of, sections_of
from summarizer.render.safe import markdown_line


def render_own_markdown(brief: GroundedBrief, text: str | None = None, *, footnotes: str = "") -> str:
    """Return the brief as Markdown (CommonMark with footnotes), ending with a newline; arguments as those of
    `render_markdown`."""
    return "\n".join(_lines(brief, Citations(brief, text), footnotes)) + "\n"


def _lines(brief: GroundedBrief, citations: Citations, footnotes: str) -> Iterator[str]:
    def notes(evidence: Iterable[Evidence]) -> str:
        return "".join(f"[^{footnotes}{number}]" for number in citations.of(evidence))

    def section(part: Section, level: int) -> Iterator[str]:
        yield ""
        yield f"{'#' * level} {markdown_line(part.title)}"
        yield ""
        if not part.entries:
            yield "None in the article."
        for one in part.entries:
            yield from entry(one, level)

    def entry(one: Entry, level: int) -> Iterator[str]:
        yield f"- {markdown_line(one.words or one.name or '')}{notes(one.evidence)}"
        for line in one.lines:
            yield f"  - {markdown_line(line.label)}: {markdown_line(line.words)}"
        for inner in one.inner:
            yield from section(inner, level + 1)

    yield f"# {markdown_line(brief.article.title or brief.form)}"
    yield ""
    yield markdown_line(phrases.article_line(brief))
    for part in sections_of(brief):
        yield from section(part, 2)
    if brief.rejected:
        yield from ("", "## Rejected", "")
        for claim in brief.rejected:
            yield f"- {markdown_line(f'{claim.field}: {claim.value}: {claim.reason}')}"
    yield from ("", "---", "", markdown_line(phrases.provenance_line(brief.provenance)))
    for number, words in citations.cited(evidence_of(brief)):
        yield ""
        yield f"[^{footnotes}{number}]: {citations.noun} {number}: {markdown_line(words)}"
