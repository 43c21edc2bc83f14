"""Clears what a program left that was killed while it exchanged files of the store.

Whoever does this holds the store's lock: nobody else is at work on these files.
"""

from __future__ import annotations

import re
from pathlib import Path

from data.store.errors import StoreDamaged
from data.store.private_files import sync_folder

FOLDER = "backups"
"""Where copies of the store lie, beside it."""

LOGS = ("-wal", "-journal")
"""What SQLite keeps beside a file and applies to whichever file has its name."""

_PART = re.compile(r"\.(ballast|(store|\d{6}-[a-z0-9-]+)\.db)\.[0-9a-f]{16}\.part(-[a-z]+)?")
_REPLACED = "*-replaced.db"


def beside(file: Path, ending: str) -> Path:
    """Return the name that SQLite gives a log of `file`."""
    return file.with_name(file.name + ending)


def clear_leavings(store: Path, copies: Path) -> None:
    """Undo an exchange that was cut off, and remove the parts that never got their names.

    Args:
        store: The store's file, which nobody has open.
        copies: The folder of its backups.
    """
    _undo_exchange(store, copies)
    for folder in (store.parent, copies):
        if folder.is_dir():
            for path in [one for one in folder.iterdir() if _PART.fullmatch(one.name)]:
                path.unlink(missing_ok=True)


def refuse_lost(store: Path, copies: Path) -> None:
    """Refuse to make a new store where one was: beside its log, or beside its backups.

    Args:
        store: The store's file, which nobody has open.
        copies: The folder of its backups.

    Raises:
        StoreDamaged: It is missing, or was emptied.
    """
    if store.exists() and store.stat().st_size:
        return
    left = [*copies.glob("*.db")]
    if not store.exists():
        # Beside a file that is empty, it is a new store whose first pages are in the log yet.
        left += [beside(store, ending) for ending in LOGS]
    if any(path.exists() and path.stat().st_size for path in left):
        raise StoreDamaged(store, "it is missing, and its log or its backups are there")


def _undo_exchange(store: Path, copies: Path) -> None:
    """Take from a store the second name that it had got as the replaced one; its log comes back."""
    if not store.exists() or store.stat().st_nlink == 1:
        return
    for kept in copies.glob(_REPLACED):
        if not kept.is_symlink() and kept.samefile(store):
            for ending in LOGS:
                if beside(kept, ending).exists() and not beside(store, ending).exists():
                    beside(kept, ending).replace(beside(store, ending))
            sync_folder(store.parent)
            kept.unlink()
