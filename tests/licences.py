"""What the package depends on, directly and through others, and under which licence; `make licences` lists it.

Dependencies are followed from pyproject.toml through the metadata of what is installed, every extra included.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
LIST = ROOT / "THIRD_PARTY.md"

PERMISSIVE = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "CNRI-Python",
        "ISC",
        "MIT",
        "PSF-2.0",
        "Zlib",
    }
)
# Not permissive, and no burden: these terms end with the package's own files, which are used unchanged.
TOLERATED = frozenset({"MPL-1.1", "MPL-2.0"})

# How projects without an SPDX expression word theirs.
_WORDINGS: Mapping[str, str] = {
    "apache": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "apache-2": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "3-clause bsd license": "BSD-3-Clause",
    "new bsd": "BSD-3-Clause",
    "the bsd 2-clause license": "BSD-2-Clause",
}


def licences(*, everything: bool = False) -> dict[str, str]:
    """Return the licence of every dependency that is installed, by name; with `everything` none may be missing."""
    found: dict[str, str] = {}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    waiting = list(_direct())
    while waiting:
        wanted = waiting.pop()
        key = (_plain(wanted.name), tuple(sorted(wanted.extras)))
        if key in seen:
            continue
        seen.add(key)
        try:
            installed = distribution(wanted.name)
        except PackageNotFoundError:
            if everything:
                raise
            continue
        found[key[0]] = _licence(installed)
        waiting += _requirements(installed, wanted.extras)
    return dict(sorted(found.items()))


def terms(expression: str) -> list[frozenset[str]]:
    """Return the licences to choose from, each a set that holds together: "A AND B OR C" is {A, B} or {C}."""
    plain = expression.replace("(", " ").replace(")", " ")
    return [frozenset(part.split(" AND ")) for part in " ".join(plain.split()).split(" OR ")]


def page(found: Mapping[str, str]) -> str:
    """Return the list as a page."""
    head = (
        "# Third parties\n\nEverything that an installation with every extra brings along, and its licence. "
        "`make licences` writes this page; a test holds it.\n\n| package | licence |\n|---|---|\n"
    )
    return head + "".join(f"| {name} | {licence} |\n" for name, licence in found.items())


def listed() -> dict[str, str]:
    """Return what the page says."""
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", LIST.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: licence for name, licence in rows if name != "package"}


def _direct() -> Iterator[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    return (Requirement(line) for lines in lists for line in lines)


def _requirements(installed: Distribution, extras: set[str]) -> Iterator[Requirement]:
    for line in installed.requires or ():
        wanted = Requirement(line)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": one}) for one in ("", *extras)):
            yield wanted


def _licence(installed: Distribution) -> str:
    about = installed.metadata
    for expression in about.get_all("License-Expression") or ():
        return str(expression)
    word = " ".join(map(str, about.get_all("License") or ())).strip()
    if word and len(word) < 60:
        return _WORDINGS.get(word.casefold(), word)
    kinds = [
        str(one).rpartition("::")[2].strip()
        for one in about.get_all("Classifier") or ()
        if "License ::" in one
    ]
    return " AND ".join(_WORDINGS.get(kind.casefold(), kind) for kind in kinds) or "unknown"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


if __name__ == "__main__":
    LIST.write_text(page(licences(everything=True)), encoding="utf-8")
