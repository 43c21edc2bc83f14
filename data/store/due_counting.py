"""Computes anew what is due, of the assessments of which something changed.

Called in a thread of the application, and by the command line: home reads what is kept here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from importlib.metadata import version

from data.record.errors import RecordError
from data.record.instant import Instant
from data.rules.dues import ELSEWHERE_DAYS
from data.standards.errors import StandardError
from data.standards.journey import Journey
from data.standards.journey_loader import journey_of
from data.standards.library import Library
from data.standards.model import Standard
from data.standards.own_holidays import OwnHolidays, read_own_holidays
from data.store.due_keeping import Changed
from data.store.due_rows import dues_of
from data.store.errors import NotFound, TextErased
from data.store.journey_record import JourneyRecord
from data.store.rows import DueRow
from data.store.store import Store

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
        self._standards: dict[tuple[str, str], tuple[Standard, Journey]] = {}

    def count(self, now: Instant, leaving: Callable[[], bool] = lambda: False) -> int:
        """Compute what is due of every assessment of which something changed.

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
            self._store.keep_dues(changed, self._dues(changed, own, now))
            done += 1
            time.sleep(_BREATH_S)
        return done

    def _settle(self, own: OwnHolidays, now: Instant) -> None:
        today = now.local().date()
        days = (*sorted(own.added), "-", *sorted(own.removed))
        basis = f"{_RULES} {version('holidays')} {' '.join(map(str, days))}"
        past, settled = today - timedelta(days=ELSEWHERE_DAYS), today - _SETTLED
        before_ms = now.wall - int(_SETTLED.total_seconds() * 1000)
        self._store.settle_dues(basis, past.isoformat(), settled.isoformat(), before_ms)

    def _dues(self, changed: Changed, own: OwnHolidays, now: Instant) -> tuple[DueRow, ...]:
        """Return what is due; nothing of what was erased, or cannot be read."""
        name = changed.assessment_id
        try:
            self._store.cipher(name)
            standard, journey = self._standard(name)
            record = JourneyRecord.open(self._store, name, standard, journey, own)
            return dues_of(name, record.view(now))
        except (NotFound, TextErased, RecordError, StandardError):
            return ()

    def _standard(self, assessment_id: str) -> tuple[Standard, Journey]:
        """Return what an assessment is assessed under, read once."""
        booked = self._store.assessment(assessment_id)
        key = booked.reference, booked.version
        if key not in self._standards:
            standard = Library(self._home / "standards").find(*key).standard
            self._standards[key] = standard, journey_of(standard, self._home)
        return self._standards[key]
