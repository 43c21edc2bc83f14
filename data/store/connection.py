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
from data.store.private_files import private_file

Connection: TypeAlias = Any  # the driver has no type hints
"""A connection of the driver."""

DriverError = dbapi2.Error
"""What every error of the driver is a kind of."""

_PLAIN = b"SQLite format 3\0"
_QUIET = "PRAGMA cipher_log_level=NONE"  # its log would be written across the screen

PATIENCE_S = 0.25
"""How long another program may hold the file before we say so."""

PRAGMAS: tuple[tuple[str, str, object], ...] = (
    # Before the journal mode: then no shared memory is mapped, and a full disk cannot kill us.
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),  # NORMAL loses acknowledged notes when the power fails
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
    ("wal_autocheckpoint", "0", 0),  # an automatic checkpoint hides its errors: we do it
    ("secure_delete", "ON", 1),  # what is erased leaves no trace on its page
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),  # else REPLACE would delete without the trigger knowing
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("busy_timeout", "250", 250),
)
"""Name, what it is set to, and what must be read back; in the order that matters."""


def connect(path: Path, key: bytes | None = None) -> Connection:
    """Open the store's file, made for its owner only where it is new.

    Args:
        path: The file, in a folder that is there.
        key: The data key, 32 bytes; None for a store that is not encrypted.

    Returns:
        The connection, with every pragma set and read back; transactions are begun by hand.

    Raises:
        StoreUnwritable: The file cannot be made or opened, is a link, or a pragma does not hold.
        StoreInUse: Another process has it open.
        StoreDamaged: It is no store, or the key is not that of the file.
    """
    private_file(path)
    with driver_errors(path):
        connection = dbapi2.connect(
            str(path), timeout=PATIENCE_S, isolation_level=None, check_same_thread=False
        )
        try:
            unlock(connection, key)
            for name, value, wanted in PRAGMAS:
                _set(connection, path, name, value, wanted)
        except BaseException:
            connection.close()
            raise
    return connection


def unlock(connection: Connection, key: bytes | None) -> None:
    """Give a new connection its key, before anything else is asked of it."""
    connection.execute(_QUIET)
    if key is not None:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")


def connect_copy(path: Path, key: bytes | None, *, writable: bool = False) -> Connection:
    """Open a backup, or another copy of a store that nobody else has open.

    Args:
        path: The copy; never the store itself.
        key: Its data key; None where it is not encrypted.
        writable: Whether it is to be written to, without a log beside it.

    Raises:
        StoreDamaged: It cannot be read with this key.
    """
    with driver_errors(path):
        mode = "rw" if writable else "ro"
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            isolation_level=None,
            check_same_thread=False,
            uri=True,
        )
        try:
            unlock(connection, key)
            for pragma in ("secure_delete=ON", "trusted_schema=OFF", "cell_size_check=ON"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def is_plain(path: Path) -> bool:
    """Tell whether a file that nobody has open is a store, or a copy, that is not encrypted."""
    try:
        with path.open("rb") as file:
            return file.read(len(_PLAIN)) == _PLAIN
    except OSError:
        return False


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
