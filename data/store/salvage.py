"""Reads what can be read of a store that may be damaged, and of its backups.

Never one that somebody has open elsewhere: what is put in its place then would be lost, or lose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from data.store import key_file
from data.store.backup import backups
from data.store.connection import Connection, connect, connect_copy, driver_errors, is_plain
from data.store.erased import erased_ids
from data.store.errors import StoreError, StoreInUse, StoreLocked
from data.store.store import NAME, looks_encrypted


@contextmanager
def as_far_as_possible(path: Path) -> Iterator[None]:
    """Leave a `with` quietly where a file cannot be read.

    Raises:
        StoreInUse: Somebody has it open.
    """
    try:
        with driver_errors(path):
            yield
    except StoreInUse:
        raise
    except StoreError:
        pass


@contextmanager
def opened_as_it_is(path: Path, key: bytes | None) -> Iterator[Connection]:
    """Open a store, or a copy of one, for as long as a `with` lasts.

    Args:
        path: The file, which may be plain all the same.
        key: The data key, where it is encrypted.

    Raises:
        StoreError: It cannot be read with this key.
    """
    key = None if is_plain(path) else key
    # The store as the application opens it: any other way needs shared memory, for which a full
    # disk has no room. A copy keeps the form that it has.
    opened = connect(path, key) if path.name == NAME else connect_copy(path, key)
    try:
        yield opened
    finally:
        opened.close()


def who_was_erased(home: Path, keys: Iterable[bytes | None]) -> list[tuple[str, int]] | None:
    """Return who was erased: a damaged store may not tell it, and its backups do.

    Args:
        home: The folder of the store, which nobody has open.
        keys: The data keys that may open something in it.

    Returns:
        Id and time of each; None where there is a store, and nothing in its folder can be read.

    Raises:
        StoreInUse: Somebody has one of the files open.
    """
    files = [home / NAME, *(backup.path for backup in backups(home))]
    tried = tuple(keys)
    told = [_erased_in(path, tried) for path in files if path.exists()]
    if (home / NAME).exists() and all(one is None for one in told):
        return None
    return list(dict(pair for one in told for pair in one or ()).items())


def refuse_without_key(home: Path, key: bytes | None) -> None:
    """Refuse to replace an encrypted store whose own key is not here: it knows who was erased.

    Args:
        home: The folder of the store.
        key: The data key that was tried.

    Raises:
        StoreLocked: It may be encrypted, and the folder has no key file of its own.
    """
    own = home / key_file.NAME
    if looks_encrypted(home / NAME) and (key is None or not own.exists()):
        raise StoreLocked(
            "Nothing was changed: the store here cannot be read, nor a backup beside it, so nobody "
            f"can tell who was erased from it. Put back its key file {own}. Where that is lost for "
            f"good, move {home / NAME} away and run this again; whoever was erased since the copy "
            "was made comes back then, and you have to erase them again."
        )


def _erased_in(path: Path, keys: tuple[bytes | None, ...]) -> list[tuple[str, int]] | None:
    for key in keys:
        with as_far_as_possible(path), opened_as_it_is(path, key) as opened:
            return erased_ids(opened) if _knows_keys(opened) else []
    return None


def _knows_keys(opened: Connection) -> bool:
    """Tell whether a file is of a version that can erase."""
    query = "SELECT count(*) FROM sqlite_schema WHERE name = 'apprentice_key'"
    return bool(opened.execute(query).fetchone()[0])
