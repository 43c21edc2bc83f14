"""Puts a backup in the place of the store, and keeps the store that it replaces.

What would be lost and gained is told before (`compare`); the exchange itself is one rename. Whoever
was erased since the backup was made is erased again.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from data.record.instant import Instant
from data.store.backup import FOLDER, backups, check, newest_good, next_number, remove_copy
from data.store.connection import Connection, DriverError, connect
from data.store.contents import Contents, readable
from data.store.difference import Difference, difference
from data.store.erasing import erased_ids
from data.store.errors import NotFound, StoreError, StoreUnwritable
from data.store.instance_lock import NAME as LOCK
from data.store.instance_lock import InstanceLock
from data.store.private_files import private_file, private_folder, sync_file, sync_folder
from data.store.store import NAME, Store


@dataclass(frozen=True)
class OtherKey:
    """The data key of a copy that was carried here from another store."""

    key: bytes | None


class NoBackup(StoreError):
    """There is no such backup; the text says what to do."""


class NoRoomToRestore(StoreError):
    """The disk is too full to put a backup in the place of the store."""

    def __init__(self, home: Path) -> None:
        super().__init__(
            f"Nothing was changed: the disk of {home} is full. Free some space, then run it again."
        )


REASON = "erased again: the backup was older than the erasure"
"""What the record says of an erasure that restoring repeats."""


def compare(
    home: Path, backup: Path, key: bytes | None, other: OtherKey | None = None
) -> Difference:
    """Tell what restoring a backup would lose and gain.

    Args:
        home: The folder of the store, which nobody has open.
        backup: The backup.
        key: The data key of both.
        other: That of the backup, where it has another.

    Raises:
        StoreInUse: Somebody has the store open.
        StoreDamaged: The backup is damaged.
    """
    theirs = check(backup, other.key if other else key)
    if not (home / NAME).exists():  # another machine: there is nothing to keep anybody out of
        return difference(Contents(frozenset(), {}), theirs)
    with held(home):
        return difference(_as_far_as_possible(home / NAME, key), theirs)


def restore(
    home: Path, backup: Path, key: bytes | None, now: Instant, other: OtherKey | None = None
) -> Path | None:
    """Put a backup in the place of the store.

    Args:
        home: The folder of the store, which nobody has open.
        backup: The backup; it stays where it is.
        key: The data key of both.
        now: The time.
        other: The key of the backup, where it has another: it gets that of the store.

    Returns:
        The store that was replaced, among the backups; None where there was none.

    Raises:
        StoreInUse: Somebody has the store open.
        StoreDamaged: The backup is damaged; nothing was changed.
        StoreUnwritable: The disk refuses; nothing was changed.
    """
    check(backup, other.key if other else key)
    private_folder(home / FOLDER)
    with held(home):
        clear_parts(home)
        erased = _settled(home / NAME, key)
        part = home / f".{NAME}.{secrets.token_hex(8)}.part"
        try:
            _brought(backup, part, key, other)
            replaced = _exchange(home, part)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise NoRoomToRestore(home) from error
            raise StoreUnwritable(home, error.strerror or "it cannot be replaced") from error
        finally:
            remove_copy(part)
    with Store.open(home, key) as store:
        _erase_again(store, erased, now)
    return replaced


def newest_backup(home: Path) -> Path:
    """Return the newest backup beside the store.

    Raises:
        NoBackup: There is none.
    """
    for backup in backups(home):
        if backup.label != "replaced":
            return backup.path
    raise NoBackup(
        f"There is no backup in {home} yet. Name the file of one: `epa-tui restore FILE`."
    )


def tell_damage(home: Path, key: bytes | None) -> Iterator[str]:
    """Say how a damaged store differs from its newest good backup, line by line, without a name.

    Args:
        home: The folder of the store, which nobody has open.
        key: The data key.
    """
    found = newest_good(home, key)
    if found is None:
        yield "There is no good backup beside it. Keep the file: part of it may still be read."
        return
    backup, theirs = found
    yield f"The newest good backup is {backup.path.name}; entries in it: {theirs.entries}."
    yield from nameless(difference(_as_far_as_possible(home / NAME, key), theirs)).lines()


def nameless(differs: Difference) -> Difference:
    """Return what a store and a backup differ in, by the ids of sittings and without a name.

    What is told unasked is read by whoever looks at the screen, and stays in the scroll-back.
    """
    named = (replace(one, apprentice=f"Sitting {one.sitting}") for one in differs.sittings)
    return replace(differs, sittings=tuple(named))


def clear_parts(home: Path) -> None:
    """Remove what a killed program had half made, in a folder that this one holds."""
    for folder in (home, home / FOLDER):
        for part in folder.glob(".*.part*"):
            part.unlink(missing_ok=True)


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Keep every other epa_tui out of a store for as long as a `with` lasts."""
    lock = InstanceLock(home / LOCK)
    try:
        yield
    finally:
        lock.release()


def _as_far_as_possible(path: Path, key: bytes | None) -> Contents:
    """Return what can be read of the store; nothing where it cannot be opened at all."""
    if path.exists():
        with suppress(StoreError), _opened(path, key) as opened:
            return readable(opened)
    return Contents(frozenset(), {})


@contextmanager
def _opened(path: Path, key: bytes | None) -> Iterator[Connection]:
    # As the application opens it: any other way needs shared memory, for which a full disk has
    # no room.
    opened = connect(path, key)
    try:
        yield opened
    finally:
        opened.close()


def _settled(path: Path, key: bytes | None) -> list[tuple[str, int]]:
    """Carry the store's log over, so that the file alone is the store; return who was erased."""
    if not path.exists():
        return []
    with suppress(StoreError, DriverError), _opened(path, key) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return erased_ids(opened)
    return []


def _brought(backup: Path, part: Path, key: bytes | None, other: OtherKey | None) -> None:
    """Copy a backup beside the store, under the store's key."""
    private_file(part)
    shutil.copyfile(backup, part)
    if other is not None:
        from data.store.recode import recode  # it stands on this module

        recode(part, other.key, key)
    sync_file(part)


def _exchange(home: Path, part: Path) -> Path | None:
    store = home / NAME
    replaced = _kept(home, store) if store.exists() else None
    part.replace(store)
    sync_folder(home)
    return replaced


def _kept(home: Path, store: Path) -> Path:
    """Give the store a second name among the backups, with the log that it could not carry over."""
    kept = home / FOLDER / f"{next_number(home / FOLDER):06d}-replaced.db"
    log = store.with_name(store.name + "-wal")
    if log.exists():
        # Left beside the restored store, SQLite would take it for that one's.
        log.replace(kept.with_name(kept.name + "-wal"))
    try:
        os.link(store, kept)
    except OSError:
        private_file(kept)
        shutil.copyfile(store, kept)
        sync_file(kept)
    sync_folder(kept.parent)
    return kept


def _erase_again(store: Store, erased: list[tuple[str, int]], now: Instant) -> None:
    store.make_ready()
    for name, _ in erased:
        with suppress(NotFound):
            store.cipher(name)
            store.erase(name, now, REASON)
