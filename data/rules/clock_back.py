"""A machine that was started anew with a clock that is behind: used time must not come back.

Across a start of the machine only the wall clock spans the gap. Where it shows a moment before the
program last lived, it says nothing about the gap, and the phase goes on from what is certain.
"""

from __future__ import annotations

from data.record.entries import Body, ClockJumped
from data.record.instant import Instant
from data.record.state import SittingState


def clock_went_back(state: SittingState, now: Instant, seen: Instant) -> tuple[Body, ...]:
    """Keep the time that the phase under way had used when the program last lived.

    Args:
        state: The sitting.
        now: The present, by the clocks of this start of the machine.
        seen: When the program last lived with this sitting.

    Returns:
        The entry to make; nothing where the clocks can be trusted or no time goes by.
    """
    clock = state.clock
    if clock is None or not clock.running or seen.boot == now.boot or now.wall >= seen.wall:
        return ()
    # Never 0, which would say nothing: the clock would stand until the wall clock has caught up.
    return (ClockJumped(now.wall - seen.wall, used_ms=max(1, clock.elapsed(seen))),)
