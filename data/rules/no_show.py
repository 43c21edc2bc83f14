"""The apprentice is not there: a wait with a clock of its own, steps, and how it ends.

The wait of ten minutes is our convention and a setting; no assessment plan speaks of it.
"""

from __future__ import annotations

from data.record.conduct import Wait
from data.record.entries import Body, Deviation, SittingEnded, Undone
from data.record.instant import Instant
from data.record.script_entries import Arrived, WaitBegan, WaitStep
from data.record.state import SittingState
from data.record.text import clean
from data.rules.demands import demand_unsealed
from data.rules.refused import Refused

WAIT_MINUTES = 10
"""How long to wait for an apprentice, where the organisation says nothing else."""

EARLY_NO_SHOW = "no-show before the wait was over"
"""Rule of a no-show that was recorded too early."""

LONGEST_BOOKED_AGO_MS = 4 * 3_600_000
"""A booking further away than this, in milliseconds, is not what is waited for."""

STEPS: tuple[tuple[str, str], ...] = (
    ("waited", "Waited in the call, with the line open"),
    ("phoned", "Phoned the apprentice"),
    ("wrote", "Wrote to the apprentice"),
    ("told", "Told the employer or the provider"),
)
"""The steps of the routine in order: what the record calls each, and what was done."""


def waiting(state: SittingState) -> Wait | None:
    """Return the wait that goes on; None where nobody is waited for."""
    over = state.phases or state.outcome
    return None if over else state.conduct.wait


def begin_wait(state: SittingState, now: Instant, booked_at: int | None = None) -> tuple[Body, ...]:
    """Begin to wait for the apprentice.

    Args:
        state: The sitting.
        now: The present.
        booked_at: Wall time for which it is booked, in milliseconds; the wait counts from there
            unless that is hours ago.

    Returns:
        Nothing where the wait goes on already.

    Raises:
        Refused: A phase has begun, the sitting has ended, or it is booked for hours from now.
    """
    _demand_nobody(state)
    if state.conduct.wait is not None:
        return ()
    late = now.wall - booked_at if booked_at is not None else 0
    if late < -LONGEST_BOOKED_AGO_MS:
        raise Refused(
            "It is booked for hours from now. Was it moved? Change its booking in the list."
        )
    near = abs(late) <= LONGEST_BOOKED_AGO_MS
    return (WaitBegan(late if near else 0),)


def _demand_nobody(state: SittingState) -> None:
    demand_unsealed(state)
    if state.outcome:
        raise Refused(f"The sitting has ended already: {state.outcome}. Nobody is waited for.")
    if state.phases:
        raise Refused("The apprentice was there: a phase has begun. Abandon the sitting instead.")


def _demand_wait(state: SittingState) -> Wait:
    _demand_nobody(state)
    if state.conduct.wait is None:
        raise Refused("Nobody is waited for. Begin to wait first.")
    return state.conduct.wait


def step(state: SittingState, now: Instant, name: str) -> tuple[Body, ...]:
    """Tick a step of the routine, or take the tick back.

    Args:
        state: The sitting.
        now: The present.
        name: Which step, as in `STEPS`.

    Raises:
        Refused: Nobody is waited for, or there is no such step.
    """
    wait = _demand_wait(state)
    if name not in dict(STEPS):
        raise Refused(f"The steps are: {', '.join(dict(STEPS))}. Choose one.")
    done = next((each for each in wait.steps if each.name == name), None)
    return (Undone(done.seq),) if done else (WaitStep(name),)


def arrived(state: SittingState, now: Instant) -> tuple[Body, ...]:
    """Record that the apprentice came after all, and how late.

    Raises:
        Refused: Nobody is waited for.
    """
    return (Arrived(max(0, _demand_wait(state).waited(now))),)


def left_to_wait(wait: Wait, now: Instant, minutes: int = WAIT_MINUTES) -> int:
    """Return how much of the wait is left, in milliseconds; 0 when it is over.

    Args:
        wait: The wait.
        now: The present.
        minutes: How long to wait.
    """
    return max(0, minutes * 60_000 - wait.waited(now))


def no_show(
    state: SittingState, now: Instant, minutes: int = WAIT_MINUTES, *, deviation: str = ""
) -> tuple[Body, ...]:
    """Record that the apprentice did not come, which ends the sitting.

    Args:
        state: The sitting.
        now: The present.
        minutes: How long to wait.
        deviation: Reason for not waiting so long.

    Raises:
        Refused: Nobody is waited for, or the wait is not over and there is no reason.
    """
    wait = _demand_wait(state)
    left = left_to_wait(wait, now, minutes)
    told = _told(wait, now)
    if not left:
        return (SittingEnded("no-show", told),)
    if not deviation.strip():
        seconds = -(-left // 1000)
        raise Refused(
            f"The wait of {minutes} minutes is not over: {seconds // 60}:{seconds % 60:02d} are "
            "left. Wait, or give a reason.",
            EARLY_NO_SHOW,
            deviation=True,
        )
    return (Deviation(EARLY_NO_SHOW, clean(deviation)), SittingEnded("no-show", told))


def _told(wait: Wait, now: Instant) -> str:
    """Return how long was waited and what was done: `waited 10:04; phoned, wrote`."""
    seconds = max(0, wait.waited(now)) // 1000
    steps = ", ".join(each.name for each in wait.steps if each.name != "waited")
    start = f"waited {seconds // 60}:{seconds % 60:02d}"
    return f"{start}; {steps}" if steps else start
