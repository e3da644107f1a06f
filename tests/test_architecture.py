"""The arrows of the design: which part of the package may use which."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "summarizer"

# A part is a module or a subpackage directly below `summarizer`.
BASE = frozenset(
    "article brief configuration draft errors files kept limits places plover progress refusals settings "
    "telemetry values".split()
)
CORE = BASE | {"text", "prompts"}
READING = CORE | {"analysis"}
MODEL = BASE | {"model"}
MAY_USE: Mapping[str, frozenset[str]] = {
    "errors": frozenset(),
    "files": frozenset(),
    "plover": frozenset(),
    "progress": frozenset(),
    "places": frozenset(),
    "refusals": frozenset(),
    "telemetry": frozenset(),
    "article": frozenset({"errors"}),
    "brief": frozenset({"plover"}),
    "draft": frozenset({"brief", "plover"}),
    "kept": frozenset({"brief"}),
    # Profiles are data that a configuration file may add to.
    "settings": frozenset({"configuration", "errors", "model.profiles", "values"}),
    "values": frozenset({"errors", "refusals"}),
    "configuration": frozenset({"errors"}),
    "limits": frozenset({"configuration", "errors", "settings", "values"}),
    "prompts": frozenset({"errors"}),
    "text": BASE,
    "analysis": BASE | {"text"},
    "embedded": BASE,
    "model": MODEL | {"embedded"},
    "verification": CORE,
    "strategies": READING | MODEL | {"verification"},
    "render": BASE | {"text"},
    "pipeline": CORE | MODEL | {"strategies", "verification"},
    "cache": BASE | MODEL | {"embedded", "prompts"},
    "session": BASE | MODEL | {"cache", "pipeline"},
    "batch": BASE | MODEL | {"pipeline", "session", "strategies"},
    "api": BASE | {"batch", "session"},
    "ray": BASE | MODEL | {"batch", "session"},
    "evaluation": CORE | {"api"},
    # Pages become articles here: a second way to the network, which knows nothing of models.
    "web": frozenset({"article", "errors"}),
    "cli": CORE
    | MODEL
    | {"api", "batch", "cache", "embedded", "evaluation", "pipeline", "render", "strategies", "web"},
}

# Libraries that only these parts may know; everything after them is pure. There are two ways to the network: `model`
# asks endpoints that the user configured, `web` reads pages that the user named, behind guards of its own.
ONLY_IN: Mapping[str, str] = {
    "openai": "model",
    "instructor": "model",
    "tenacity": "model",
    "httpx2": "model web",
    "httpcore2": "web",
    "trafilatura": "web",
    "charset_normalizer": "web",
    "htmldate": "web",
    "lxml": "web",
    "xllamacpp": "embedded",
    "huggingface_hub": "embedded",
    "babel": "text",
    "sentencex": "text",
    "dateparser": "text web",
    "click": "cli",
    "opentelemetry": "telemetry",
    "ray": "ray",
    "jinja2": "render",
    "markupsafe": "render",
    "pandas": "render",
    "polars": "render",
    "pyarrow": "ray render",
}
RICH = frozenset({"cli", "render"})


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Yield each module's dotted name below the package, and its syntax tree."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name not in {"", "__main__"}:  # the package's face and its entry point stand above the arrows
            yield name, ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(tree: ast.Module) -> tuple[str, ...]:
    """Return the dotted name of everything that is imported, wherever in the module that happens."""
    return tuple(_imports(tree))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            if node.module == "summarizer":
                yield from (f"summarizer.{alias.name}" for alias in node.names)
            else:
                yield node.module


MODULES = dict(modules())


@pytest.mark.parametrize("name", MODULES)
def test_arrows_point_one_way(name: str) -> None:
    part = name.partition(".")[0]
    assert part in MAY_USE, f"say here what {part!r} may use"
    for imported in imports(MODULES[name]):
        if not imported.startswith("summarizer."):
            continue
        target = imported.removeprefix("summarizer.")
        top = target.partition(".")[0]
        assert top == part or top in MAY_USE[part] or target in MAY_USE[part], f"{name} uses {target}"


@pytest.mark.parametrize("name", MODULES)
def test_libraries_stay_in_their_part(name: str) -> None:
    part = name.partition(".")[0]
    for imported in imports(MODULES[name]):
        library = imported.partition(".")[0]
        assert part in ONLY_IN.get(library, part).split(), f"{name} uses {library}"
        assert library != "rich" or part in RICH, f"{name} uses rich"


def test_the_arrows_have_no_circle() -> None:
    # `settings` and `model` know of each other only through the profiles, which use nothing but pydantic.
    profiles = {name for name in imports(MODULES["model.profiles"]) if name.startswith("summarizer")}
    assert profiles == set()
    uses = {part: {one for one in MAY_USE[part] if "." not in one} - {part} for part in MAY_USE}
    while uses:
        leaves = {part for part, used in uses.items() if not used}
        assert leaves, f"a circle among {sorted(uses)}"
        uses = {part: used - leaves for part, used in uses.items() if part not in leaves}
