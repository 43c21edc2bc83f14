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

from data.record.body import Erased
from data.record.instant import Instant
from data.store.backup import FOLDER, backups, check, newest_good, next_number, remove_copy
from data.store.connection import connect_copy, driver_errors
from data.store.contents import Contents, check_pages, readable
from data.store.difference import Difference, difference
from data.store.erasing import destroy_all, erase_in_copies
from data.store.errors import NotFound, StoreError, StoreUnwritable, TextErased
from data.store.instance_lock import NAME as LOCK
from data.store.instance_lock import InstanceLock
from data.store.leavings import LOGS, beside, clear_leavings
from data.store.private_files import private_file, private_folder, sync_file, sync_folder
from data.store.salvage import (
    as_far_as_possible,
    opened_as_it_is,
    refuse_without_key,
    who_was_erased,
)
from data.store.store import NAME, Store
from data.store.version import ENCIPHERED, stored_version


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
        StoreLocked: The store is encrypted, its key is not here, and nothing tells who was erased.
    """
    theirs = check(backup, other.key if other else key)
    if not (home / NAME).exists():  # another machine: there is nothing to keep anybody out of
        return difference(Contents(frozenset(), {}), theirs)
    with held(home):
        untold = _erased(home, key, other) is None
        return replace(_from_store(home / NAME, key, theirs), untold=untold)


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
        StoreLocked: See `compare`; nothing was changed.
        StoreUnwritable: The disk refuses; nothing was changed.
    """
    check(backup, other.key if other else key)
    private_folder(home / FOLDER)
    with held(home):
        erased = _erased(home, key, other) or []
        _settle(home / NAME, key)
        part = home / f".{NAME}.{secrets.token_hex(8)}.part"
        try:
            _copied(backup, part, key, other)
            _erase_in_part(part, key, erased)
            replaced = _exchange(home, part)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise NoRoomToRestore(home) from error
            raise StoreUnwritable(home, error.strerror or "it cannot be replaced") from error
        finally:
            remove_copy(part)
    with Store.open(home, key) as store:
        _erase_again(store, erased, now)
    if erased:
        erase_in_copies(home, key, erased)  # bringing an old one up has made a copy of it
    return replaced


def newest_backup(home: Path, key: bytes | None) -> tuple[Path, list[Path]]:
    """Return the newest backup beside the store that is in order, and those that were passed over.

    Args:
        home: The folder of the store.
        key: The data key.

    Raises:
        NoBackup: There is none.
    """
    passed: list[Path] = []
    for backup in backups(home):
        if backup.label != "replaced":
            try:
                check(backup.path, key)
            except StoreError:
                passed.append(backup.path)
            else:
                return backup.path, passed
    none = f"No backup in {home} is in order" if passed else f"There is no backup in {home} yet"
    raise NoBackup(f"{none}. Name the file of one that lies elsewhere: `epa-tui restore FILE`.")


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
    yield from nameless(_from_store(home / NAME, key, theirs)).lines()


def nameless(differs: Difference) -> Difference:
    """Return what a store and a backup differ in, by the ids of sittings and without a name.

    What is told unasked is read by whoever looks at the screen, and stays in the scroll-back.
    """
    named = (replace(one, apprentice=f"Sitting {one.sitting}") for one in differs.sittings)
    return replace(differs, sittings=tuple(named))


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Keep every other epa_tui out of a store for as long as a `with` lasts."""
    lock = InstanceLock(home / LOCK)
    try:
        clear_leavings(home / NAME, home / FOLDER)
        yield
    finally:
        lock.release()


def _from_store(path: Path, key: bytes | None, theirs: Contents) -> Difference:
    """Tell how a backup differs from what can be read of the store, and whether that is all."""
    ours, unread = Contents(frozenset(), {}), True
    with as_far_as_possible(path), opened_as_it_is(path, key) as opened:
        ours = readable(opened)
        check_pages(opened, path)
        unread = False
    return replace(difference(ours, theirs), unread=unread)


def _erased(home: Path, key: bytes | None, other: OtherKey | None) -> list[tuple[str, int]] | None:
    """Return who was erased; None where the store is there and nothing tells it any more."""
    found = who_was_erased(home, [key, *([other.key] if other else [])])
    if found is None:
        refuse_without_key(home, key)
    return found


def _settle(path: Path, key: bytes | None) -> None:
    """Carry the store's log over, so that the file alone is the store; as far as it can be read."""
    if path.exists():
        with as_far_as_possible(path), opened_as_it_is(path, key) as opened:
            # Kept without a log, it can be read later without making one beside it.
            opened.execute("PRAGMA journal_mode=DELETE").fetchall()


def _copied(backup: Path, part: Path, key: bytes | None, other: OtherKey | None) -> None:
    """Copy a backup with the log that it may have, and bring it under the store's key."""
    for ending in ("", *LOGS):
        if beside(backup, ending).exists():
            private_file(beside(part, ending))
            shutil.copyfile(beside(backup, ending), beside(part, ending))
    if other is not None:
        from data.store.recode import recode  # it stands on this module

        recode(part, other.key, key)


def _erase_in_part(part: Path, key: bytes | None, erased: list[tuple[str, int]]) -> None:
    """See that nobody is in the copy who was erased since; it has no log then."""
    opened = connect_copy(part, key, writable=True)
    try:
        with driver_errors(part):
            opened.execute("PRAGMA journal_mode=DELETE").fetchall()
            if erased and (stored_version(opened, part) or "") >= ENCIPHERED:
                destroy_all(opened, erased)
    finally:
        opened.close()
    sync_file(part)


def _exchange(home: Path, part: Path) -> Path | None:
    store = home / NAME
    kept = home / FOLDER / f"{next_number(home / FOLDER):06d}-replaced.db"
    there = store.exists()
    if there:
        _give_second_name(store, kept)
    for ending in LOGS:
        # Left beside the restored store, SQLite would take it for that one's.
        if beside(store, ending).exists():
            beside(store, ending).replace(beside(kept, ending))
    sync_folder(kept.parent)
    part.replace(store)
    sync_folder(home)
    return kept if there else None


def _give_second_name(store: Path, kept: Path) -> None:
    try:
        os.link(store, kept)
    except OSError:
        private_file(kept)
        shutil.copyfile(store, kept)
        sync_file(kept)


def _erase_again(store: Store, erased: list[tuple[str, int]], now: Instant) -> None:
    store.make_ready()
    for name, _ in erased:
        with suppress(NotFound):
            if not _told(store, name):
                store.erase(name, now, REASON)


def _told(store: Store, assessment: str) -> bool:
    """Tell whether every record of an erased assessment ends with its erasure."""
    try:
        store.cipher(assessment)
    except TextErased:
        records = (store.lines(sitting.id) for sitting in store.sittings(assessment))
        return all(record[-1].kind == Erased.kind for record in records if record)
    return False
