"""Say better why the clock stands: the pause keeps its begin, the record keeps both reasons."""

from __future__ import annotations

from data.record.entries import Body, Paused, Undone
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.clock_guards import REASONS
from data.rules.demands import demand_clock
from data.rules.refused import REASON, Refused

PRESET = f"{REASONS[0]}: preset"
"""Reason of a pause that one key made: the record tells it from one that the assessor chose."""


def reason_pause(state: SittingState, now: Instant, reason: str) -> tuple[Body, ...]:
    """Give the pause that lasts the reason that the assessor chose.

    The first entry of the pause is undone and one with the new reason takes its place, dated back
    to the same moment.

    Args:
        state: The sitting.
        now: The present.
        reason: One of `REASONS`.

    Raises:
        Refused: The clock is not paused, or the reason is none of them.
    """
    clock = demand_clock(state)
    if clock.running or not clock.pauses:
        raise Refused("The clock is running. Pause it first, then give the reason.")
    if reason not in REASONS:
        raise Refused(f"A pause needs a reason. Choose one of: {', '.join(REASONS)}.", REASON)
    pause = clock.pauses[-1]
    if pause.reason == reason:
        return ()
    began = next(
        entry
        for entry in reversed(state.entries)
        if isinstance(entry.body, Paused) and entry.seq not in state.undone
    )
    return (Undone(began.seq), Paused(reason, now.since(pause.began) + pause.back_ms))
