"""How far a sitting has come: the one word that lists show."""

from __future__ import annotations

from enum import StrEnum

from data.record.entries import Opened
from data.record.state import SittingState


class Stage(StrEnum):
    """How far a sitting has come."""

    BOOKED = "booked"
    """Nothing was done but to open it."""
    PREPARING = "preparing"
    """Checks, plans and notes before the first phase."""
    LIVE = "live"
    """From the start of the first phase to the end of the last."""
    INTERRUPTED = "interrupted"
    """Live, with the clock paused."""
    ADJOURNED = "adjourned"
    """Between two days: it goes on with the time that is left."""
    JUDGING = "judging"
    """Everything was heard, and the seal is missing."""
    SEALED = "sealed"
    HANDED_OVER = "handed over"
    """Given to another laptop, and not taken back."""
    WITHDRAWN = "withdrawn"
    """Sealed, and its result was taken back."""
    NO_SHOW = "no-show"
    ABANDONED = "abandoned"


def stage_of(state: SittingState) -> Stage:
    """Return how far a sitting has come."""
    if state.handed:
        return Stage.HANDED_OVER
    if state.sealed:
        return Stage.WITHDRAWN if state.withdrawn else Stage.SEALED
    if state.outcome in (Stage.NO_SHOW, Stage.ABANDONED):
        return Stage(state.outcome)
    if state.live_over:
        return Stage.JUDGING
    if state.adjourned:
        return Stage.ADJOURNED
    if state.clock and not state.clock.running:
        return Stage.INTERRUPTED
    if state.phases:
        return Stage.LIVE
    begun = any(not isinstance(entry.body, Opened) for entry in state.entries)
    return Stage.PREPARING if begun else Stage.BOOKED
