"""Which sittings an assessment may have, and what a form made of them.

The rules of second attempts are the plan's (specification, re-sits and re-takes): of failed methods
only, within the EPA period, and never to raise a grade.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from data.record.attempts import FIRST
from data.standards.model import Standard
from data.store.rows import Assessment, Sitting
from screens.agenda import FINISHED, SEALED


def refusal(
    standard: Standard, sittings: Sequence[Sitting], method: str, attempt: str
) -> tuple[str, str] | None:
    """Tell why such a sitting may not be booked.

    Args:
        standard: The standard of the assessment.
        sittings: Those that the assessment has already.
        method: Code of the method.
        attempt: One of `data.record.attempts.ATTEMPTS`.

    Returns:
        The field that has to change (`method` or `attempt`) and a sentence; None where it may.
    """
    mine = [sitting for sitting in sittings if sitting.method == method]
    waiting = [sitting for sitting in mine if sitting.stage not in FINISHED]
    if waiting:
        kind = waiting[0].attempt
        return "method", f"{method} ({kind}) is booked already; open or change that sitting."
    graded = [sitting for sitting in mine if sitting.stage == SEALED]
    if attempt == FIRST:
        if not graded:
            return None
        return "attempt", f"{method} had its first attempt; choose re-sit or re-take."
    if not graded:
        return "attempt", f"{method} has no sealed attempt yet; book the first one."
    grade = graded[-1].grade
    if grade != standard.fail:
        sentence = f"{method} was graded {grade}; a {attempt} is for a failed method only"
        return "attempt", f"{sentence}, never to raise a grade."
    return None


def outside_period(assessment: Assessment, day: date) -> str:
    """Return what is wrong with a day after the EPA period; empty where it lies within."""
    ends = assessment.epa_ends_on
    if not ends or day <= date.fromisoformat(ends):
        return ""
    return (
        "This is after the end of the EPA period. Choose an earlier day, or enter the reference "
        "of the exceptional circumstances."
    )


def booked(
    assessment_id: str,
    method: str,
    scheduled_at: int | None,
    *,
    attempt: str = FIRST,
    number: int = 1,
    place: str = "",
    exceptional: str = "",
) -> Sitting:
    """Return a new sitting with an id of its own.

    Args:
        assessment_id: Whose it is.
        method: Code of the method.
        scheduled_at: UTC, milliseconds since 1970; None for no date yet.
        attempt: One of `data.record.attempts.ATTEMPTS`.
        number: 1 for the first attempt, 2 for the next.
        place: A link or a room.
        exceptional: Reference of exceptional circumstances.
    """
    return Sitting(
        uuid4().hex, assessment_id, method, attempt, number, scheduled_at, place, exceptional
    )
