"""`summarizer prompts`: what a model is told, to be read and to be changed."""

from pathlib import Path

import click


@click.group()
def prompts() -> None:
    """List and export the prompts, to write your own.

    A prompt is a plain file. Export them, change what you like, and give the folder with --prompts (or
    SUMMARIZER_PROMPTS_DIR). What a folder does not have is taken from the package; {{ types }} and the like mark where
    the program puts something in. The article is never part of a prompt file. Whatever a prompt says, the same rules
    check what may be published.
    """


@prompts.command("list")
def list_prompts() -> None:
    """List the prompts, and which strategy uses them."""
    from summarizer.prompts import USED_BY, every_prompt

    for prompt in every_prompt():
        used = ", ".join(strategy for strategy, names in USED_BY.items() if prompt.name in names)
        click.echo(f"{prompt.name:24}{used:32}{prompt.id.partition('@')[2]}")


@prompts.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--force", is_flag=True, help="Replace prompts that are there.")
def export(*, folder: Path, force: bool) -> None:
    """Write the prompts of the package into FOLDER."""
    from summarizer.prompts import export_prompts

    for path in export_prompts(folder, force=force):
        click.echo(path)
