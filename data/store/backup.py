"""Copies the store as a whole, page by page, while it is written to; encrypted like the store.

A copy counts only when it was opened again, every page was read, and every chain in it is whole.
The number in its name orders the copies: clocks can be wrong.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.store.connection import Connection, connect_copy, driver_errors, unlock
from data.store.contents import Contents, check_pages, contents
from data.store.errors import StoreDamaged, StoreError
from data.store.leavings import FOLDER as FOLDER
from data.store.private_files import private_file, private_folder, sync_file, sync_folder
from data.store.version import stored_version

PAGES_AT_ONCE = 16
"""Pages that are copied while a save has to wait: well under a millisecond."""

_NAME = re.compile(r"(\d{6})-([a-z0-9-]+)\.db")
_UNCHECKED = ".unchecked"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the store."""

    path: Path
    number: int
    """Counts up; the newest has the highest."""
    label: str
    """Why it was made: `start`, `close`, `live`, `hand`, `before-...`, `replaced`."""
    made_at: float
    """When, by the clock of that time: seconds since 1970."""
    size: int
    """Bytes."""


def backups(home: Path) -> list[Backup]:
    """Return the copies that lie beside the store in `home`, newest first."""
    found = []
    for path in _files(home / FOLDER):
        named = _NAME.fullmatch(path.name)
        if named and path.is_file() and not path.is_symlink():
            state = path.stat()
            found.append(Backup(path, int(named[1]), named[2], state.st_mtime, state.st_size))
    return sorted(found, key=lambda one: one.number, reverse=True)


def back_up(
    connection: Connection,
    path: Path,
    key: bytes | None,
    label: str,
    between: Callable[[], object] = lambda: None,
) -> Path:
    """Copy the store; it returns when the copy is durable, and not checked yet.

    Args:
        connection: The one connection to the store, outside a transaction.
        path: The store's file.
        key: Its data key; the copy has the same.
        label: Why it is made; no personal data.
        between: Called between two parts, when others may use the connection.

    Returns:
        The copy, under a name that `backups` does not know: see `approve`.

    Raises:
        StoreError: One of its kinds; an unfinished copy is removed.
    """
    copy = _new_file(path.parent / FOLDER, label)
    try:
        with driver_errors(path):
            _copy(connection, copy, key, between)
            _refuse_damaged(connection, path, key)
        sync_file(copy)
    except BaseException:
        remove_copy(copy)
        raise
    return copy


def check(copy: Path, key: bytes | None, breathe: Callable[[], object] = lambda: None) -> Contents:
    """Open a copy, read every page of it and check every chain in it.

    Raises:
        StoreDamaged: Something in it was changed; says what.
        StoreNewer: A newer epa_tui wrote it.
    """
    opened = connect_copy(copy, key)
    try:
        check_pages(opened, copy)
        stored_version(opened, copy)
        return contents(opened, copy, breathe)
    finally:
        opened.close()


def approve(copy: Path) -> Path:
    """Let a copy that was checked count as a backup, and return its new name."""
    approved = copy.with_name(copy.name.removesuffix(_UNCHECKED))
    copy.rename(approved)
    sync_folder(approved.parent)
    return approved


def newest_good(home: Path, key: bytes | None) -> tuple[Backup, Contents] | None:
    """Return the newest backup that is in order, with what it holds; None where none is."""
    for backup in backups(home):
        try:
            return backup, check(backup.path, key)
        except StoreError:
            continue
    return None


def next_number(folder: Path) -> int:
    """Return the number of the next copy in a folder."""
    numbers = [int(path.name[:6]) for path in _files(folder) if path.name[:6].isdigit()]
    return max(numbers, default=0) + 1


def remove_copy(copy: Path) -> None:
    """Remove a copy and what SQLite may have left beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)


def unchecked(home: Path) -> list[Path]:
    """Return the copies that do not count yet: they are being made or checked, or never will be."""
    return [path for path in _files(home / FOLDER) if path.name.endswith(f".db{_UNCHECKED}")]


def clear_unchecked(home: Path) -> None:
    """Remove the copies that a killed program had not finished or checked."""
    for path in _files(home / FOLDER):
        if _UNCHECKED in path.name and path.name[:6].isdigit():
            path.unlink(missing_ok=True)


def _copy(
    connection: Connection, copy: Path, key: bytes | None, between: Callable[[], object]
) -> None:
    from sqlcipher3 import dbapi2

    target = dbapi2.connect(str(copy), isolation_level=None, check_same_thread=False)
    try:
        unlock(target, key)
        # A copy that is cut off is removed: nothing of it must be durable before its end.
        for pragma in ("synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=64"):
            target.execute(f"PRAGMA {pragma}")
        connection.backup(target, pages=PAGES_AT_ONCE, progress=lambda *_: between(), sleep=0)
        # Alone in its file, so that it can be read without making others beside it.
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()


def _refuse_damaged(connection: Connection, path: Path, key: bytes | None) -> None:
    """Refuse what was copied of an encrypted store whose pages could not all be read.

    The driver copies nulls for a page whose seal is broken, and only remembers that it was.
    """
    if key is not None and connection.execute("PRAGMA cipher_status").fetchone() != ("1",):
        raise StoreDamaged(path, "the seal of a page is broken")


def _new_file(folder: Path, label: str) -> Path:
    """Make the empty file that is filled: made by SQLite, others could read it."""
    private_folder(folder)
    number = next_number(folder)
    copy = folder / f"{number:06d}-{label}.db{_UNCHECKED}"
    while not private_file(copy):
        number += 1
        copy = folder / f"{number:06d}-{label}.db{_UNCHECKED}"
    return copy


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from (folder / name for name in sorted(os.listdir(folder)))  # noqa: PTH208 - names
    except OSError:
        return
