"""The one place where the fault tests open a store, book a sitting in it and begin its record."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from data.store import key_file
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from data.store.writer import SaveState
from epa_tui.asking import VARIABLE
from tests.data.record.sittings import shipped
from tests.data.store.building import NOON, a_sitting, an_assessment

SITTING = "sitting-0"
KEPT = ("store.db", "store.db-wal", "store.db-journal", "store.lock")
"""The files of a store, by name."""


KEY = bytes(range(32))
PASSPHRASE = "four invented words here"  # noqa: S105 - of stores that are thrown away
OPENS = {VARIABLE: PASSPHRASE}
"""What the whole program finds in its environment."""


def opened(home: Path, key: bytes | None = KEY) -> Store:
    """Open an encrypted store, as real ones are; every opening of these tests comes here."""
    return Store.open(home, key)


def with_passphrase(home: Path) -> Path:
    """Put the key's file beside a store, so that the whole program can open it."""
    _wraps().write(home / key_file.NAME)
    return home


@cache
def _wraps() -> key_file.KeyFile:
    return key_file.KeyFile.new().with_passphrase(KEY, PASSPHRASE)


def sound(store: Store) -> bool:
    """Tell whether SQLite finds the file in order."""
    # Asked on the store's own connection: a second one would be refused, or drop its lock.
    answer: list[tuple[str]] = store._connection.execute("PRAGMA integrity_check").fetchall()
    return answer == [("ok",)]


def _nobody(state: SaveState) -> None:
    """Tell nobody how saving goes."""


def book(store: Store) -> None:
    """Book the sitting that is assessed; again is harmless."""
    store.save_bookings([an_assessment()], [a_sitting()])


def record_of(store: Store, on_change: Callable[[SaveState], None] = _nobody) -> SittingRecord:
    """Begin the record of the booked sitting, or go on with it where it has begun."""
    if store.entries(SITTING):
        return SittingRecord.open(store, SITTING, shipped().standard, on_change)
    sitting = store.sitting(SITTING)
    return SittingRecord.begin(store, sitting, an_assessment(), shipped(), NOON, on_change)


def begun(home: Path) -> Path:
    """Make a store whose sitting has begun, and close it."""
    with opened(home) as store:
        book(store)
        record_of(store).close()
    return home
