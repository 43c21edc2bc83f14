"""Where an assessment stands: its own record, and what the records of its sittings add to it.

The states and the moves are in `data.record.journey.machine`. A move that is not in the table is
refused with the reason; what else a move needs is asked by the rules of its part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.record.journey.machine import (
    AGAIN_AGREED,
    ASSESSING,
    CERTIFICATED,
    CLAIMED,
    CONFIRMED,
    FAILED,
    GRADED,
    MOVES,
    PERIOD_OVER,
    WITHDRAWN,
    after,
)
from data.record.journey.state import JourneyState
from data.rules.refused import Refused
from data.standards.model import Standard

_FIXED = frozenset({WITHDRAWN, PERIOD_OVER, CLAIMED, CERTIFICATED})
"""States that no sitting changes."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sitting of an assessment, as far as the journey asks for it."""

    sitting_id: str
    method: str
    kind: str
    """`first`, `re-sit` or `re-take`."""
    number: int
    """1 for the first attempt, 2 for the next."""
    begun: bool
    """True when a phase has begun or the sitting ended without one."""
    grade: str | None
    """The method grade, once sealed."""
    exceptional: str = ""
    """Reference of exceptional circumstances; empty where there are none."""
    head: str = ""
    """Hash of the last entry of its record."""
    ended_on: str = ""
    """ISO date of its last entry, once it has begun."""
    scheduled_on: str = ""
    """ISO date that it is booked for."""


def latest(attempts: Iterable[Attempt]) -> dict[str, Attempt]:
    """Return the newest attempt at each method."""
    return {attempt.method: attempt for attempt in sorted(attempts, key=lambda a: a.number)}


def standing(standard: Standard, state: JourneyState, attempts: Sequence[Attempt]) -> str:
    """Return the state of an assessment: one of `data.record.journey.machine.STATES`.

    Args:
        standard: Says which methods there are.
        state: Of its own record.
        attempts: Its sittings.
    """
    newest = latest(attempts)
    if state.at in _FIXED:
        return state.at
    if state.at in (CONFIRMED, FAILED) and state.results.holds(newest.values()):
        return state.at
    graded = [method.code for method in standard.methods if _graded(newest, method.code)]
    if len(graded) == len(standard.methods):
        return GRADED
    if any(attempt.begun and attempt.grade is None for attempt in newest.values()):
        return ASSESSING
    if graded or state.at in (CONFIRMED, FAILED):
        return AGAIN_AGREED if state.at == AGAIN_AGREED else ASSESSING
    return state.at


def _graded(newest: dict[str, Attempt], method: str) -> bool:
    return method in newest and newest[method].grade is not None


def refuse_move(at: str, move: str) -> None:
    """Refuse a move that does not lead out of a state.

    Args:
        at: Where the assessment stands.
        move: The name of a move.

    Raises:
        Refused: With the states from which it may be made.
    """
    if after(at, move) is None:
        before = ", ".join(one.before for one in MOVES if one.name == move)
        raise Refused(
            f"The assessment is {at}: {move!r} is not possible now. It follows: {before}."
        )
