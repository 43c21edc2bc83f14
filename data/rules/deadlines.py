"""When results have to be out: working days of England and Wales.

The days are the specification's (Annex 2, "Results and Certifications"), counted by our convention:
the day itself does not count, weekends and bank holidays are skipped, and the deadline is the end
of the last day. Bank holidays follow their rules; those by proclamation up to 2023 are listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from data.standards.model import Standard

_DAY = timedelta(days=1)
_MOVED = {
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
"""Holidays that were moved by proclamation."""
_PROCLAIMED = frozenset({date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)})
"""Holidays that were held once."""


def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (Meeus, Jones, Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=128)
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales that fall on working days.

    Args:
        year: By the rules from 2017 on, with what was proclaimed up to 2023.

    Returns:
        Days from Monday to Friday; a holiday on a weekend stands as its substitute.
    """
    sunday = easter(year)
    ruled = {
        *_substituted(date(year, 1, 1)),
        sunday - 2 * _DAY,
        sunday + _DAY,
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),
        _monday_from(date(year, 8, 25)),
        *_substituted(date(year, 12, 25), date(year, 12, 26)),
    }
    once = {day for day in _PROCLAIMED if day.year == year}
    return frozenset({_MOVED.get(day, day) for day in ruled} | once)


def _monday_from(day: date) -> date:
    """Return the first Monday on or after a day."""
    return day + (-day.weekday() % 7) * _DAY


def _substituted(*days: date) -> Iterator[date]:
    """Go through holidays; those on a weekend move to the next weekday that is none."""
    taken = {day for day in days if day.weekday() < 5}
    yield from taken
    for day in days:
        if day.weekday() >= 5:
            while day.weekday() >= 5 or day in taken:
                day += _DAY
            taken.add(day)
            yield day


def add_working_days(day: date, number: int, extra: frozenset[date] = frozenset()) -> date:
    """Return the working day that comes `number` working days after a day.

    Args:
        day: Day 0, which is not counted, whether it is a working day or not.
        number: How many working days; at least 1.
        extra: Further holidays, for example those proclaimed since this was written.

    Raises:
        ValueError: The number is below 1.
    """
    if number < 1:
        raise ValueError("working days are counted from 1")
    while number:
        day += _DAY
        if day.weekday() < 5 and day not in extra and day not in bank_holidays(day.year):
            number -= 1
    return day


def result_due(standard: Standard, day: date, extra: frozenset[date] = frozenset()) -> date:
    """Return the last day on which the result of an assessment may be published.

    Args:
        standard: Says how many working days there are.
        day: When the assessment took place.
        extra: Further holidays.
    """
    return add_working_days(day, standard.deadlines.result_working_days, extra)


def claim_due(standard: Standard, day: date, extra: frozenset[date] = frozenset()) -> date:
    """Return the last day on which the certificate may be claimed.

    Args:
        standard: Says how many working days there are.
        day: When the final result was uploaded.
        extra: Further holidays.
    """
    return add_working_days(day, standard.deadlines.claim_working_days, extra)
