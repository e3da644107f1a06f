"""Where things are kept that can be made again."""

from pathlib import Path


def cache_root(cache_dir: Path | None) -> Path:
    """Return the folder that is given, else this program's folder in the user's cache; it need not exist."""
    if cache_dir is not None:
        return cache_dir.expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_cache_dir("summarizer", appauthor=False)).absolute()
