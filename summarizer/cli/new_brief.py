"""`summarizer new-brief`: a form of a brief of one's own, to start from."""

import re
import shutil
from pathlib import Path
from tempfile import mkdtemp

import click

from summarizer.errors import OutputPathError, SettingsError
from summarizer.files import what_to_do

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@click.command(name="new-brief")
@click.argument("name")
def new_brief(*, name: str) -> None:
    """Write a form of a brief of your own to start from.

    Made is the folder NAME: form.py, a commented model; examples/, two worked examples; prompts/, the prompt that
    models are asked with, to be changed or removed.
    """
    from summarizer.claims.starter import starter_files

    folder = Path(name)
    if not _NAME.fullmatch(folder.name):
        raise SettingsError(
            f"{name!r} cannot be the name of a form.",
            hint="Use letters, digits, - and _, as in river-floods.",
        )
    if folder.exists():
        raise OutputPathError(f"{name!r} is there already.", hint="Choose another name, or remove it first.")
    class_name, files = starter_files(folder.name)
    try:
        _write(folder, files)
    except OSError as error:
        raise OutputPathError(
            f"{name!r} cannot be written: {error.strerror}.", hint=what_to_do(error)
        ) from error
    click.echo(f"Made {', '.join(str(folder / path) for path in files)}.", err=True)
    click.echo(
        f"summarizer brief ARTICLE --schema {folder}/form.py:{class_name} "
        f"--examples {folder}/examples --prompts {folder}/prompts"
    )


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files into a folder that takes its name when all are there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for path, content in files.items():
            target = part / path
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)
        part.chmod(0o755)
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
