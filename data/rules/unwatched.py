"""What the clocks show between two readings: moved, asleep, or the program was closed meanwhile.

Every jump becomes an entry. Time that nobody watched while the phase ran becomes one too, and is
open until the assessor has said whether it counts: so no crash can lose the question.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.record.entries import (
    Body,
    ClockJumped,
    Entry,
    GapJudged,
    Opened,
    PhaseStarted,
    Resumed,
    TakenBack,
    TakenOver,
    Unwatched,
)
from data.record.instant import Instant, jump, wall_moved
from data.record.script_entries import TakenUp
from data.record.state import SittingState
from data.rules.clock_back import clock_went_back
from data.rules.clock_guards import judge_gap
from data.rules.demands import demand_clock

UNWATCHED_MS = 5_000
"""A gap shorter than this, in milliseconds, counts without a question."""


@dataclass(frozen=True)
class Gap:
    """Time in which the clock ran and nobody watched, not judged yet."""

    length: int
    """Milliseconds."""
    cause: str
    """`closed` or `asleep`; that of its first part."""
    since: int
    """Wall time of its begin, in milliseconds."""
    uncounted: int = 0
    """How much of it the clocks did not count, in milliseconds."""
    carried: bool = False
    """True where the sitting was on its way to another laptop in a part of it."""


def between_readings(state: SittingState, before: Instant, now: Instant) -> tuple[Body, ...]:
    """Return the entries that two readings of one run of the program ask for.

    Args:
        state: The sitting.
        before: The reading before.
        now: The present.

    Returns:
        Nothing where all clocks agree, where nothing is heard any more, between two days, or where
        the sitting was handed over.
    """
    # Between two days of a sitting nothing is timed: what the clocks do then is nobody's concern.
    found = None if state.live_over or state.adjourned or state.handed else jump(before, now)
    if found is None:
        return ()
    jumped = ClockJumped(found.wall_ms, found.asleep_ms)
    length = found.asleep_ms + found.unsure_ms
    if not length or not _runs(state):
        return (jumped,)
    return (jumped, Unwatched(length, "asleep", found.unsure_ms))


def between_runs(state: SittingState, seen: Instant, now: Instant) -> tuple[Body, ...]:
    """Return the entries that the time between two runs of the program asks for.

    Args:
        state: The sitting, as the earlier run left it.
        seen: When that run last lived with it.
        now: The present.

    Returns:
        Nothing where all clocks agree and the gap is short, where nothing is heard any more, where
        the sitting is adjourned or handed over, or where nothing was done but to open it.
    """
    unbegun = all(isinstance(entry.body, Opened) for entry in state.entries)
    if state.live_over or state.adjourned or state.handed or unbegun:
        return ()
    if back := clock_went_back(state, now, seen):
        return back
    moved, gap = wall_moved(seen, now), now.since(seen)
    found: tuple[Body, ...] = (ClockJumped(moved),) if moved else ()
    clock = state.clock
    if clock is None or not clock.running:
        return found
    if seen.boot != now.boot:
        # The stretch before is counted by the clocks that it had: not by a wall clock moved in it.
        return (*found, Unwatched(gap, "closed", used_ms=max(1, clock.elapsed(seen))))
    return (*found, Unwatched(gap, "closed")) if gap >= UNWATCHED_MS else found


def open_gap(state: SittingState) -> Gap | None:
    """Return the time of the running stretch that nobody watched and nobody judged."""
    if not _runs(state):
        return None
    found = list[tuple[Entry, Unwatched]]()
    for entry in reversed(state.entries):
        if entry.seq not in state.undone and _settles(entry.body):
            break
        if isinstance(entry.body, Unwatched):
            found.append((entry, entry.body))
    if not found:
        return None
    length = sum(body.gap_ms for _, body in found)
    first, body = found[-1]
    uncounted = sum(body.uncounted_ms for _, body in found)
    before = (state.entries[entry.seq - 2].body for entry, _ in found)
    carried = any(isinstance(body, TakenOver | TakenBack) for body in before)
    return Gap(length, body.cause, first.at.wall - body.gap_ms, uncounted, carried)


def judge_open_gap(
    state: SittingState, now: Instant, gap: Gap, reason: str = ""
) -> tuple[Body, ...]:
    """Decide whether an open gap counts.

    Args:
        state: The sitting.
        now: The present.
        gap: What was asked about.
        reason: Why it is left out; empty where it counts.

    Returns:
        Nothing where the clock does not run any more.

    Raises:
        Refused: The sitting is sealed.
    """
    if not _runs(state):
        return ()
    clock = demand_clock(state)
    # What was certain when the wall clock went back may be less than what it had shown before.
    most = gap.uncounted + clock.elapsed(now) - clock.settled
    length = max(1, min(gap.length, most))
    return judge_gap(state, now, length, not reason, gap.cause, reason, gap.uncounted)


def _runs(state: SittingState) -> bool:
    return state.clock is not None and state.clock.running


def _settles(body: Body) -> bool:
    """Tell whether nothing before an entry is open any more."""
    if isinstance(body, ClockJumped):
        return body.used_ms > 0
    return isinstance(body, PhaseStarted | Resumed | TakenUp | GapJudged)
