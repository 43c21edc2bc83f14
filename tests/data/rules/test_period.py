"""Months are counted as the calendar of dateutil counts them, and the end of a period is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from data.rules.period import (
    SOON_DAYS,
    add_months,
    months_between,
    period_end,
    period_tone,
    period_words,
)
from tests.data.rules.acting import shipped

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_every_period_from_2024_to_2030_ends_as_dateutil_says() -> None:
    day, months = date(2024, 1, 1), shipped().deadlines.epa_period_months
    assert months == 6
    while day.year <= 2030:
        assert period_end(day, shipped()) == day + relativedelta(months=months), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("gateway", "ends"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2027, 8, 29), date(2028, 2, 29)),
        (date(2026, 11, 23), date(2027, 5, 23)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_months_end_with_their_last_day(gateway: date, ends: date) -> None:
    assert period_end(gateway, shipped()) == ends


@given(DAYS, st.integers(0, 120))
def test_a_later_month_is_never_before(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later == day + relativedelta(months=months)
    assert months_between(day, later) == months
    assert months_between(day, later - timedelta(days=1)) == max(0, months - 1)


@given(DAYS, DAYS)
def test_as_many_months_have_passed_as_fit_between_two_days(start: date, end: date) -> None:
    months = months_between(start, end)
    if end < start:
        assert months == 0
    else:
        assert add_months(start, months) <= end < add_months(start, months + 1)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2025, 5, 12), date(2026, 5, 12), 12),
        (date(2025, 5, 13), date(2026, 5, 12), 11),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2024, 2, 29), date(2025, 2, 27), 11),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 5, 12), date(2026, 5, 12), 0),
    ],
)
def test_months_on_programme(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


def test_the_end_warns_before_it_comes_and_is_loud_when_it_is_over() -> None:
    ends = date(2026, 11, 12)
    told = {left: ends - timedelta(days=left) for left in (SOON_DAYS + 1, SOON_DAYS, 1, 0, -1, -9)}
    assert [period_tone(ends, day) for day in told.values()] == [
        *("", "warn", "warn", "warn"),
        *("loud", "loud"),
    ]
    assert period_words(ends, told[1]) == "ends 12 Nov 2026, 1 day left"
    assert period_words(ends, told[0]) == "ends today, 12 Nov 2026"
    assert period_words(ends, told[-9]) == "ended 12 Nov 2026, 9 days ago"
