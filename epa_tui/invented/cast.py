"""The people of the demonstration and their bookings, laid around the present.

Nobody of them exists. The ULNs are those that the government's assessment service keeps for tests.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import uuid4

from data.record.instant import Instant
from data.record.phase_clock import MINUTE
from data.rules.deadlines import add_working_days, is_working_day
from data.rules.period import add_months
from data.store.rows import Assessment, Sitting

REFERENCE, VERSION = "ST0792", "1.1"
"""The standard that everybody is assessed against."""

ULNS = tuple(str(uln) for uln in range(1_000_159_800, 1_000_159_810))
"""Numbers that are given to nobody."""

PROVIDER, ASSESSOR = "Imaginary College", "Pat Pretend"
EMPLOYERS = ("Sample Films", "Placeholder Post", "Specimen Studios")

_QUARTER = timedelta(minutes=15)
_DAY = timedelta(days=1)


def invented(
    now: Instant,
    given_names: str,
    family_name: str,
    uln: str,
    employer: str,
    *,
    option: str = "1",
    extra_per_mille: int = 0,
    breaks: str = "",
    adjustment_reference: str = "",
    weeks: int = 6,
) -> Assessment:
    """Return an assessment of somebody who passed through the gateway some weeks ago.

    Args:
        now: The present.
        given_names: Visibly made up.
        family_name: Visibly made up.
        uln: One of `ULNS`.
        employer: One of `EMPLOYERS`.
        option: Code of the option.
        extra_per_mille: Approved extra time, thousandths of the base.
        breaks: Approved breaks.
        adjustment_reference: Where their approval would be kept.
        weeks: How many ago; that day, or the first working day after it.
    """
    gateway = add_working_days(now.local().date() - timedelta(weeks=weeks) - _DAY, 1)
    return Assessment(
        id=uuid4().hex,
        family_name=family_name,
        given_names=given_names,
        uln=uln,
        employer=employer,
        provider=PROVIDER,
        reference=REFERENCE,
        version=VERSION,
        option=option,
        extra_per_mille=extra_per_mille,
        breaks=breaks,
        adjustment_reference=adjustment_reference,
        gateway_on=gateway.isoformat(),
        epa_ends_on=add_months(gateway, 6).isoformat(),
        assessor=ASSESSOR,
    )


def booked(
    assessment: Assessment, method: str, at: int, attempt: str = "first", number: int = 1
) -> Sitting:
    """Return a booking.

    Args:
        assessment: Whose it is.
        method: Code of the method.
        at: UTC, milliseconds since 1970.
        attempt: `first`, `re-sit` or `re-take`.
        number: 1 for the first attempt.
    """
    place = "https://call.example/demonstration"
    return Sitting(uuid4().hex, assessment.id, method, attempt, number, at, place, "")


def moment(day: date, hour: int, minute: int = 0) -> int:
    """Return a time of day on this machine's clock as UTC milliseconds since 1970."""
    return round(datetime.combine(day, time(hour, minute)).timestamp() * 1000)


def later_today(now: Instant, minutes: int) -> int:
    """Return the first quarter of an hour that is `minutes` away or more, on the same day.

    Late in the evening that is the day's last quarter, so that the sitting stays among today's.
    """
    local = now.local()
    wanted = now.later(minutes * MINUTE).local().replace(tzinfo=None)
    begun = datetime.combine(wanted.date(), time(wanted.hour))
    while begun < wanted:
        begun += _QUARTER
    if begun.date() != local.date():
        return moment(local.date(), 23, 45)
    return moment(begun.date(), begun.hour, begun.minute)


def working_day(now: Instant, distance: int) -> date:
    """Return the day that lies some working days from today, after it or before it.

    Args:
        now: The present.
        distance: How many working days; negative for before. Not 0.
    """
    day = now.local().date()
    if distance > 0:
        return add_working_days(day, distance)
    while distance:
        day -= _DAY
        distance += is_working_day(day)
    return day
