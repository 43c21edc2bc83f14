"""Brings the portfolio of an assessment into a sitting that it underpins."""

from __future__ import annotations

from data.record.errors import RecordError
from data.record.instant import Instant
from data.rules.portfolio_over import carried_over
from data.standards.errors import StandardError
from data.store.errors import StoreError
from data.store.journey_record import JourneyRecord
from data.store.sitting_record import SittingRecord
from data.store.store import Store

_UNREADABLE = (
    "The portfolio of this assessment cannot be read, so its pieces are not listed here. Look at "
    "its record with `epa-tui verify`, and list them by hand. ({})"
)


def bring_portfolio(store: Store, record: SittingRecord, now: Instant) -> str:
    """Add the pieces of the portfolio that changed to a sitting before its first phase.

    Args:
        store: Where both are kept.
        record: The sitting.
        now: The present.

    Returns:
        What to tell the assessor; empty where all is well.
    """
    assessment, state = record.sitting.assessment_id, record.state
    if not state.method.portfolio_pieces:
        return ""
    try:
        if store.journey(assessment) is None:
            return ""
        journey = JourneyRecord.open(store, assessment, state.standard)
    except (StoreError, RecordError, StandardError) as error:
        return _UNREADABLE.format(error)
    bodies = carried_over(state, journey.state)
    if bodies:
        record.add(now, *bodies)
    return ""
