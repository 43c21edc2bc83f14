"""What the glance in the middle of a talk shows of a sitting: a pure function of state and time."""

from __future__ import annotations

from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.coverage import GradeCoverage, coverage
from data.rules.doorway import doors
from data.rules.horizon import horizon
from data.rules.pace import pace
from data.rules.parked import waiting
from data.standards.bank import Bank
from screens.live_facts import parked_words, room_words
from screens.widgets.clock_facts import minimum_questions
from screens.widgets.pace_words import ahead_words
from screens.widgets.stocktake import Missing, StocktakeFacts
from screens.widgets.times import span, wall


def stocktake_facts(state: SittingState, now: Instant, bank: Bank) -> StocktakeFacts:
    """Return what was not heard, what time and questions are left, and which ways are open.

    Args:
        state: The sitting.
        now: The present.
        bank: The user's stems.
    """
    return StocktakeFacts(
        told=(
            ("pace", _pace(state, now)),
            ("questions", _questions(state)),
            ("room", _horizon(state, now)),
        ),
        short=_short(state, now),
        missing=tuple(_missing(part) for part in coverage(state).grades),
        doors=tuple((door.to, door.beside) for door in doors(state, bank)),
        parked=tuple(parked_words(remark) for remark in waiting(state)),
    )


def _missing(part: GradeCoverage) -> Missing:
    return Missing(part.grade, tuple((d.code, " ".join(d.text.split())) for d in part.open))


def _pace(state: SittingState, now: Instant) -> str:
    lowest = coverage(state).lowest
    heard = f"{lowest.heard} of {lowest.total} {lowest.grade} heard"
    found = pace(state, now)
    if found is None:
        return heard
    if found.each_ms is None:
        return f"{heard}, {span(found.left_ms)} left"
    ahead = ahead_words(found.ahead_ms)
    return f"{heard}, {span(found.left_ms)} left: {span(found.each_ms)} each, {ahead}"


def _questions(state: SittingState) -> str:
    minimum = minimum_questions(state)
    missing = max(0, minimum - state.main_asked)
    asked = f"{state.main_asked} of at least {minimum} asked"
    return f"{asked}, {missing} to go" if missing else asked


def _horizon(state: SittingState, now: Instant) -> str:
    reach = horizon(state, now)
    if reach is None or not room_words(state, now):
        return ""
    by = f"median of {reach.answered}" if reach.answered else "even plan"
    each = f"{span(reach.each_ms)} each ({by})"
    more = f"for {reach.room or 'no'} more"
    if reach.safe_ms < 0 or state.clock is None or not state.clock.running:
        return f"{more}; {each}"
    until = wall(now.wall + reach.safe_ms, seconds=False)
    return f"{more}, the last by {until}; {each}"


def _short(state: SittingState, now: Instant) -> tuple[str, ...]:
    """Return pace, questions and horizon in two short lines."""
    lowest, found = coverage(state).lowest, pace(state, now)
    heard = f"{lowest.heard}/{lowest.total} {lowest.grade}"
    if found is not None and found.each_ms is not None:
        heard += f"  {span(found.each_ms)} each, {ahead_words(found.ahead_ms)}"
    room = room_words(state, now)
    asked = f"questions {state.main_asked}/{minimum_questions(state)}"
    return heard, f"{asked}  {room}" if room else asked
