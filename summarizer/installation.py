"""How this program was installed, and the command that adds an extra to it."""

import json
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

DISTRIBUTION = "grounded-brief"
"""What the package is called where packages are kept; it is imported, and run, as `summarizer`."""


def install_hint(extra: str) -> str:
    """Return the sentence that says how to install an extra."""
    return f"Install it with: {install_command(extra)}"


def install_command(extra: str, *, environment: Path | None = None) -> str:
    """Return the command that adds an extra to the installation that runs, with the tool that made it.

    An environment of uv or pipx is made anew with the extras that it has and this one. Elsewhere the interpreter that
    runs is named, since `pip` alone may be that of another. `environment` is the folder of the environment that runs.
    """
    environment = Path(sys.prefix) if environment is None else environment
    if (receipt := environment / "uv-receipt.toml").is_file():
        source, extras = _of_uv(receipt)
        return _line("uv", "tool", "install", _requirement(source, {*extras, extra}))
    if (metadata := environment / "pipx_metadata.json").is_file():
        source, extras = _of_pipx(metadata)
        return _line("pipx", "install", "--force", _requirement(source, {*extras, extra}))
    wanted = _requirement(_source(), [extra])
    if find_spec("pip") is None:  # as in the environments that uv makes
        return _line("uv", "pip", "install", "--python", sys.executable, wanted)
    return _line(sys.executable, "-m", "pip", "install", wanted)


def _of_uv(receipt: Path) -> tuple[str, list[str]]:
    tool = tomllib.loads(receipt.read_text(encoding="utf-8")).get("tool", {})
    for one in tool.get("requirements", []):
        if one.get("name") == DISTRIBUTION:
            source = one.get("directory") or one.get("editable") or one.get("path") or DISTRIBUTION
            return source, one.get("extras", [])
    return _source(), []


def _of_pipx(metadata: Path) -> tuple[str, list[str]]:
    main = json.loads(metadata.read_text(encoding="utf-8")).get("main_package", {})
    source, _, extras = (main.get("package_or_url") or DISTRIBUTION).removesuffix("]").partition("[")
    return source, [one.strip() for one in extras.split(",") if one.strip()]


def _source() -> str:
    """Return what this was installed from: the folder of a checkout where it is one, else the name."""
    try:
        told = distribution(DISTRIBUTION).read_text("direct_url.json")
    except PackageNotFoundError:
        return str(Path(__file__).parent.parent)  # run from a checkout
    address = urlsplit(json.loads(told)["url"]) if told else None
    if address is None or address.scheme != "file":
        return DISTRIBUTION
    folder = Path(url2pathname(unquote(address.path)) if sys.platform == "win32" else unquote(address.path))
    return str(folder) if folder.is_dir() else DISTRIBUTION


def _requirement(source: str, extras: Iterable[str]) -> str:
    return f"{source}[{','.join(sorted(extras))}]"


def _line(*words: str) -> str:
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
