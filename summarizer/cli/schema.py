"""`summarizer schema`: the contract for services in other languages."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from summarizer.cli.options import OutputFile, schema_option

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.json_schema import JsonSchemaMode

    from summarizer.brief_form import BriefForm
    from summarizer.claims.form import ClaimsForm


@click.command()
@click.option("--draft", is_flag=True, help="Print the schema of the draft that a model fills in instead.")
@schema_option
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    metavar="FILE",
    help="Write to FILE; - is standard output.",
)
def schema(*, draft: bool, output: Path | None, brief_form: "BriefForm | None") -> None:
    """Print the JSON Schema of a brief.

    With --schema it is that of a form of your own. The dialect is JSON Schema 2020-12; the schema of the built-in
    brief is published as schemas/brief.schema.json too.
    """
    from summarizer.brief.schema import brief_schema
    from summarizer.cli.output import Destination

    if brief_form is not None:
        form = cast("ClaimsForm", brief_form)
        document = _document(form.draft, "validation") if draft else _document(form.schema, "serialization")
    else:
        document = draft_schema() if draft else brief_schema()
    destination = Destination(output)
    destination.check()
    destination.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def draft_schema() -> dict[str, Any]:
    """Return the schema of a draft, by the short keys that models are asked for."""
    from summarizer.draft import Draft

    return _document(Draft, "validation")


def _document(model: "type[BaseModel]", mode: "JsonSchemaMode") -> dict[str, Any]:
    from summarizer.brief.schema import DIALECT

    schema: dict[str, Any] = model.model_json_schema(by_alias=True, mode=mode)
    head: dict[str, Any] = {key: schema[key] for key in ("title", "description") if key in schema}
    return {"$schema": DIALECT, **head, **schema}
