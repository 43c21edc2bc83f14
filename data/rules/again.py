"""When a method may be sat again, and until when: the plan's rules of second attempts.

Specification, "Re-sits and Re-takes": of failed methods only, never to move from pass to
distinction, inside the EPA period unless exceptional circumstances apply.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data.record.attempts import FIRST
from data.record.journey.machine import AGREE_AGAIN, CLOSED, GRADED, PERIOD_OVER
from data.rules.attempts_allowed import (
    ONLY_FAILED,
    WITHOUT_RESULT,
    failed_before,
    graded_at,
    not_offered,
)
from data.rules.booking_days import after_period
from data.rules.days import day_written, iso_written
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.results import refuse_held
from data.rules.standing import Attempt, refuse_move
from data.rules.state_words import state_said


@dataclass(frozen=True, slots=True)
class Following:
    """The attempt that follows a failed one."""

    failed: Attempt
    number: int
    """2 for the second attempt."""
    booked: Attempt | None
    """Its booking, where there is one already."""
    fails: int
    """How often the method was failed so far."""


def following(view: JourneyView, method: str) -> Following:
    """Return which attempt at a method would be the next, after a fail.

    Args:
        view: The assessment.
        method: Code of a method.

    Raises:
        Refused: The method was not failed, or its newest attempt is not sealed.
    """
    last = failed_before(view.standard, view.attempts, method)
    newest = view.newest[method]
    booked = None if newest.grade or newest.stage in WITHOUT_RESULT else newest
    if booked and _under_way(booked):
        raise Refused(_not_sealed(booked))
    number = booked.number if booked else newest.number + 1
    graded = graded_at(view.attempts, method)
    fails = sum(attempt.grade == view.standard.fail for attempt in graded)
    return Following(last, number, booked, fails)


def _under_way(attempt: Attempt) -> bool:
    """Tell whether an attempt has begun and will have a grade."""
    return attempt.begun and attempt.grade is None and attempt.stage not in WITHOUT_RESULT


def _not_sealed(attempt: Attempt) -> str:
    return f"The {attempt.kind} of {attempt.method} is not sealed: judge and seal it first."


def booking_closed(state: str) -> str:
    """Return why no sitting is booked for an assessment any more; empty where one can be.

    Args:
        state: One of `data.record.journey.machine.STATES`.
    """
    if state == PERIOD_OVER:
        return (
            "The EPA period is over, so the entire EPA has to be taken again. Where exceptional "
            "circumstances apply, record them in the journey and agree on the attempt there."
        )
    if state in CLOSED:
        return f"{state_said(state)}: no sitting is booked for it any more."
    return ""


def held_on(attempt: Attempt) -> str:
    """Return the day on which an attempt was held as an ISO date; empty where it was not."""
    return attempt.heard_on or attempt.ended_on


def failed_methods(view: JourneyView) -> tuple[str, ...]:
    """Return the codes of the methods that may be sat again, in the standard's order."""
    return tuple(m.code for m in view.standard.methods if _follows(view, m.code))


def _follows(view: JourneyView, method: str) -> bool:
    try:
        following(view, method)
    except Refused:
        return False
    return True


def nothing_failed(view: JourneyView) -> str:
    """Return why nothing is prepared for another attempt; empty where a method was failed."""
    if view.at in CLOSED:
        return f"{view.at_said}: no method is sat again."
    if failed_methods(view):
        return ""
    for newest in view.newest.values():
        if newest.kind != FIRST and _under_way(newest):
            return _not_sealed(newest)
    grades = {attempt.grade for attempt in view.newest.values()}
    lower = [grade for grade in view.standard.grades[:-1] if grade in grades]
    why = not_offered(view.standard, lower[0]) if lower else ONLY_FAILED
    return f"No method was failed. {why}"


