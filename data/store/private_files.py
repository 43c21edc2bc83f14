"""Makes the files and folders that hold personal data: for their owner only, and never by a link.

The store, its lock, its key and its backups are made here. The umask does not matter: the mode is
set on the open file. What somebody else could have planted is refused.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from data.store.errors import StoreUnwritable

_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has no such flag
_OTHERS = 0o077


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter; one of ours is closed to others.

    Raises:
        StoreUnwritable: It cannot be made, is a link, or belongs to somebody else.
    """
    try:
        if folder.is_symlink():
            raise StoreUnwritable(folder, "it is a link to another folder")
        if not folder.exists():
            _make_with_parents(folder)
        elif not folder.is_dir():
            raise StoreUnwritable(folder, "it is no folder")
        _take_from_others(folder, folder.stat())
    except OSError as error:
        raise StoreUnwritable(folder, error.strerror or "the folder cannot be made") from error


def home_folder(home: Path, ours: Iterable[str]) -> None:
    """Make the folder of a store, or see that nobody else can plant anything in it.

    One that holds other things than a store is left open to whom it was: its files are private.

    Args:
        home: The folder; may be a link that the user made.
        ours: Names of files of which one tells that the folder is a store's.

    Raises:
        StoreUnwritable: It cannot be made, is no folder, or belongs to somebody else.
    """
    try:
        if not home.exists():
            private_folder(home)
            return
        found = home.stat()
        _refuse_others(home, found)
        if not stat.S_ISDIR(found.st_mode):
            raise StoreUnwritable(home, "it is no folder")
        names = {path.name for path in home.iterdir()}
        if not names or names & set(ours):
            _take_from_others(home, found)
    except OSError as error:
        raise StoreUnwritable(home, error.strerror or "the folder cannot be read") from error


def private_file(path: Path) -> bool:
    """Make an empty file that only its owner can read; return False where it is there already.

    A file that is there and can be read by others is closed to them.

    Raises:
        StoreUnwritable: It cannot be made, is a link, or somebody else put it there.
    """
    try:
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | _NO_LINK, _PRIVATE_FILE)
        os.close(made)
        path.chmod(_PRIVATE_FILE)
        sync_folder(path.parent)
    except FileExistsError:
        _close_to_others(path)
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
        StoreUnwritable: It cannot be opened, is a link, or somebody else put it there.
    """
    flags = os.O_CREAT | os.O_RDWR | _NO_LINK | getattr(os, "O_CLOEXEC", 0)
    try:
        opened = os.open(path, flags, _PRIVATE_FILE)
    except OSError as error:
        raise StoreUnwritable(path, error.strerror or "it cannot be opened") from error
    try:
        _close_to_others(path)
        path.chmod(_PRIVATE_FILE)
    except (OSError, StoreUnwritable) as error:
        os.close(opened)
        raise StoreUnwritable(path, "somebody else put it there") from error
    return opened


def write_private(path: Path, content: bytes) -> None:
    """Put a small file of ours in its place, whole or not at all, and durable on return.

    Raises:
        StoreUnwritable: The disk or the folder refuses; what was there is there still.
    """
    part = path.with_name(f".{path.name}.{os.urandom(8).hex()}.part")
    try:
        made = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NO_LINK, _PRIVATE_FILE)
        try:
            _write_all(made, content)
            os.fsync(made)
        finally:
            os.close(made)
        part.chmod(_PRIVATE_FILE)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreUnwritable(path, error.strerror or "it cannot be written") from error


def sync_file(path: Path) -> None:
    """Make the content and the name of a file durable. Never use this on the store itself.

    Raises:
        StoreUnwritable: The disk refuses.
    """
    opened = open_private(path)
    try:
        os.fsync(opened)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreUnwritable(path, error.strerror or "it cannot be kept") from error
    finally:
        os.close(opened)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _make_with_parents(folder: Path) -> None:
    """Make a folder and those above it that are missing, none of them for others."""
    if not folder.parent.exists():
        _make_with_parents(folder.parent)
    folder.mkdir(_PRIVATE_FOLDER)
    folder.chmod(_PRIVATE_FOLDER)


def _write_all(opened: int, content: bytes) -> None:
    """Write to the last byte: a disk that gets full takes a part of it without a word."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(opened, rest) :]


def _close_to_others(path: Path) -> None:
    """Take the rights of everyone else from a file that was copied here with them."""
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise StoreUnwritable(path, "it is a link to another file")
        _refuse_others(path, found)
        if stat.S_ISREG(found.st_mode) and found.st_nlink > 1:
            raise StoreUnwritable(path, "the file has a second name elsewhere")
        if found.st_mode & _OTHERS and stat.S_ISREG(found.st_mode):
            path.chmod(_PRIVATE_FILE)
    except OSError as error:
        raise StoreUnwritable(path, error.strerror or "its mode cannot be set") from error


def _take_from_others(folder: Path, found: os.stat_result) -> None:
    _refuse_others(folder, found)
    if found.st_mode & _OTHERS:
        folder.chmod(_PRIVATE_FOLDER)


def _refuse_others(path: Path, found: os.stat_result) -> None:
    """Refuse what belongs to another user: somebody may have planted it."""
    ours = getattr(os, "geteuid", lambda: found.st_uid)()
    if found.st_uid != ours:
        raise StoreUnwritable(path, "it belongs to another user")
