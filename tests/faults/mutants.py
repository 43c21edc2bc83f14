"""Programs that differ from ours in one thing that breaks a promise; for child processes only."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from data.record.entries import Entry
from data.record.instant import Instant
from data.store import connection, transactions
from data.store.errors import NotSaved
from data.store.rows import Draft
from data.store.sitting_record import SittingRecord
from data.store.store import Store

DEBOUNCE_MS = 1000


def _pragma(changed: str, word: str, held: int) -> Callable[[], None]:
    def change() -> None:
        connection.PRAGMAS = tuple(
            (name, word, held) if name == changed else (name, value, wanted)
            for name, value, wanted in connection.PRAGMAS
        )

    return change


def _checkpoint_automatically() -> None:
    """Leave the log to SQLite, which tells nobody when it cannot be carried over."""
    _pragma("wal_autocheckpoint", "10", 10)()
    transactions.COMMITS_BETWEEN_CHECKPOINTS = 100_000


def _ignore_errors() -> None:
    """Take a draft for kept although the disk refused."""
    keep = Store.keep_draft

    def careless(self: Store, sitting_id: str, draft: Draft) -> None:
        with contextlib.suppress(NotSaved):
            keep(self, sitting_id, draft)

    Store.keep_draft = careless  # type: ignore[method-assign]  # the fault


def _acknowledge_before_commit() -> None:
    SittingRecord.flush = lambda self, timeout_s=5.0: True  # type: ignore[method-assign]  # the fault


def _hide_trouble() -> None:
    """Keep to itself that the log could not be carried over."""
    Store.trouble = property(lambda self: "", lambda self, trouble: None)  # type: ignore[assignment]  # the fault


def _open_the_file() -> None:
    """Look into the store's file whenever a record is read: closing it drops SQLite's lock."""
    entries = Store.entries

    def looking(self: Store, sitting_id: str) -> tuple[Entry, ...]:
        found = entries(self, sitting_id)
        self.path.read_bytes()
        return found

    Store.entries = looking  # type: ignore[method-assign, assignment]  # the fault


def _debounce_drafts() -> None:
    """Keep the note line only when a second has passed since it was last kept."""
    kept: dict[str, Instant] = {}
    keep = SittingRecord.keep_draft

    def debounced(self: SittingRecord, text: str, cursor: int, now: Instant) -> None:
        last = kept.setdefault(self.sitting.id, now)
        if now.since(last) >= DEBOUNCE_MS:
            kept[self.sitting.id] = now
            keep(self, text, cursor, now)

    SittingRecord.keep_draft = debounced  # type: ignore[method-assign]  # the fault


def _guard_nothing() -> None:
    """Let whatever stands in a text reach the terminal."""
    from epa_tui.terminal import Guard

    Guard.apply = lambda self, segments, background: segments  # type: ignore[method-assign]  # the fault


def _take_pastes_as_textual_does() -> None:
    """Leave the paste to Textual's own parser."""
    from textual._xterm_parser import XTermParser

    from epa_tui.terminal import CalmParser

    for name in ("feed", "tick"):
        setattr(CalmParser, name, getattr(XTermParser, name))


def _trust_the_wall_clock() -> None:
    """Measure time by the clock that people can set."""
    Instant.since = lambda self, earlier: max(  # type: ignore[method-assign]  # the fault
        0, self.wall - earlier.wall
    )


def _notice_no_jump() -> None:
    """Take whatever the clocks do for the passing of time."""
    from data.record import instant

    instant.jump = lambda before, after, *, tolerance_ms=2000: None


def _encrypt_nothing() -> None:
    """Open every file without its key."""
    vars(connection)["unlock"] = lambda opened, key: opened.execute("PRAGMA cipher_log_level=NONE")


def _compare_no_heads() -> None:
    from data.store import verifying

    verifying._against = lambda anchor, lines: iter(())


def _leave_backups_alone() -> None:
    from data.store import erasing

    erasing.erase_in_copies = lambda home, key, erased: []


def _keep_the_key() -> None:
    """Blank what stands in clear, and leave the key of the apprentice."""
    from data.store import erasing

    vars(erasing)["_BLANK"] = erasing._BLANK[:-1]


def _check_no_copies() -> None:
    from data.store import backup
    from data.store.contents import Contents

    backup.check = lambda copy, key, breathe=None: Contents(frozenset(), {})


MUTANTS: dict[str, Callable[[], Any]] = {
    "none": lambda: None,
    "NORMAL": _pragma("synchronous", "NORMAL", 1),
    "OFF": _pragma("synchronous", "OFF", 0),
    "early": _acknowledge_before_commit,
    "automatic": _checkpoint_automatically,
    "careless": _ignore_errors,
    "silent": _hide_trouble,
    "unguarded": _open_the_file,
    "debounced": _debounce_drafts,
    "no guard before the terminal": _guard_nothing,
    "pastes as Textual takes them": _take_pastes_as_textual_does,
    "time by the wall clock alone": _trust_the_wall_clock,
    "jumps are not noticed": _notice_no_jump,
    "nothing is encrypted": _encrypt_nothing,
    "signed heads are not compared": _compare_no_heads,
    "backups are left alone": _leave_backups_alone,
    "the key stays": _keep_the_key,
    "copies are not checked": _check_no_copies,
}
"""By name; `none` is our program as it is."""
