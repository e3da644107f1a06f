"""`summarizer schema`: the contract for services in other languages."""

import json
from pathlib import Path
from typing import Any

import click

from summarizer.cli.options import OutputFile


@click.command()
@click.option("--draft", is_flag=True, help="Print the schema of the draft that a model fills in instead.")
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    metavar="FILE",
    help="Write to FILE; - is standard output.",
)
def schema(*, draft: bool, output: Path | None) -> None:
    """Print the JSON Schema of a brief.

    The dialect is JSON Schema 2020-12; the same document is published as schemas/brief.schema.json.
    """
    from summarizer.brief.schema import brief_schema
    from summarizer.cli.output import Destination

    document = draft_schema() if draft else brief_schema()
    destination = Destination(output)
    destination.check()
    destination.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def draft_schema() -> dict[str, Any]:
    """Return the schema of a draft, by the short keys that models are asked for."""
    from summarizer.brief.schema import DIALECT
    from summarizer.draft import Draft

    schema = Draft.model_json_schema(by_alias=True)
    head = {key: schema[key] for key in ("title", "description")}
    return {"$schema": DIALECT, **head, **schema}
