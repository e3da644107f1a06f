"""`summarizer cache`: what the cache of briefs holds, and how to make it smaller."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from summarizer.cache.brief_cache import BriefCache

_KEPT_DAYS = 30.0

cache_option = click.option(
    "--cache-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where the cache is (SUMMARIZER_CACHE_DIR; the user's cache folder by default).",
)


@click.group()
def cache() -> None:
    """Show and clean the cache of briefs.

    A brief is kept under everything that determines it: the article and what is known of it, model, endpoint,
    profile, strategy, prompts, schema, and the version of the rules. Asking for the same brief again costs no request.
    """


@cache.command()
@cache_option
def stats(*, cache_dir: Path | None) -> None:
    """Say where the cache is and what it holds."""
    from summarizer.embedded.report import format_size
    from summarizer.render.safe import safe_line

    with_cache = _cache(cache_dir)
    found = with_cache.stats()
    click.echo(f"{safe_line(str(found.path))}: {_briefs(found.briefs)}, {format_size(found.size)}")
    for model, number in found.models.items():
        click.echo(f"  {safe_line(model)}: {_briefs(number)}")
    if found.oldest is not None:
        click.echo(f"  longest unused: since {datetime.fromtimestamp(found.oldest, UTC):%Y-%m-%d}")


@cache.command()
@click.option(
    "--unused-days",
    type=click.FloatRange(min=0),
    default=_KEPT_DAYS,
    show_default=True,
    metavar="DAYS",
    help="Remove what was not used for so long.",
)
@cache_option
def prune(*, unused_days: float, cache_dir: Path | None) -> None:
    """Remove briefs that were not used for a while."""
    click.echo(f"Removed {_briefs(_cache(cache_dir).prune(unused_days=unused_days))}.")


@cache.command()
@cache_option
def clear(*, cache_dir: Path | None) -> None:
    """Remove every brief from the cache."""
    click.echo(f"Removed {_briefs(_cache(cache_dir).clear())}.")


def _cache(cache_dir: Path | None) -> "BriefCache":
    from summarizer.cache.brief_cache import BriefCache
    from summarizer.settings import Settings

    return BriefCache.open(Settings.load(cache_dir=cache_dir).cache_dir)


def _briefs(number: int) -> str:
    return f"{number:,} brief" if number == 1 else f"{number:,} briefs"
