"""A sitting that goes on whatever the disk says, and remembers what it was told.

It runs in a process of its own, where each call to the disk is made to fail in turn.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from data.store import transactions, writer
from data.store.errors import StoreError
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from data.store.writer import SaveState
from tests.faults.mutants import MUTANTS
from tests.faults.opening import book, opened, record_of
from tests.faults.workloads import NeverSaved, take_notes

T = TypeVar("T")

NOTES = 6
BETWEEN_CHECKPOINTS = 7
TRIES = 4


class GaveUp(Exception):
    """An error that came once did not go away."""


@dataclass
class Report:
    """What the process was told, and what it acknowledged."""

    said: list[str] = field(default_factory=list)
    """Acknowledgements."""
    warned: list[str] = field(default_factory=list)
    """What the user would have read: NOT SAVED and why, a trouble, an error."""
    untyped: list[str] = field(default_factory=list)
    """Errors that the application would not have understood."""


def open_and_close(home: Path, mutant: str, pipe: Connection) -> None:
    """Open, book, begin and close, all in the one thread that is watched."""
    report = _prepared(mutant)
    _go(pipe, threading.get_native_id())
    try:
        _begin(report, home)
    except GaveUp:
        report.untyped.append(f"the store stays shut: {report.warned[-1]}")
    pipe.send(report)


def _begin(report: Report, home: Path) -> None:
    store = _tried(report, lambda: opened(home))
    _tried(report, lambda: book(store))
    report.said.append("booked")
    record = _tried(report, lambda: record_of(store))
    report.said.append("entry 1")
    record.close()
    _close(report, store)


def write(home: Path, mutant: str, pipe: Connection) -> None:
    """Take notes; the thread that writes is watched."""
    report = _prepared(mutant)
    store = opened(home)
    records: list[SittingRecord] = []

    def changed(state: SaveState) -> None:
        if state is SaveState.NOT_SAVED:
            report.warned.append(f"{state}: {records[0].problem}")

    def say(line: str) -> None:
        report.said.append(line)
        _note_trouble(report, store)

    records.append(record_of(store, changed))
    _go(pipe, _writing_thread())
    try:
        take_notes(records[0], NOTES, say)
    except NeverSaved as error:
        report.untyped.append(f"never saved again: {error}")
    records[0].close()
    _close(report, store)
    pipe.send(report)


def _prepared(mutant: str) -> Report:
    transactions.COMMITS_BETWEEN_CHECKPOINTS = BETWEEN_CHECKPOINTS
    writer.RETRY_SECONDS = 0.02
    MUTANTS[mutant]()
    return Report()


def _go(pipe: Connection, thread: int) -> None:
    """Tell which thread is to be watched, and wait until it is."""
    pipe.send(thread)
    pipe.recv()


def _writing_thread() -> int:
    (found,) = (each.native_id for each in threading.enumerate() if each.name == "epa-writer")
    assert found is not None
    return found


def _tried(report: Report, act: Callable[[], T]) -> T:
    """Do something as a user does who is told that it failed: again."""
    for _ in range(TRIES):
        try:
            return act()
        except StoreError as error:
            report.warned.append(f"{type(error).__name__}: {error}")
        except OSError as error:
            report.untyped.append(f"{type(error).__name__}: {error}")
    raise GaveUp


def _note_trouble(report: Report, store: Store) -> None:
    if store.trouble:
        report.warned.append(f"trouble: {store.trouble}")


def _close(report: Report, store: Store) -> None:
    store.close()
    _note_trouble(report, store)
