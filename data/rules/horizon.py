"""How many more main questions fit, and until when one may still be opened.

Measured by what this sitting's own questions took, follow-ups included; by an even plan until
enough of them were answered. The discretion is for the last answer, so it is never counted on.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.record.instant import Instant
from data.record.phase_clock import PhaseClock
from data.record.state import Question, SittingState
from data.rules.remembered import per_state

LEAST_ANSWERED = 3
"""Answered main questions from which on their median is trusted. Our convention."""

SLACK = 10
"""An even plan bears that a question is late by one part in so many. Our convention."""

SHORTEST_MS = 1000
"""The least that a question is taken to need, in milliseconds: two presses are no question."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """What still fits into the phase under way. Times are in milliseconds."""

    each_ms: int
    """How long a main question takes, with its follow-ups."""
    answered: int
    """Of how many answered questions that is the median; 0 where it is the even plan."""
    room: int
    """How many more main questions fit once the open one is answered."""
    safe_ms: int
    """Time until the last moment at which one more can be opened; negative once that is past."""


def horizon(state: SittingState, now: Instant) -> Horizon | None:
    """Tell how far the time of the asking phase under way reaches, also while it is paused.

    - A question is answered when the next main one is asked or its phase ends. Its length is read
      off the phase clock, so pauses and time that was left out are no part of it.
    - With fewer than `LEAST_ANSWERED` of them a question takes what an even plan gives it: the
      allotted time over the minimum of the plan. Being late by a tenth of it costs no question.
    - The open question gets what it needs to be as long as the others; what is left then is shared.

    Args:
        state: Where the sitting stands.
        now: The moment it is asked for.

    Returns:
        The horizon; None where nothing is asked, and where the plan gives no minimum to go by.
    """
    clock = state.clock
    if clock is None or state.method.phase(clock.phase).silent:
        return None
    each, answered = _each(state, clock)
    if not each:
        return None
    remaining = clock.remaining(now)
    rest = max(0, each - _run(state, clock.elapsed(now))) if _open_main(state) else 0
    return Horizon(each, answered, _room(remaining - rest, each, answered), remaining - each)


def _room(free: int, each: int, answered: int) -> int:
    """Return how many fit: an even plan is not a measure, and a late first word costs none."""
    if free < each:
        return 0
    return free // each if answered else (free + each // SLACK) // each


def _each(state: SittingState, clock: PhaseClock) -> tuple[int, int]:
    """Return how long a question takes, and of how many that is the median."""
    lengths = answered_lengths(state)
    if len(lengths) >= LEAST_ANSWERED:
        return max(SHORTEST_MS, _median(lengths)), len(lengths)
    minimum = state.method.phase(clock.phase).minimum_questions
    return clock.allotted // minimum if minimum else 0, 0


def _run(state: SittingState, elapsed: int) -> int:
    """Return how long the open main question has run."""
    asked = _open_main(state)
    return max(0, elapsed - asked.clock_ms) if asked else 0


def _open_main(state: SittingState) -> Question | None:
    mains = (q for q in reversed(state.questions) if q.main)
    last = next(mains, None)
    return last if last is not None and last.phase == state.current else None


@per_state
def answered_lengths(state: SittingState) -> tuple[int, ...]:
    """Return how long each answered main question took, in milliseconds, in order."""
    mains = [question for question in state.questions if question.main]
    lengths: list[int] = []
    for place, asked in enumerate(mains):
        following = mains[place + 1] if place + 1 < len(mains) else None
        clock = state.phases.get(asked.phase)
        if following is not None and following.phase == asked.phase:
            lengths.append(max(0, following.clock_ms - asked.clock_ms))
        elif clock is not None and clock.ended:
            lengths.append(max(0, clock.gathered - asked.clock_ms))
    return tuple(lengths)


def _median(lengths: tuple[int, ...]) -> int:
    ordered, middle = sorted(lengths), len(lengths) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) // 2
