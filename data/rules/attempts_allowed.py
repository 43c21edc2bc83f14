"""Which attempt at a method may be booked: one rule for journey, form and files of bookings.

Specification, "Re-sits and Re-takes": of failed methods only, and never to move from pass to
distinction.
"""

from __future__ import annotations

from collections.abc import Iterable

from data.record.attempts import FIRST
from data.rules.refused import Refused
from data.rules.standing import Attempt
from data.standards.model import Standard

ONLY_FAILED = "Only a failed method is sat again."
WITHOUT_RESULT = frozenset({"no-show", "abandoned", "withdrawn"})
"""Stages of a sitting that is over and has no result: its method is booked once more."""


def graded_at(attempts: Iterable[Attempt], method: str) -> tuple[Attempt, ...]:
    """Return the attempts at a method that have a grade, oldest first.

    Args:
        attempts: The sittings of an assessment.
        method: Code of a method.
    """
    mine = (a for a in attempts if a.method == method and a.grade is not None)
    return tuple(sorted(mine, key=lambda attempt: attempt.number))


def failed_before(standard: Standard, attempts: Iterable[Attempt], method: str) -> Attempt:
    """Return the failed attempt that a re-sit or re-take of a method would follow.

    Args:
        standard: Says which grade is the fail.
        attempts: The sittings of an assessment.
        method: Code of a method.

    Raises:
        Refused: None is sealed, or the last one was no fail.
    """
    graded = graded_at(attempts, method)
    if not graded:
        raise Refused(f"{method} has no sealed attempt yet: a re-sit or re-take follows a fail.")
    grade = graded[-1].grade
    if grade == standard.fail:
        return graded[-1]
    highest = standard.grades[-1]
    why = ONLY_FAILED if grade in (None, highest) else not_offered(standard, str(grade))
    raise Refused(f"{method} was graded {grade}. {why}")


def not_offered(standard: Standard, grade: str) -> str:
    """Say in the words of the specification that a grade is not raised by another attempt.

    Args:
        standard: Says which grade is the highest.
        grade: A lower one, and no fail.
    """
    return (
        f"Re-sits and re-takes are not offered to apprentices wishing to move from {grade} to "
        f"{standard.grades[-1]}."
    )


def why_not_booked(
    standard: Standard, attempts: Iterable[Attempt], method: str, kind: str
) -> tuple[str, str] | None:
    """Tell why a sitting may not be booked.

    Args:
        standard: The standard of the assessment.
        attempts: The sittings that it has already.
        method: Code of the method.
        kind: One of `data.record.attempts.ATTEMPTS`.

    Returns:
        What has to change (`method` or `attempt`) and a sentence; None where it may be booked.
    """
    mine = [attempt for attempt in attempts if attempt.method == method]
    if waiting := [a for a in mine if a.grade is None and a.stage not in WITHOUT_RESULT]:
        return "method", (
            f"{method} ({waiting[0].kind}) is booked already; open or change that sitting."
        )
    if kind == FIRST:
        had = f"{method} had its first attempt; choose re-sit or re-take."
        return ("attempt", had) if graded_at(mine, method) else None
    try:
        failed_before(standard, mine, method)
    except Refused as refused:
        return "attempt", refused.sentence
    return None
