"""Files that are read again only when they have changed: standards, journeys and question banks."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from .errors import UnreadableStandard

Loaded = TypeVar("Loaded")
"""What a file holds, or what is wrong with it."""

_Version = tuple[int, int]


def files_in(folder: Path, suffixes: Container[str]) -> list[Path]:
    """Return the files of a folder in the order of their names; none where there is no folder.

    Args:
        folder: Where they lie.
        suffixes: How their names end, in lower case.

    Raises:
        UnreadableStandard: The folder cannot be listed.
    """
    try:
        return sorted(path for path in folder.iterdir() if _is_candidate(path, suffixes))
    except FileNotFoundError:
        return []  # nobody has put one there yet
    except OSError as error:
        problem = f"cannot be listed ({error.strerror or error})"
        remedy = "Make it a folder you may read."
        raise UnreadableStandard(folder, "", problem, remedy) from error


def _is_candidate(path: Path, suffixes: Container[str]) -> bool:
    return path.suffix.lower() in suffixes and not path.name.startswith(".")


class Loads(Generic[Loaded]):
    """Remembers what files hold for as long as they stay the same.

    Args:
        load: Reads a file; never raises.
    """

    def __init__(self, load: Callable[[Path], Loaded]) -> None:
        self._load = load
        self._known: dict[Path, tuple[_Version, Loaded]] = {}

    def of(self, paths: Sequence[Path]) -> list[Loaded]:
        """Return what files hold now; what is known of any other file is forgotten."""
        self._known = {path: self._known[path] for path in paths if path in self._known}
        return [self.one(path) for path in paths]

    def one(self, path: Path) -> Loaded:
        """Return what a file holds now."""
        try:
            status = path.stat()
        except OSError:
            return self._load(path)  # gone or locked: the loader says which
        version = (status.st_mtime_ns, status.st_size)
        known = self._known.get(path)
        if known is None or known[0] != version:
            known = self._known[path] = version, self._load(path)
        return known[1]
