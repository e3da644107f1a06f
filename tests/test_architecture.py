"""The arrows of the design: which part of the package may use which, and that there is no circle anywhere."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "summarizer"

# A part is a module or a subpackage directly below `summarizer`.
BASE = frozenset(
    "article brief brief_form cache_folder cached_brief configuration draft errors files installation limits plover "
    "profiles progress settings settings_base telemetry validation_messages".split()
)
CORE = BASE | {"text", "prompts"}
READING = CORE | {"reading"}
MODEL = BASE | {"model"}
MAY_USE: Mapping[str, frozenset[str]] = {
    "errors": frozenset({"installation"}),
    "files": frozenset(),
    "installation": frozenset(),
    "plover": frozenset(),
    "profiles": frozenset(),
    "progress": frozenset(),
    "cache_folder": frozenset(),
    "validation_messages": frozenset(),
    "telemetry": frozenset(),
    "article": frozenset({"errors", "validation_messages"}),
    "brief": frozenset({"plover"}),
    "draft": frozenset({"brief", "plover"}),
    "cached_brief": frozenset({"brief_form"}),
    "settings": frozenset({"brief_form", "configuration", "errors", "profiles", "settings_base"}),
    "settings_base": frozenset({"errors", "validation_messages"}),
    "configuration": frozenset({"errors"}),
    "limits": frozenset({"configuration", "errors", "settings", "settings_base"}),
    "prompts": frozenset({"errors", "files"}),
    "text": BASE,
    # Its parser is fetched and kept as the models are.
    "reading": CORE | {"embedded"},
    "embedded": BASE,
    "model": MODEL | {"embedded"},
    "verification": CORE | {"claims"},
    "strategies": READING | MODEL | {"claims", "verification"},
    "brief_form": frozenset({"brief"}),
    "claims": CORE,
    "render": BASE | {"text"},
    "pipeline": CORE | MODEL | {"claims", "strategies", "verification"},
    "cache": BASE | MODEL | {"embedded", "prompts"},
    "session": BASE | MODEL | {"cache", "pipeline", "prompts"},
    "batch": BASE | MODEL | {"pipeline", "session", "strategies"},
    "api": BASE | {"batch", "claims", "session"},
    "ray": BASE | MODEL | {"batch", "session"},
    "evaluation": CORE | {"api", "claims"},
    # Pages become articles here: a second way to the network, which knows nothing of models.
    "web": frozenset({"article", "errors", "installation"}),
    "cli": CORE
    | MODEL
    | {
        "api",
        "batch",
        "cache",
        "claims",
        "embedded",
        "evaluation",
        "pipeline",
        "render",
        "strategies",
        "web",
    },
}

# Libraries that only these parts may know; everything after them is pure. There are two ways to the network: `model`
# asks endpoints that the user configured, `web` reads pages that the user named, behind guards of its own.
ONLY_IN: Mapping[str, str] = {
    "openai": "model",
    "genai_prices": "model",
    "instructor": "model",
    "tenacity": "model",
    "httpx2": "model web",
    "trafilatura": "web",
    "charset_normalizer": "web",
    "htmldate": "web",
    "lxml": "web",
    "xllamacpp": "embedded",
    "huggingface_hub": "embedded",
    "babel": "text",
    "py3langid": "text",
    "sentencex": "text",
    "spacy": "reading",
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


# The face of the package and its entry point stand above the arrows; everybody may read the version from the face.
ABOVE = frozenset({"", "__main__"})
FACE = frozenset({"summarizer.__version__"})


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Yield each module's dotted name below the package, and its syntax tree."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name not in ABOVE:
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted name of everything that is imported, wherever in the module, and for types alone too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


MODULES = dict(modules())
LONGEST = 300
_HEAD = 400
IMPORTS: Mapping[str, tuple[str, ...]] = {name: tuple(imports(tree)) for name, tree in MODULES.items()}


def own(imported: str) -> str | None:
    """Return the module of ours that an import names, None for what is somebody else's."""
    if not imported.startswith("summarizer.") or imported in FACE:
        return None
    target = imported.removeprefix("summarizer.")
    return target if target in MODULES else target.rpartition(".")[0]


USES: Mapping[str, frozenset[str]] = {
    name: frozenset(target for one in found if (target := own(one)) is not None and target != name)
    for name, found in IMPORTS.items()
}
PACKAGES = sorted({"", *(name.rpartition(".")[0] for name in MODULES)})


@pytest.mark.parametrize("name", MODULES)
def test_arrows_point_one_way(name: str) -> None:
    part = name.partition(".")[0]
    assert part in MAY_USE, f"say here what {part!r} may use"
    for target in USES[name]:
        top = target.partition(".")[0]
        assert top == part or top in MAY_USE[part], f"{name} uses {target}"


@pytest.mark.parametrize("name", MODULES)
def test_libraries_stay_in_their_part(name: str) -> None:
    part = name.partition(".")[0]
    for imported in IMPORTS[name]:
        library = imported.partition(".")[0]
        assert part in ONLY_IN.get(library, part).split(), f"{name} uses {library}"
        assert library != "rich" or part in RICH, f"{name} uses rich"


def test_what_is_allowed_has_no_circle() -> None:
    TopologicalSorter({part: MAY_USE[part] - {part} for part in MAY_USE}).prepare()


def test_nothing_is_allowed_that_is_not_there() -> None:
    parts = {name.partition(".")[0] for name in MODULES}
    assert MAY_USE.keys() | frozenset().union(*MAY_USE.values()) <= parts


@pytest.mark.parametrize("name", MODULES)
def test_file_is_short_or_says_why_it_is_not(name: str) -> None:
    place = PACKAGE / f"{name.replace('.', '/')}.py"
    lines = len(
        (place if place.exists() else place.with_suffix("") / "__init__.py").read_text("utf-8").splitlines()
    )
    head = (ast.get_docstring(MODULES[name]) or "")[:_HEAD]
    assert lines <= LONGEST or f"One file of more than {LONGEST} lines: " in head, f"{name}: {lines} lines"


def test_modules_do_not_import_each_other() -> None:
    TopologicalSorter(USES).prepare()  # the error names the circle


@pytest.mark.parametrize("package", PACKAGES)
def test_rooms_of_a_package_do_not_use_each_other_both_ways(package: str) -> None:
    """Of two modules or folders that stand side by side, anywhere in the tree, only one may know of the other."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name, used in USES.items():
        for target in used:
            one, other = _below(package, name), _below(package, target)
            if one and other and one != other:
                sorter.add(one, other)
    sorter.prepare()


def _below(package: str, name: str) -> str | None:
    """Return which room of a package a module is in; None for one elsewhere, and for the package's own face."""
    inside = (
        name if not package else name.removeprefix(f"{package}.") if name.startswith(f"{package}.") else ""
    )
    return inside.partition(".")[0] or None
