"""Computes anew what is due, of the assessments of which something changed.

Called in a thread of the application, and by the command line: home reads what is kept here.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

from data.record.errors import RecordError, UnreadableEntry
from data.record.instant import Instant
from data.rules.dues import ELSEWHERE_DAYS
from data.standards.errors import StandardError
from data.standards.journey import Journey
from data.standards.journey_loader import FOLDER, journey_of
from data.standards.library import Library
from data.standards.model import Standard
from data.standards.own_holidays import OwnHolidays, read_own_holidays
from data.store.due_keeping import Changed
from data.store.due_rows import dues_of
from data.store.errors import NotFound, TextErased
from data.store.journey_record import JourneyRecord
from data.store.rows import Assessment, DueRow
from data.store.store import Store
from data.store.taken_standards import assessed_under

_RULES = "1"
"""Counts up with each change of the rules by which anything is due."""
_SETTLED = timedelta(days=600)
"""After so long nothing can be due of what nobody recorded here: a standard may give a result at
most 366 working days."""
_BREATH_S = 0.002
"""Pause after each assessment, in seconds: whoever types goes first."""


class DueCounting:
    """Keeps what is due of a store as it should be.

    Args:
        store: Ready to be written to.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._home = store, store.path.parent
        self._standards: dict[tuple[str, str], tuple[Standard, Journey] | StandardError] = {}

    @property
    def problems(self) -> tuple[str, ...]:
        """Why something could not be computed, a sentence for each file that is wrong."""
        wrong = (str(one) for one in self._standards.values() if isinstance(one, StandardError))
        return tuple(dict.fromkeys(wrong))

    def count(self, now: Instant, leaving: Callable[[], bool] = lambda: False) -> int:
        """Compute what is due of every assessment of which something changed.

        Whatever is under a standard or a journey whose file is wrong stays as it was, and is
        computed once the file is mended: `problems` tells what is wrong.

        Args:
            now: The time.
            leaving: Tells, asked between two assessments, that nobody waits for it any more.

        Returns:
            How many assessments there were.

        Raises:
            StoreError: The store cannot be read or written to.
        """
        own = read_own_holidays(self._home)
        self._settle(own, now)
        done = 0
        for changed in self._store.changed_dues():
            if leaving():
                break
            found = self._dues(changed, own, now)
            if found is None:
                continue
            self._store.keep_dues(changed, found)
            done += 1
            # In a thread beside the screen: it lets the interpreter go to whoever is typing.
            time.sleep(_BREATH_S)
        return done

    def _settle(self, own: OwnHolidays, now: Instant) -> None:
        today = now.local().date()
        days = (*sorted(own.added), "-", *sorted(own.removed))
        basis = f"{_RULES} {version('holidays')} {' '.join(map(str, days))} {_files(self._home)}"
        past, settled = today - timedelta(days=ELSEWHERE_DAYS), today - _SETTLED
        before_ms = now.wall - int(_SETTLED.total_seconds() * 1000)
        self._store.settle_dues(basis, past.isoformat(), settled.isoformat(), before_ms)

    def _dues(self, changed: Changed, own: OwnHolidays, now: Instant) -> tuple[DueRow, ...] | None:
        """Return what is due; nothing of what was erased or changed.

        None where a file is wrong, and where only a newer version reads the record.
        """
        name = changed.assessment_id
        try:
            self._store.cipher(name)
            found = self._standard(name)
            if isinstance(found, StandardError):
                return None
            record = JourneyRecord.open(self._store, name, *found, own)
            return dues_of(name, record.view(now))
        except UnreadableEntry:
            return None
        except (NotFound, TextErased, RecordError):
            return ()

    def _standard(self, assessment_id: str) -> tuple[Standard, Journey] | StandardError:
        """Return what an assessment is assessed under, read once, or what is wrong with it."""
        booked = self._store.assessment(assessment_id)
        key = booked.reference, booked.version
        if key not in self._standards:
            self._standards[key] = self._read(booked)
        return self._standards[key]

    def _read(self, booked: Assessment) -> tuple[Standard, Journey] | StandardError:
        try:
            library = Library(self._home / "standards")
            standard = assessed_under(self._store, library, booked).standard
            return standard, journey_of(standard, self._home)
        except StandardError as error:
            return error


def _files(home: Path) -> str:
    """Return what changes with every file of the user's by which anything is due."""
    stamps = []
    for folder in (FOLDER, "standards"):
        for path in sorted((home / folder).glob("*")):
            with suppress(OSError):
                told = path.stat()
                stamps.append(f"{folder}/{path.name} {told.st_size} {told.st_mtime_ns}")
    return hashlib.sha256("\n".join(stamps).encode("utf-8", "replace")).hexdigest()[:16]
