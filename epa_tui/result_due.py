"""By when the result of a sitting has to be out, or since when it is."""

from __future__ import annotations

from data.record.errors import RecordError
from data.record.state import SittingState
from data.standards.errors import StandardError
from data.standards.own_holidays import read_own_holidays
from data.store.errors import StoreError
from data.store.journey_record import JourneyRecord
from data.store.store import Store
from epa_tui.open_sitting import OpenSitting
from screens.widgets.grade_words import due_line
from screens.wording import iso_day_written


def result_line(store: Store, opened: OpenSitting) -> str:
    """Return when the result of a sitting was published, or by when it is due.

    Args:
        store: Where the journey of its assessment is kept.
        opened: The sitting, sealed.
    """
    state = opened.record.state
    published = "" if state.withdrawn else _published_on(store, opened, state)
    if published:
        return f"Result published {iso_day_written(published)}"
    return due_line(state, read_own_holidays(store.path.parent))


def _published_on(store: Store, opened: OpenSitting, state: SittingState) -> str:
    """Return the ISO date; empty where it is not recorded, or cannot be read."""
    sitting = opened.record.sitting
    try:
        record = JourneyRecord.open(store, sitting.assessment_id, opened.loaded.standard)
    except (StoreError, RecordError, StandardError):
        return ""
    done = record.state.results.publication(sitting.id, state.last.hash)
    return done.on if done else ""
