"""The pages of docs/reference that are made from code: `make docs` writes them, a test holds them to the code."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import PydanticUndefined

import summarizer
from summarizer import claims, errors
from summarizer.cli.exit_codes import MEANINGS
from summarizer.cli.main import cli
from summarizer.errors import SummarizerError
from summarizer.limits import Limits
from summarizer.profiles import Profile
from summarizer.settings import ENVIRONMENT, Settings

ROOT = Path(__file__).parent.parent.parent
REFERENCE = ROOT / "docs" / "reference"
WIDTH = 100
_LONGEST_EXAMPLE = 120
MADE = "<!-- Written by `make docs` from the code: change that, not this page. -->\n\n"


def commands() -> str:
    """Return the help of every command."""
    top = click.Context(cli, info_name="summarizer", terminal_width=WIDTH, max_content_width=WIDTH)
    page = [
        MADE,
        "# Command line\n\n",
        "The result goes to standard output. Progress goes to standard error, and only on a terminal. "
        "`-v` says where the time goes, `-vv` every request, `-q` errors only.\n\n",
        _help(top),
    ]
    for name in cli.list_commands(top):
        page += _command_pages(cli.get_command(top, name), top, name, level=2)
    return "".join(page)


def _command_pages(
    command: click.Command | None, parent: click.Context, name: str, *, level: int
) -> Iterator[str]:
    assert command is not None
    context = click.Context(
        command, parent=parent, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH
    )
    yield f"\n{'#' * level} {context.command_path}\n\n{_help(context)}"
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            yield from _command_pages(command.get_command(context, below), context, below, level=level + 1)


def _help(context: click.Context) -> str:
    context.help_option_names = ["-h", "--help"]
    return f"```text\n{context.command.get_help(context)}\n```\n"


GROUPS: Mapping[str, tuple[str, str]] = {
    "Functions": ("", "summarize asummarize summarize_many"),
    "What goes in": ("", "Article Settings Limits Profile"),
    "What comes out": (
        "A brief is described key by key in [the contract](contract.md).",
        "Brief Act Result Results Progress",
    ),
    "Parts of a brief": (
        "",
        "KeyEvent DiplomaticMove Actor Quote Evidence Mention SummarySentence When Casualties Rejected ArticleInfo "
        "Provenance Tokens",
    ),
    "Codes": ("", "EventType EventMode QuadClass"),
}


_OWN = "These are imported from `summarizer.claims`: see [a brief of your own](../how-to/own-brief.md)."
OWN_NAMES = [name for name in sorted(claims.__all__) if name not in {"Grounded", "Cited", "Ungrounded"}]


def python() -> str:
    """Return the page of the Python API, which mkdocstrings fills from the docstrings."""
    page = [
        MADE,
        "# Python API\n\n",
        "All names are imported from `summarizer`; importing it is cheap. ",
        "Errors have [a page of their own](errors.md).\n",
    ]
    for title, (about, names) in GROUPS.items():
        page.append(f"\n## {title}\n\n" + (f"{about}\n\n" if about else ""))
        for name in names.split():
            page.append(f"::: {getattr(summarizer, name).__module__}.{name}\n")
    page.append("\n## Web pages\n\nNeeds the extra `web`.\n\n")
    page += [
        f"::: summarizer.web.page.{name}\n"
        for name in ("read_page", "fetch_article", "fetch_page", "WebPage")
    ]
    page.append(f"\n## A brief of your own\n\n{_OWN}\n\n")
    page += [f"::: {getattr(claims, name).__module__}.{name}\n" for name in OWN_NAMES]
    page.append("\n## Tables\n\n")
    page += ["::: summarizer.render.tables.tables\n", "\n## A cluster\n\nNeeds the extra `ray`.\n\n"]
    page += ["::: summarizer.ray.Summarize\n", "::: summarizer.ray.cluster_limits\n"]
    return "".join(page)


def settings() -> str:
    """Return the fields of what a caller gives as tables."""
    limit_variables = {name: (f"SUMMARIZER_{name.upper()}",) for name in Limits.model_fields}
    return "".join(
        [
            MADE,
            "# Settings, limits, articles, profiles\n\n",
            "Options win over the environment, that over the named profile of the configuration file, and that over ",
            "the rest of the file: see [configuration](../how-to/configuration.md). ",
            "`summarizer doctor` says what holds and where it comes from.\n\n",
            "## Settings\n\n",
            _fields(Settings, variables=ENVIRONMENT),
            "\n## Limits\n\nIn the configuration file they stand in the table `[limits]`.\n\n",
            _fields(Limits, variables=limit_variables),
            "\n## Article\n\n`summarizer batch` reads these as keys of a line, and `id` beside them.\n\n",
            _fields(summarizer.Article),
            "\n## Profile\n\nFacts about a model; in the configuration file `[[model_profiles]]`.\n\n",
            _fields(Profile),
        ]
    )


def _fields(model: type[BaseModel], *, variables: Mapping[str, tuple[str, ...]] | None = None) -> str:
    head = ["field", "type", "default", *(["environment"] if variables else []), "what it says"]
    rows = []
    schema = model.model_json_schema(mode="validation", schema_generator=_Generator)
    properties = schema.get("properties", {})
    for name, field in model.model_fields.items():
        default = "" if field.default is PydanticUndefined else f"`{_shown(field.default)}`"
        given = [" ".join(f"`{one}`" for one in variables.get(name, ()))] if variables else []
        kind = _kind(properties[name])
        rows.append([f"`{name}`", kind, default or "needed", *given, field.description or ""])
    return _table(head, rows)


class _Generator(GenerateJsonSchema):
    """Takes what JSON cannot hold for an object of Python."""

    def is_instance_schema(self, schema: Any) -> dict[str, Any]:
        return {"type": schema["cls"].__name__}


def _shown(value: object) -> str:
    return "none" if value is None or value == () or value == {} else str(value)


def contract() -> str:
    """Return every key of a brief, from the published schema."""
    schema = json.loads((ROOT / "schemas" / "brief.schema.json").read_text(encoding="utf-8"))
    page = [
        MADE,
        "# The contract: a brief, key by key\n\n",
        "This is what `schemas/brief.schema.json` says (JSON Schema 2020-12; `summarizer schema` prints it). ",
        f"The version is `{summarizer.SCHEMA_VERSION}`. [Types for other languages](../how-to/other-languages.md) "
        "are generated from it.\n\n",
        "A reader must ignore keys that it does not know, and read every version of the same major number: ",
        "a minor version only adds keys. A reader must refuse another major number.\n\n",
        "`article.text[start:end] == text` holds for all evidence and every mention; offsets count code points.\n\n",
        f"## Brief\n\n{_described(schema)}\n\n{_properties(schema)}",
    ]
    for name, part in schema["$defs"].items():
        page.append(f"\n## {name}\n\n{_described(part)}\n")
        if "properties" in part:
            page.append(f"\n{_properties(part)}")
        elif "enum" in part:
            page.append("\n" + ", ".join(f"`{one}`" for one in part["enum"]) + "\n")
    return "".join(page)


def _described(part: Mapping[str, Any]) -> str:
    return " ".join(str(part.get("description", "")).split())


def _properties(part: Mapping[str, Any]) -> str:
    rows = []
    for name, one in part["properties"].items():
        rows.append([f"`{name}`", _kind(one), _described(one), _example(one)])
    return _table(["key", "type", "what it says", "example"], rows)


def _example(one: Mapping[str, Any]) -> str:
    """Return an example as JSON; of a part that has its own table, that table has one for each key."""
    [example, *_] = one["examples"]
    whole = json.dumps(example, ensure_ascii=False)
    return f"`{whole}`" if len(whole) <= _LONGEST_EXAMPLE else "key by key there"


def _kind(one: Mapping[str, Any]) -> str:
    """Return the type that a schema allows, in words."""
    if "allOf" in one:
        return _kind(one["allOf"][0])
    if "$ref" in one:
        name = one["$ref"].rpartition("/")[2]
        return f"[{name}](contract.md#{name.lower()})" if name != "Profile" else name
    if "anyOf" in one:
        return " or ".join(_kind(each) for each in one["anyOf"])
    if "enum" in one:
        return ", ".join(f"`{each}`" for each in one["enum"])
    if "const" in one:
        return f"`{one['const']}`"
    if "items" in one:
        return f"list of {_kind(one['items'])}"
    if one.get("format") in {"date", "date-time", "path"}:
        return str(one["format"])
    return str(one.get("type", "any")).replace("object", "table")


def tables() -> str:
    """Return what the columns of the tables mean."""
    return MADE + (ROOT / "schemas" / "tables.md").read_text(encoding="utf-8")


def errors_page() -> str:
    """Return the tree of errors, and the exit codes."""
    page = [
        MADE,
        "# Errors and exit codes\n\n",
        "Every error that is raised on purpose is a `summarizer.SummarizerError`. `str(error)` is one sentence that ",
        "names what was wrong, and `error.hint` says what to do. `error.retryable` tells that the same call may "
        "succeed later, `error.fatal` that it would fail for every other article too. `error.exit_code` is what the ",
        "command line returns. Errors survive pickling, as between processes.\n\n",
        "```python\nfrom summarizer import SummarizerError, summarize\n\n"
        "try:\n    brief = summarize(text)\nexcept SummarizerError as error:\n"
        "    print(error, error.hint, error.retryable, error.fatal, error.exit_code)\n```\n\n",
        "## Exit codes\n\nOf several articles the highest one counts.\n\n",
        _table(["code", "meaning"], [[str(code), meaning] for code, meaning in MEANINGS.items()]),
        "\n## Errors\n\n",
    ]
    rows = []
    for depth, error in _tree(SummarizerError, 0):
        marks = [mark for mark in ("retryable", "fatal") if getattr(error, mark)]
        indent = "&nbsp;" * 4 * depth
        doc = " ".join((error.__doc__ or "").split("\n\n")[0].split())
        rows.append([f"{indent}`{error.__name__}`", doc, str(error.exit_code), ", ".join(marks)])
    page.append(_table(["error", "when", "exit code", ""], rows))
    return "".join(page)


def _tree(error: type[SummarizerError], depth: int) -> Iterator[tuple[int, type[SummarizerError]]]:
    yield depth, error
    for one in vars(errors).values():
        if isinstance(one, type) and issubclass(one, SummarizerError) and one.__bases__[0] is error:
            yield from _tree(one, depth + 1)


def _table(head: list[str], rows: list[list[str]]) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"

    return line(head) + "|" + "---|" * len(head) + "\n" + "".join(map(line, rows))


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands,
    "contract.md": contract,
    "errors.md": errors_page,
    "python.md": python,
    "settings.md": settings,
    "tables.md": tables,
}


def main() -> None:
    """Write all pages."""
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
