"""Any number of booked assessments, for looking at long lists and for measuring them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from data.record.instant import Instant
from data.store.rows import Assessment, Sitting
from epa_tui.invented.cast import EMPLOYERS, ULNS, invented, moment

_GIVEN = ("Testa", "Demo", "Trial", "Mocka", "Pretend", "Fabla", "Proba")
_FAMILY = ("Example", "Sample", "Specimen", "Placeholder", "Fixture")
_EACH_DAY = 6
"""How many sittings of a method one day has."""


def crowd(number: int, now: Instant) -> tuple[list[Assessment], list[Sitting]]:
    """Return assessments of people who do not exist, each with a sitting of both methods.

    Args:
        number: How many assessments.
        now: The present; the sittings are spread over the days from tomorrow on.
    """
    assessments = [_one(place, now) for place in range(number)]
    sittings = [
        _booked(assessment.id, method, place, later, now)
        for place, assessment in enumerate(assessments)
        for method, later in (("M1", 1), ("M2", 8))
    ]
    return assessments, sittings


def _one(place: int, now: Instant) -> Assessment:
    return invented(
        now,
        _GIVEN[place % len(_GIVEN)],
        f"{_FAMILY[place % len(_FAMILY)]} {place + 1:05}",
        ULNS[place % len(ULNS)],
        EMPLOYERS[place % len(EMPLOYERS)],
        option=str(1 + place % 2),
    )


def _booked(assessment_id: str, method: str, place: int, later: int, now: Instant) -> Sitting:
    day = now.local().date() + timedelta(days=later + place // _EACH_DAY)
    at = moment(day, 9 + place % _EACH_DAY)
    return Sitting(uuid4().hex, assessment_id, method, "first", 1, at, "a room that is none", "")
