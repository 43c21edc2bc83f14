"""The file of the store's key and its copy beside the backups: the one stands in for the other.

Whoever loses both loses every record, so a copy that is missing or older is made anew.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from data.store import key_file
from data.store.connection import is_plain
from data.store.errors import KeyDamaged, StoreError, StoreLocked
from data.store.key_file import KeyFile
from epa_tui import asking


def read_key_file(home: Path) -> KeyFile | None:
    """Return the key's file; where it is damaged or gone, its copy, which takes its place.

    Args:
        home: The folder of the store.

    Raises:
        StoreLocked: Neither can be read.
        StoreUnwritable: The disk or the folder refuses.
    """
    path, what = home / key_file.NAME, "missing"
    try:
        found = KeyFile.read(path)
    except KeyDamaged:
        found, what = None, "damaged"
    if found is None:
        found = _read_copy(home, what)
        if found is not None:
            with suppress(StoreError):  # on a full disk the copy opens the store all the same
                found.write(path)
                asking.say(f"The key file {path} was {what}. Its copy took its place.")
    return found


def _read_copy(home: Path, what: str) -> KeyFile | None:
    with suppress(KeyDamaged):
        found = KeyFile.read(_copy(home))
        if found is not None or what == "missing":
            return found
    raise StoreLocked(
        f"The key file {home / key_file.NAME} is {what}, and its copy in the folder of backups is "
        "no better. Put the .key file of a copy that was carried elsewhere in its place; without "
        "it nobody can open the store."
    )


def keep_copy(home: Path, wraps: KeyFile) -> None:
    """Bring the copy of the key's file, which has just opened the store, up to it.

    Args:
        home: The folder of the store.
        wraps: The key's file.
    """
    found = None
    with suppress(StoreError):
        found = KeyFile.read(_copy(home))
    if found != wraps:
        with suppress(StoreError):  # a full disk is told elsewhere; the file itself is in order
            wraps.write(home / key_file.NAME)


def drop_key_file(home: Path) -> None:
    """Remove the key's file and its copy."""
    # The copy first: alone it would be taken for the key of what is encrypted.
    for path in (_copy(home), home / key_file.NAME):
        path.unlink(missing_ok=True)


def _copy(home: Path) -> Path:
    return home / "backups" / key_file.NAME


def size_of(path: Path) -> int:
    """Return the bytes of a file; 0 where there is none."""
    return path.stat().st_size if path.is_file() else 0


def is_encrypted(path: Path) -> bool:
    """Tell whether a file is there that only its own key could open: no new one is made for it."""
    return size_of(path) > 0 and not is_plain(path)
