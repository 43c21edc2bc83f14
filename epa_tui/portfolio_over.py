"""Brings the portfolio of an assessment into a sitting that it underpins."""

from __future__ import annotations

from data.record.entries import PortfolioListed
from data.record.errors import RecordError
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.portfolio_over import carried_again, carried_over
from data.standards.errors import StandardError
from data.store.errors import StoreError
from data.store.journey_record import JourneyRecord
from data.store.rows import Sitting
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
    state = record.state
    if not state.method.portfolio_pieces:
        return ""
    try:
        bodies = _pieces(store, record.sitting, state)
    except (StoreError, RecordError, StandardError) as error:
        return _UNREADABLE.format(error)
    if bodies:
        record.add(now, *bodies)
    return ""


def _pieces(store: Store, sitting: Sitting, state: SittingState) -> tuple[PortfolioListed, ...]:
    """Return the pieces of the assessment's portfolio; where none is, those of the last attempt."""
    name = sitting.assessment_id
    if store.journey(name) is not None:
        journey = JourneyRecord.open(store, name, state.standard).state
        if journey.portfolio.pieces:
            return carried_over(state, journey)
    earlier = [
        other
        for other in store.sittings(name)
        if other.method == sitting.method and other.number < sitting.number and other.entries
    ]
    return carried_again(state, store.entries(earlier[-1].id)) if earlier else ()
