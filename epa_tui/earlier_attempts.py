"""Tells a re-sit or re-take what was asked before, in its own record."""

from __future__ import annotations

from data.record.errors import RecordError
from data.record.instant import Instant
from data.store.earlier import asked_earlier
from data.store.errors import StoreError
from data.store.sitting_record import SittingRecord
from data.store.store import Store

_UNREADABLE = (
    "What was asked at an earlier attempt cannot be read, so those questions are not locked. Look "
    "at its record with `epa-tui verify`, and ask other questions. ({})"
)


def keep_asked_before(store: Store, record: SittingRecord, now: Instant) -> str:
    """Add what was asked at earlier attempts to a record that does not say so yet.

    Args:
        store: Where both are kept.
        record: The sitting, before its first phase.
        now: The present.

    Returns:
        What to tell the assessor; empty where all is well.
    """
    try:
        asked = tuple(asked_earlier(store, record.sitting))
    except (StoreError, RecordError) as error:
        return _UNREADABLE.format(error)
    known = record.state.asked_before
    new = [before for before in asked if known.get(before.number) != before]
    if new:
        record.add(now, *new)
    return ""
