"""Opens the store's file, so that a note that was acknowledged survives a kill and a power cut.

The connection is raw and quick; nothing here imports SQLModel. There is one connection in one
process, and nothing else ever opens the file: closing a second handle would drop SQLite's lock.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from sqlcipher3 import dbapi2

from data.store.errors import StoreUnwritable, typed
from data.store.private_files import private_file, private_folder

Connection: TypeAlias = Any  # the driver has no type hints
"""A connection of the driver."""

DriverError = dbapi2.Error
"""What every error of the driver is a kind of."""

PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("cipher_log_level", "NONE", "NONE"),  # its log would be written across the screen
    # Before the journal mode: then no shared memory is mapped, and a full disk cannot kill us.
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),  # NORMAL loses acknowledged notes when the power fails
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
    ("wal_autocheckpoint", "0", 0),  # an automatic checkpoint hides its errors: we do it
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),  # else REPLACE would delete without the trigger knowing
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("busy_timeout", "250", 250),
)
"""Name, what it is set to, and what must be read back; in the order that matters."""


def connect(path: Path) -> Connection:
    """Open the store's file, made for its owner only where it is new.

    Args:
        path: The file; its folder is made where it is missing.

    Returns:
        The connection, with every pragma set and read back; transactions are begun by hand.

    Raises:
        StoreUnwritable: The file cannot be made or opened, is a link, or a pragma does not hold.
        StoreInUse: Another process has it open.
        StoreDamaged: It is no store.
    """
    private_folder(path.parent)
    if not private_file(path):
        _close_to_others(path)
    with driver_errors(path):
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            for name, value, wanted in PRAGMAS:
                _set(connection, path, name, value, wanted)
        except BaseException:
            connection.close()
            raise
    return connection


@contextlib.contextmanager
def driver_errors(path: Path) -> Iterator[None]:
    """Turn what the driver raises into the store's own errors."""
    try:
        yield
    except DriverError as error:
        raise typed(error, path) from error


def _set(connection: Connection, path: Path, name: str, value: str, wanted: object) -> None:
    connection.execute(f"PRAGMA {name}={value}").fetchall()
    held = connection.execute(f"PRAGMA {name}").fetchone()
    if held != (wanted,):
        raise StoreUnwritable(path, f"it cannot be opened safely ({name} is {held and held[0]})")


def _close_to_others(path: Path) -> None:
    """Take the rights of everyone else from a file that was copied here with them."""
    try:
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        raise StoreUnwritable(path, error.strerror or "its mode cannot be set") from error
