"""Where an assessment stands: its own record, and what the records of its sittings add to it.

The states and the moves are in `data.record.journey.machine`. A move that is not in the table is
refused with the reason; what else a move needs is asked by the rules of its part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from data.record.journey.machine import (
    AGAIN_AGREED,
    ASSESSING,
    BEGIN,
    CERTIFICATED,
    CLAIMED,
    CONFIRMED,
    FAILED,
    GRADED,
    MOVES,
    OF_GATEWAY,
    PERIOD_OVER,
    REJECT,
    RUN_OUT,
    WITHDRAW,
    WITHDRAWN,
    Move,
    after,
)
from data.record.journey.state import JourneyState
from data.rules.move_words import ENDS, MOVES_TOLD, STATES_TOLD
from data.rules.refused import Refused
from data.standards.model import Standard

_FIXED = frozenset({WITHDRAWN, PERIOD_OVER, CLAIMED, CERTIFICATED})
"""States that no sitting changes."""

OVER = _FIXED | {CONFIRMED}
"""States in which the end of the EPA period presses nobody any more."""


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
    stage: str = ""
    """A value of `data.rules.stage.Stage`; empty where it was not asked for."""
    heard_on: str = ""
    """ISO date on which its live part ended; empty before, and where it came to nothing."""
    sealed_on: str = ""
    """ISO date of its seal; empty before."""
    scheduled_at: str = ""
    """ISO moment in UTC that it is booked for; empty for none."""
    place: str = ""
    """A link or a room."""

    @property
    def code(self) -> str:
        """What it is called among the sittings of its assessment: `M1`, `M1-2`."""
        return code_of(self.method, self.number)


def code_of(method: str, number: int) -> str:
    """Return what a sitting is called: `M1`, and from the second attempt on `M1-2`."""
    return method if number == 1 else f"{method}-{number}"


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
    if state.at in _FIXED:
        return state.at
    tried = latest(attempt for attempt in attempts if attempt.begun)
    if state.at in (CONFIRMED, FAILED) and state.results.holds(tried.values()):
        return state.at
    # What was agreed again takes the place of its failed attempt at once; a mere booking does not.
    again = state.at == AGAIN_AGREED
    counted = latest(attempts) if again else tried
    if all(_graded(counted, method.code) for method in standard.methods):
        return GRADED
    if any(attempt.begun and attempt.grade is None for attempt in counted.values()):
        return ASSESSING
    begun = tried or state.at in (CONFIRMED, FAILED)
    return ASSESSING if begun and not again else state.at


def _graded(newest: dict[str, Attempt], method: str) -> bool:
    return method in newest and newest[method].grade is not None


def refuse_move(at: str, move: str) -> None:
    """Refuse a move that does not lead out of a state.

    Args:
        at: Where the assessment stands.
        move: The name of a move.

    Raises:
        Refused: With the reason, and what comes first.
    """
    if reason := why_not(at, move):
        raise Refused(reason)


def why_not(at: str, move: str) -> str:
    """Return why a move does not lead out of a state, and what comes first; empty where it does.

    Args:
        at: Where the assessment stands.
        move: The name of a move.
    """
    if after(at, move):
        return ""
    reason = f"{MOVES_TOLD[move].never} now: {STATES_TOLD[at]}."
    if any(each.name == move and each.after == at for each in MOVES):
        reason = f"{MOVES_TOLD[move].never} once more: {STATES_TOLD[at]}."
    if at in ENDS:
        return f"{reason} {ENDS[at]}"
    if first := _path(at, move):
        later = f", then {MOVES_TOLD[first[-1]].first}" if len(first) > 1 else ""
        return f"{reason} First {MOVES_TOLD[first[0]].first}{later}."
    return f"{reason} {_ELSEWHERE if move in OF_GATEWAY else _BEHIND}"


_BEHIND = "It is too late for that; if something was recorded by mistake, take it back with undo."
_ELSEWHERE = "It is too late for that; if gateway was kept elsewhere, enter its day in the booking."


@cache
def _path(at: str, move: str) -> tuple[str, ...]:
    """Return the fewest moves that come before another, those that are usual where there are."""
    usual = _fewest(at, move, frozenset(each for each in MOVES if each.usual))
    if usual or move in _WAYS_OUT:
        return usual
    return _fewest(at, move, frozenset(each for each in MOVES if each.name != BEGIN or each.usual))


def _fewest(at: str, move: str, allowed: frozenset[Move]) -> tuple[str, ...]:
    ways: dict[str, tuple[str, ...]] = {at: ()}
    for state in (queue := [at]):
        if after(state, move):
            return ways[state]
        for each in MOVES:
            onward = each in allowed and each.name not in _WAYS_OUT and each.after not in ways
            if each.before == state and onward:
                ways[each.after] = (*ways[state], each.name)
                queue.append(each.after)
    return ()


_WAYS_OUT = frozenset({WITHDRAW, RUN_OUT, REJECT})
"""Moves that nobody makes in order to make another."""
