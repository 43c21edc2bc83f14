"""When results have to be out: working days of England and Wales.

The days are the specification's (Annex 2, "Results and Certifications"), counted by our convention:
the day itself does not count, weekends and bank holidays are skipped, and the deadline is the end
of the last day. Bank holidays are those of a library, joint for England and Wales; the user's own
table says what it does not know yet.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from data.standards.model import Standard
from data.standards.own_holidays import NO_OWN, OwnHolidays

_DAY = timedelta(days=1)
_PARTS = ("ENG", "WLS")
"""England and Wales have one calendar of bank holidays; Scotland has another, never used here."""


@lru_cache(maxsize=128)
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales that fall on working days.

    Args:
        year: By the rules, with what was proclaimed as far as the library knows.

    Returns:
        Days from Monday to Friday; a holiday on a weekend stands as its substitute.
    """
    # Slow to load: not before the first paint, and not where nothing is counted.
    from holidays import country_holidays

    england, wales = (frozenset(country_holidays("GB", subdiv=part, years=year)) for part in _PARTS)
    return frozenset(day for day in england & wales if day.weekday() < 5)


def is_working_day(day: date, own: OwnHolidays = NO_OWN) -> bool:
    """Tell whether a day counts.

    Args:
        day: Any day.
        own: The user's own table; what it says of a day is stronger than the library.
    """
    if day.weekday() >= 5 or day in own.added:
        return False
    return day in own.removed or day not in bank_holidays(day.year)


def add_working_days(day: date, number: int, own: OwnHolidays = NO_OWN) -> date:
    """Return the working day that comes `number` working days after a day.

    Args:
        day: Day 0, which is not counted, whether it is a working day or not.
        number: How many working days; at least 1.
        own: The user's own table of holidays.

    Raises:
        ValueError: The number is below 1.
    """
    if number < 1:
        raise ValueError("working days are counted from 1")
    while number:
        day += _DAY
        number -= is_working_day(day, own)
    return day


def free_days(first: date, last: date, own: OwnHolidays = NO_OWN) -> tuple[date, ...]:
    """Return the days from Monday to Friday that do not count, in order.

    Args:
        first: Day 0; it is never counted, so it is not told.
        last: The last day, which may be told.
        own: The user's own table of holidays.
    """
    days = (first + _DAY * number for number in range(1, (last - first).days + 1))
    return tuple(day for day in days if day.weekday() < 5 and not is_working_day(day, own))


def result_due(standard: Standard, day: date, own: OwnHolidays = NO_OWN) -> date:
    """Return the last day on which the result of an assessment may be published.

    Args:
        standard: Says how many working days there are.
        day: When the assessment took place.
        own: The user's own table of holidays.
    """
    return add_working_days(day, standard.deadlines.result_working_days, own)


def claim_due(standard: Standard, day: date, own: OwnHolidays = NO_OWN) -> date:
    """Return the last day on which the certificate may be claimed.

    Args:
        standard: Says how many working days there are.
        day: When the final result was uploaded.
        own: The user's own table of holidays.
    """
    return add_working_days(day, standard.deadlines.claim_working_days, own)
