"""What the title of the terminal's window says of a sitting: never anything about a person."""

from __future__ import annotations

from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.coverage import coverage
from screens.widgets.clock_facts import signal_words
from screens.widgets.times import left

_PROGRAM = "epa-tui"
"""What the title says of no clock."""

_COUNTS = "  Q "
"""What parts the clock from the counts."""


def window_title(state: SittingState, now: Instant, *, hidden: bool = False) -> str:
    """Return the window's title: clock and counts, and nothing about a person.

    Args:
        state: The sitting.
        now: The present.
        hidden: Leave the counts out.
    """
    clock = state.clock
    if clock is None:
        return f"{_PROGRAM}  {state.clock_state(now)}"
    shown = f"{left(clock.remaining(now))} {clock.state(now)}"
    if banner := signal_words(state, now):
        shown = f"{banner}  {shown}"
    if hidden:
        return shown
    lowest = next(iter(coverage(state).grades), None)
    heard = f"  heard {lowest.heard}/{lowest.total}" if lowest else ""
    return f"{shown}{_COUNTS}{state.main_asked}{heard}"


def clock_alone(title: str) -> str:
    """Return the clock that a title tells, without the counts; empty where it tells none."""
    return title.removeprefix(_PROGRAM).partition(_COUNTS)[0].strip()
