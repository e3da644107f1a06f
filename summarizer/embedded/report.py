"""What a download tells about itself while it runs."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """One report: `done` of `total` bytes are here.

    `message` is a sentence to show, empty when only bytes moved; `source` is who delivers, empty before one
    is chosen.
    """

    done: int
    total: int
    source: str = ""
    message: str = ""


DownloadListener = Callable[[DownloadProgress], None]


def ignore_download(_: DownloadProgress) -> None:
    """Listen to nothing."""


class SourceFailed(Exception):  # noqa: N818  named after the condition, like the errors that users see
    """A source cannot deliver, for the reason given: the next one is tried. Never leaves this package."""


def format_size(size: int) -> str:
    """Return a number of bytes for a reader: "1.12 GB", "48 MB", "512 bytes"."""
    if size >= 1e9:
        return f"{size / 1e9:.2f} GB"
    if size >= 1e6:
        return f"{size / 1e6:.0f} MB"
    return f"{size:,} bytes"
