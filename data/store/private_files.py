"""Makes the files and folders that hold personal data: for their owner only, and never by a link.

The store, its lock and its backups are made here. The umask does not matter: the mode is set on
the open file.
"""

from __future__ import annotations

import os
from pathlib import Path

from data.store.errors import StoreUnwritable

_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has no such flag


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter; one that is there is left as it is.

    Raises:
        StoreUnwritable: It cannot be made.
    """
    try:
        if folder.is_dir():
            return
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(_PRIVATE_FOLDER)
        folder.chmod(_PRIVATE_FOLDER)
    except OSError as error:
        raise StoreUnwritable(folder, error.strerror or "the folder cannot be made") from error


def private_file(path: Path) -> bool:
    """Make an empty file that only its owner can read; return False where it is there already.

    Raises:
        StoreUnwritable: It cannot be made, or a link lies in its place.
    """
    if path.is_symlink():
        raise StoreUnwritable(path, "it is a link to another file")
    try:
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | _NO_LINK, _PRIVATE_FILE)
        os.close(made)
        path.chmod(_PRIVATE_FILE)
        sync_folder(path.parent)
    except FileExistsError:
        return False
    except OSError as error:
        raise StoreUnwritable(path, error.strerror or "it cannot be made") from error
    return True


def open_private(path: Path) -> int:
    """Open a small file of ours for reading and writing, making it where it is missing.

    Never use this on the store itself: closing any other handle of it drops SQLite's lock.

    Returns:
        The file descriptor.

    Raises:
        StoreUnwritable: It cannot be opened, or a link lies in its place.
    """
    flags = os.O_CREAT | os.O_RDWR | _NO_LINK | getattr(os, "O_CLOEXEC", 0)
    try:
        opened = os.open(path, flags, _PRIVATE_FILE)
        path.chmod(_PRIVATE_FILE)
    except OSError as error:
        raise StoreUnwritable(path, error.strerror or "it cannot be opened") from error
    return opened


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
