"""Pages: templates filled in, style and script put inside, and a policy that lets nothing else run or load."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from summarizer.render import phrases
from summarizer.render.html.characters import shown
from summarizer.render.html.timeline import day
from summarizer.render.safe import safe_line

FOLDER = Path(__file__).parent / "templates"


def fill(kind: str, **values: Any) -> str:
    """Return the page of this kind, "report", "index" or "own", made of the values, which are escaped.

    A missing value is an error. What cannot be encoded becomes the replacement character.
    """
    # A brief of a user's own form is laid out as a report, and has nothing to run.
    style = _asset("page.css") + _asset("report.css" if kind == "own" else f"{kind}.css")
    script = "" if kind == "own" else _asset(f"{kind}.js")
    page = (
        _environment()
        .get_template(f"{kind}.html.j2")
        .render(style=style, script=script, policy=_policy(style, script), **values)
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def web_address(url: str | None) -> str | None:
    """Return the address where a click may lead there: over the web, not a script or a file."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _policy(style: str, script: str) -> str:
    rules = (
        "default-src 'none'",
        f"style-src '{_digest(style)}'",
        f"script-src '{_digest(script)}'",
        "img-src data:",  # the empty icon, without which browsers ask the server for one
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _digest(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode("utf-8")).digest()).decode("ascii")


@cache
def _asset(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # `shown` for text between tags, `line` for attributes and the other places that hold no elements.
    environment.filters.update(shown=shown, line=safe_line, label=phrases.label, count=phrases.count)
    environment.globals.update(phrases=phrases, web_address=web_address, day=day)
    return environment
