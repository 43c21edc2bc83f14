"""What the rows of an assessment and its sittings mean on the journey, and the other way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

from data.record.instant import iso
from data.record.journey.opening import AssessmentOpened
from data.rules.standing import Attempt
from data.rules.step import Booking
from data.store.errors import RecordConflict
from data.store.rows import Assessment, Sitting

_NOT_BEGUN = frozenset({"booked", "preparing"})


def attempt_of(sitting: Sitting, heard_ms: int | None = None) -> Attempt:
    """Return what the journey has to know of a sitting.

    Args:
        sitting: As it is booked, with its summary.
        heard_ms: When its live part ended: UTC milliseconds since 1970; None where it did not.
    """
    begun = sitting.stage not in _NOT_BEGUN
    booked_for = _local_day(sitting.scheduled_at)
    return Attempt(
        sitting.id,
        sitting.method,
        sitting.attempt,
        sitting.number,
        begun,
        sitting.grade,
        sitting.exceptional,
        sitting.head,
        (booked_for or _local_day(sitting.updated_at)) if begun else "",
        booked_for,
        heard_on=_local_day(heard_ms),
        sealed_on=_local_day(sitting.updated_at) if sitting.grade is not None else "",
        stage=sitting.stage,
        scheduled_at="" if sitting.scheduled_at is None else iso(sitting.scheduled_at),
        place=sitting.place,
    )


def opened_by(assessment: Assessment) -> AssessmentOpened:
    """Return the first entry of the record of an assessment."""
    return AssessmentOpened(
        assessment.reference, assessment.version, assessment.option, assessment.gateway_on or ""
    )


def sitting_of(assessment_id: str, sittings: Sequence[Sitting], booking: Booking) -> Sitting:
    """Return a booking as a sitting: the one that waits for its day, or a new one.

    Raises:
        RecordConflict: That sitting has begun.
    """
    at = None if booking.at is None else int(booking.at.astimezone(UTC).timestamp()) * 1000
    same = [s for s in sittings if (s.method, s.number) == (booking.method, booking.number)]
    if same and same[-1].stage not in _NOT_BEGUN:
        raise RecordConflict
    new = Sitting(uuid4().hex, assessment_id, booking.method, "", booking.number, None, "", "")
    sitting = (same or [new])[-1]
    return replace(
        sitting,
        attempt=booking.kind,
        scheduled_at=sitting.scheduled_at if at is None and not booking.exact else at,
        place=booking.place if booking.exact else booking.place or sitting.place,
        exceptional=booking.exceptional,
    )


def with_booked(sittings: Sequence[Sitting], booked: Sequence[Sitting]) -> tuple[Sitting, ...]:
    """Return sittings in their order, with those that were booked just now."""
    by_id = {sitting.id: sitting for sitting in (*sittings, *booked)}
    return tuple(sorted(by_id.values(), key=lambda s: (s.method, s.number)))


def day_of(text: str | None) -> date | None:
    """Return a day that a row keeps as ISO text."""
    return date.fromisoformat(text) if text else None


def _local_day(wall_ms: int | None) -> str:
    if not wall_ms:
        return ""
    return datetime.fromtimestamp(wall_ms / 1000, UTC).astimezone().date().isoformat()
