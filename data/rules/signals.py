"""When the screen has to catch the eye: little time left, and half of a long phase gone.

Decided by the state and the present alone, so that a program that was started anew shows the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.record.instant import Instant
from data.record.phase_clock import MINUTE
from data.record.state import SittingState

LEFT_MS = (300_000, 120_000, 30_000)
"""So much allotted time left is signalled, in milliseconds. Our convention."""

SHOWN_MS = 8_000
"""How long a signal is shown, in milliseconds of the phase clock: long enough for one glance."""

LONG_MS = 60 * MINUTE
"""From so long a phase on, half of it is a moment to take stock, in milliseconds.

Our convention: in less there is no second half long enough to change the plan in.
"""


@dataclass(frozen=True, slots=True)
class Signal:
    """What is to be signalled."""

    left_ms: int | None
    """How much allotted time is left; None for the half of a long phase."""


def signal(state: SittingState, now: Instant) -> Signal | None:
    """Return the signal to be shown now; None where there is none, and while the clock stands.

    A signal begins when so much is left by the phase clock, and lasts `SHOWN_MS` of that clock. It
    comes once; where time is given back, by a pause that is dated back or a gap that is left out,
    the moment comes anew and so does its signal.

    Args:
        state: Where the sitting stands.
        now: The moment it is asked for.
    """
    clock = state.clock
    if clock is None or not clock.running:
        return None
    remaining = clock.remaining(now)
    for left in LEFT_MS:
        if left < clock.allotted and left - SHOWN_MS < remaining <= left:
            return Signal(left)
    since = since_half(state, now)
    return Signal(None) if since is not None and since < SHOWN_MS else None


def since_half(state: SittingState, now: Instant) -> int | None:
    """Return how long ago half of a long asking phase was gone, in milliseconds.

    Args:
        state: Where the sitting stands.
        now: The moment it is asked for.

    Returns:
        Milliseconds of the phase clock; None before, in a short or silent phase, and around phases.
    """
    clock = state.clock
    if clock is None or clock.allotted < LONG_MS or state.method.phase(clock.phase).silent:
        return None
    since = clock.elapsed(now) - clock.allotted // 2
    return since if since >= 0 else None
