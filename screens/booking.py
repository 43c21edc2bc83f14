"""A sitting as a form makes it. Which may be booked is said by `data.rules.attempts_allowed`."""

from __future__ import annotations

from uuid import uuid4

from data.record.attempts import FIRST
from data.store.rows import Sitting


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
