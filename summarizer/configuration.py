"""The configuration file: where it is looked for, and what it says with a named profile laid over the rest."""

import logging
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from summarizer.errors import SettingsError

FILE_NAME = "summarizer.toml"
CONFIG_VARIABLE = "SUMMARIZER_CONFIG"
PROFILE_VARIABLE = "SUMMARIZER_PROFILE"

_PROFILES = "profiles"
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_logger = logging.getLogger("summarizer.configuration")


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a file says: `values` by key, tables among them, and in `origins` where in the file each was found.

    A file that was `named`, by option or variable, or that is the user's own, is trusted with more than one that merely
    lies in the folder where a command is run: an address of that one gets no key of the environment.
    """

    path: Path | None = None
    profile: str | None = None
    named: bool = True
    values: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, *, profile: str | None = None, named: bool = True) -> Self:
        """Return what the file says, with the named profile laid over it; raises `SettingsError`.

        Of a pyproject.toml the table [tool.summarizer] is read.
        """
        found, table = _content(path)
        profiles = found.pop(_PROFILES, {})
        if not isinstance(profiles, dict) or not all(isinstance(one, dict) for one in profiles.values()):
            raise SettingsError(
                f"{_PROFILES!r} in {path} is not a table of tables.",
                hint="Write [profiles.NAME]; facts about models go into [[model_profiles]].",
            )
        name = profile or found.pop("profile", None)
        found.pop("profile", None)
        values = dict(found)
        origins = {key: f"{key!r} in {path}" for key in found}
        if name is not None:
            if name not in profiles:
                raise SettingsError(f"There is no profile {name!r} in {path}.", hint=_offered(profiles))
            where = f"[{table}profiles.{name}] of {path}"
            for key, value in profiles[name].items():
                # A table of the profile, as [profiles.night.limits], adds to that of the file.
                whole = {**values[key], **value} if _both_tables(values.get(key), value) else value
                values[key], origins[key] = whole, f"{key!r} in {where}"
        return cls(path, name, named, values, origins)

    @classmethod
    def of_environment(cls, environment: Mapping[str, str]) -> Self:
        """Return what the file says that SUMMARIZER_CONFIG names; empty where it names none."""
        path = environment.get(CONFIG_VARIABLE)
        if not path:
            return cls()
        return cls.read(Path(path), profile=environment.get(PROFILE_VARIABLE) or None)

    @classmethod
    def find(
        cls,
        path: Path | None = None,
        *,
        profile: str | None = None,
        environment: Mapping[str, str] | None = None,
        start: Path | None = None,
        user: Path | None = None,
    ) -> Self:
        """Return what the first of these says: `path`, the file SUMMARIZER_CONFIG names, the project's, the user's.

        The project's is summarizer.toml, or a pyproject.toml with a table [tool.summarizer], in `start` (the current
        folder) or above it, up to the root of a repository or the home folder. The user's is summarizer.toml in
        the folder `user`, by default where the system keeps the settings of programs.
        """
        environment = os.environ if environment is None else environment
        profile = profile or environment.get(PROFILE_VARIABLE) or None
        path = path or (Path(environment[CONFIG_VARIABLE]) if environment.get(CONFIG_VARIABLE) else None)
        if path is not None:
            return cls.read(path, profile=profile)
        found = _of_project((start or Path.cwd()).absolute())
        if found is not None:
            return cls.read(found, profile=profile, named=False)
        own = (user or _user_folder()) / FILE_NAME
        if own.is_file():
            return cls.read(own, profile=profile)
        if profile is not None:
            raise SettingsError(
                f"There is no configuration file to look for the profile {profile!r} in.",
                hint=f"Write a {FILE_NAME} with a table [profiles.{profile}], or name a file with --config.",
            )
        return cls()

    def table(self, name: str) -> "Configuration":
        """Return a table of the file by itself; raises `SettingsError` where the key is none."""
        values = self.values.get(name, {})
        if not isinstance(values, dict):
            raise SettingsError(
                f"{self.origins[name]} is not a table.", hint=f"Write it as [{name}] on a line of its own."
            )
        origins = {key: f"{key!r} in [{name}] of {self.path}" for key in values}
        return Configuration(self.path, self.profile, self.named, values, origins)

    def without(self, *names: str) -> "Configuration":
        """Return the configuration without these keys."""
        values = {key: value for key, value in self.values.items() if key not in names}
        return Configuration(self.path, self.profile, self.named, values, self.origins)


def _content(path: Path) -> tuple[dict[str, Any], str]:
    """Return what is the program's own in the file, and what names of tables begin with there."""
    try:
        with path.expanduser().open("rb") as file:
            found = tomllib.load(file)
    except OSError as error:
        raise SettingsError(
            f"The configuration file {str(path)!r} cannot be read: {error.strerror}.",
            hint=f"Check the path (--config, {CONFIG_VARIABLE}) and its permissions.",
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"The configuration file {str(path)!r} is not UTF-8: byte {error.start}.",
            hint="Save it as UTF-8.",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(path, error) from error
    if path.name != "pyproject.toml":
        return found, ""
    own = _own_table(found)
    return (dict(own) if own is not None else {}), "tool.summarizer."


def _no_toml(path: Path, error: tomllib.TOMLDecodeError) -> SettingsError:
    said = str(error)
    place = _PLACE.search(said)
    where = f" at line {place[1]}, character {place[2]}" if place else " at its end"
    fault = _PLACE.sub("", said).removesuffix(" (at end of document)")
    hint = 'Write NAME = VALUE, with text in quotation marks: model = "my-model".'
    if fault.startswith("Cannot"):  # overwrite, declare twice
        hint = "Write each name once in its table, and each table once."
    return SettingsError(
        f"The configuration file {str(path)!r} is not valid TOML{where}: {fault}.", hint=hint
    )


def _own_table(pyproject: Mapping[str, Any]) -> Mapping[str, Any] | None:
    tool = pyproject.get("tool")
    own = tool.get("summarizer") if isinstance(tool, dict) else None
    return own if isinstance(own, dict) else None


def _of_project(start: Path) -> Path | None:
    home = Path.home()
    for folder in (start, *start.parents):
        for path in (folder / FILE_NAME, folder / "pyproject.toml"):
            if path.is_file() and _is_ours(path) and (path.name == FILE_NAME or _has_own_table(path)):
                return path
        if folder == home or (folder / ".git").exists():
            break
    return None


def _has_own_table(path: Path) -> bool:
    try:
        return _own_table(tomllib.loads(path.read_text(encoding="utf-8"))) is not None
    except (OSError, ValueError):
        return False  # somebody else's file; its mistakes are told by those who need it


def _is_ours(path: Path) -> bool:
    """Tell whether the file is the user's or the system's: in a folder for everybody, anybody may have put it there."""
    if not hasattr(os, "geteuid") or path.stat().st_uid in (os.geteuid(), 0):
        return True
    _logger.warning("The configuration file %s belongs to another user; it is not read.", path)
    return False


def _user_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_dir("summarizer", appauthor=False))


def _both_tables(one: object, other: object) -> bool:
    return isinstance(one, dict) and isinstance(other, dict)


def _offered(profiles: Mapping[str, Any]) -> str:
    return f"It has: {', '.join(sorted(profiles))}." if profiles else "It has none: write [profiles.NAME]."