def agree_closed(view: JourneyView) -> str:
    """Return why no attempt can be agreed on now; empty where one can."""
    if closed := nothing_failed(view):
        return closed
    if not any(_open(view, method) for method in failed_methods(view)):
        return "Whatever was failed is agreed on: hold the next attempt."
    try:
        refuse_held(view)
        refuse_move(view.at, AGREE_AGAIN)
        refuse_period_over(view)
    except Refused as refused:
        return refused.sentence
    return ""


def _open(view: JourneyView, method: str) -> bool:
    """Tell whether the next attempt at a failed method is still to be agreed on."""
    follows = following(view, method)
    return not (follows.booked and view.state.again.agreement(method, follows.number))


def refuse_period_over(view: JourneyView) -> None:
    """Refuse a further attempt once the EPA period has ended.

    Raises:
        Refused: It has, and no exceptional circumstances extend it.
    """
    ends = view.epa_ends_on
    if ends and view.today > ends:
        raise Refused(
            f"The EPA period ended on {day_written(ends)}, so the entire EPA has to be taken "
            "again. Where exceptional circumstances apply, record first what was determined."
        )


def refuse_attempt_day(view: JourneyView, follows: Following, day: date) -> None:
    """Refuse a day for a second attempt: it lies inside the EPA period, after what came before.

    Args:
        view: The assessment.
        follows: The attempt.
        day: When it is to be held.

    Raises:
        Refused: With the reason.
    """
    before, late = held_on(follows.failed), after_period(view.epa_ends_on, day)
    if before and day.isoformat() <= before:
        raise Refused(f"The failed attempt was held on {iso_written(before)}: choose a later day.")
    if late:
        raise Refused(
            f"{late} Choose an earlier day. Where exceptional circumstances apply, record first "
            "what was determined."
        )


def refuse_second_day(view: JourneyView, attempt: Attempt | None, day: date) -> None:
    """Refuse a new day for a second attempt that is booked; a first attempt may have any.

    Args:
        view: The assessment.
        attempt: The booking; None where there is none.
        day: When it is to be held.

    Raises:
        Refused: It is outside the EPA period, during further learning, or before the fail.
    """
    if attempt is None or attempt.kind == FIRST:
        return
    known = view.state.again.agreement(attempt.method, attempt.number)
    if known:
        refuse_while_learning(day.isoformat(), known.learning_until)
    elif attempt.exceptional:  # booked elsewhere, under circumstances that were determined there
        return
    refuse_attempt_day(view, following(view, attempt.method), day)


def refuse_while_learning(day: str, until: str) -> None:
    """Refuse a day on which the further learning still goes on.

    Args:
        day: ISO date of the attempt; empty where it has none yet.
        until: ISO date of the last day of learning; empty where there is none.

    Raises:
        Refused: With that day.
    """
    if day and until and day <= until:
        raise Refused(f"Further learning lasts until {iso_written(until)}: choose a later day.")


def rework_due(view: JourneyView, method: str, agreed: date) -> str:
    """Return by when the reworked project is submitted: an ISO date, or empty.

    The weeks are counted from the day of the agreement, by our convention; the specification
    says that three weeks are given, not from when.

    Args:
        view: The assessment.
        method: The method that is sat again.
        agreed: When that was agreed.
    """
    rules = view.journey
    if method != rules.project.method or not rules.again.rework_weeks:
        return ""
    return (agreed + timedelta(weeks=rules.again.rework_weeks)).isoformat()


def nothing_to_sit(view: JourneyView) -> str:
    """Say that nothing is left to be sat; empty while a method is not passed or not graded."""
    if view.at == GRADED and passed(view):
        return "Every method is passed, so no sitting is left. Confirm the overall grade."
    return ""


def passed(view: JourneyView) -> bool:
    """Tell whether every method has a grade and the whole is no fail."""
    grades = {m.code: _grade(view, m.code) for m in view.standard.methods}
    if None in grades.values():
        return False
    return view.standard.fail not in grades.values()


def _grade(view: JourneyView, method: str) -> str | None:
    newest = view.newest.get(method)
    return newest.grade if newest else None
