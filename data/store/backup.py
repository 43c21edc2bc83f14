"""Copies the store as a whole, through its own connection, into a file for its owner only."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from data.store.connection import Connection, driver_errors
from data.store.private_files import open_private, private_file, private_folder, sync_folder

FOLDER = "backups"
"""Where the copies lie, beside the store."""


def back_up(connection: Connection, path: Path, label: str) -> Path:
    """Copy the store; it returns when the copy is durable.

    Args:
        connection: The one connection to the store, outside a transaction.
        path: The store's file.
        label: What the copy's name begins with; no personal data.

    Returns:
        The copy: a store of its own.

    Raises:
        StoreError: One of its kinds; an unfinished copy is removed.
    """
    copy = _new_file(path.parent / FOLDER, label)
    try:
        with driver_errors(copy):
            connection.execute("VACUUM INTO ?", (str(copy),))
        _sync(copy)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy


def _new_file(folder: Path, label: str) -> Path:
    """Make the empty file that is filled: made by SQLite, others could read it."""
    private_folder(folder)
    numbered = (folder / f"{label}-{number}.db" for number in count(1))
    return next(name for name in numbered if private_file(name))


def _sync(copy: Path) -> None:
    opened = open_private(copy)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
    sync_folder(copy.parent)
