"""What tests of claims are given: documents, and drafts as a model would write them."""

from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from summarizer.article import Article
from summarizer.brief import ArticleInfo, GroundedBrief, Provenance, Rejected, Tokens
from summarizer.claims.drafts import draft_form
from summarizer.claims.grounding import ground_brief
from summarizer.text.document import Document, read_document

KINDS = Path(__file__).parent / "kinds"

TEXT = (
    "Norland froze assets of Baltic Harbour worth €14 million on Monday. "
    "“Nobody who feeds this war will bank with us,” said Finance Minister Ilse Brandt. "
    "Brandt’s ministry also barred 12 captains from Garova."
)


def document_of(text: str = TEXT, *, published: date | None = date(2023, 5, 10)) -> Document:
    return read_document(Article(text=text, published=published, language="en"))


def ground(
    schema: type[GroundedBrief], drafted: dict[str, Any], document: Document | None = None
) -> tuple[Any, list[Rejected]]:
    """Return the brief that a draft becomes, and what was refused."""
    document = document or document_of()
    contents = ground_brief(schema, draft_form(schema).model_validate(drafted), document)
    told = {**contents.fields, "article": INFO, "provenance": MADE, "rejected": contents.rejected}
    return schema(form=schema.__name__, **told), contents.rejected


def module_at(path: Path) -> Any:
    spec = spec_from_file_location(f"form_{path.parent.name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


INFO = ArticleInfo(
    id=f"sha256:{'0' * 64}",
    title=None,
    source=None,
    url=None,
    published=None,
    language="en",
    characters=1,
    sentences=1,
)
MADE = Provenance.model_validate(
    {
        "model": "m",
        "endpoint": "nowhere",
        "strategy": "one_pass",
        "prompt": "p",
        "requests": 1,
        "tokens": Tokens(prompt=1, cached=0, completion=1),
        "cost_usd": None,
        "seconds": 1.0,
        "from_cache": False,
        "created": "2024-01-01T00:00:00Z",
    }
)
