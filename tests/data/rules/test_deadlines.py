from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, timedelta

import pytest
from dateutil.easter import easter
from dateutil.rrule import DAILY, FR, MO, TH, TU, WE, rrule, rruleset
from hypothesis import given
from hypothesis import strategies as st

from data.rules.deadlines import (
    add_working_days,
    bank_holidays,
    claim_due,
    is_working_day,
    result_due,
)
from data.standards.own_holidays import OwnHolidays
from tests.data.rules.acting import made_up, shipped


@pytest.mark.parametrize(
    ("assessed", "result", "claim"),
    [
        (date(2026, 3, 30), date(2026, 4, 10), date(2026, 5, 1)),
        (date(2026, 5, 20), date(2026, 6, 1), date(2026, 6, 22)),
        (date(2026, 12, 18), date(2026, 12, 31), date(2027, 1, 22)),
    ],
)
def test_the_figures_of_the_field(assessed: date, result: date, claim: date) -> None:
    assert result_due(shipped(), assessed) == result
    assert claim_due(shipped(), result) == claim


def test_the_days_are_the_standards() -> None:
    assert result_due(made_up(), date(2026, 6, 1)) == date(2026, 6, 4)
    assert claim_due(made_up(), date(2026, 6, 1)) == date(2026, 6, 29)


GOV_UK = {
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    # Not published yet: by the Banking and Financial Dealings Act 1971.
    2029: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2030: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2031: "01-01 04-11 04-14 05-05 05-26 08-25 12-25 12-26",
}
"""Bank holidays of England and Wales as the government publishes them, with their substitutes."""


def published(year: int) -> list[date]:
    return [date.fromisoformat(f"{year}-{day}") for day in GOV_UK[year].split()]


@pytest.mark.parametrize("year", GOV_UK)
def test_bank_holidays_of_england_and_wales(year: int) -> None:
    assert sorted(bank_holidays(year)) == published(year)
    assert easter(year) - timedelta(2) in published(year)


def test_every_day_of_seven_years_against_a_table_computed_another_way() -> None:
    table = rruleset()
    week = (MO, TU, WE, TH, FR)
    begin, end = datetime(2024, 1, 1), datetime(2031, 12, 31)
    table.rrule(rrule(DAILY, dtstart=begin, until=end, byweekday=week))
    for year in range(2024, 2032):
        for holiday in published(year):
            table.exdate(datetime(holiday.year, holiday.month, holiday.day))
    working = [moment.date() for moment in table]
    for day in (date(2024, 1, 1) + timedelta(n) for n in range(2557)):
        after = bisect_right(working, day)
        for number in (2, 7, 15):
            assert add_working_days(day, number) == working[after + number - 1]
    assert day == date(2030, 12, 31)


@pytest.mark.parametrize("year", range(2017, 2100))
def test_every_year_has_eight_holidays_on_working_days(year: int) -> None:
    days = bank_holidays(year)
    assert len(days) == {2022: 10, 2023: 9}.get(year, 8)
    assert all(day.weekday() < 5 and day.year == year for day in days)


def test_a_proclaimed_holiday_moves_the_deadline() -> None:
    monday, tuesday = date(2026, 6, 1), date(2026, 6, 2)
    assert add_working_days(monday, 1) == tuesday
    proclaimed = OwnHolidays(added=frozenset({tuesday}))
    assert add_working_days(monday, 1, proclaimed) == date(2026, 6, 3)


def test_a_holiday_that_was_moved_away_is_a_working_day() -> None:
    spring = date(2027, 5, 31)
    moved = OwnHolidays(added=frozenset({date(2027, 6, 4)}), removed=frozenset({spring}))
    assert not is_working_day(spring)
    assert is_working_day(spring, moved)
    assert add_working_days(date(2027, 5, 28), 1, moved) == spring
    # A Saturday does not become a working day by being taken out of the holidays.
    saturday = date(2027, 5, 29)
    assert not is_working_day(saturday, OwnHolidays(removed=frozenset({saturday})))


def test_scotland_has_other_holidays_which_do_not_count() -> None:
    assert is_working_day(date(2026, 1, 2))
    assert is_working_day(date(2026, 11, 30))


def test_days_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        add_working_days(date(2026, 6, 1), 0)


_DAYS = st.dates(date(2017, 1, 1), date(2098, 12, 31))


@given(_DAYS, st.integers(1, 60))
def test_exactly_so_many_working_days_lie_after_the_day(day: date, number: int) -> None:
    due = add_working_days(day, number)
    span = [day + timedelta(n) for n in range(1, (due - day).days + 1)]
    working = [d for d in span if d.weekday() < 5 and d not in bank_holidays(d.year)]
    assert len(working) == number
    assert working[-1] == due


@given(_DAYS, st.integers(1, 30), st.integers(1, 30))
def test_counting_on_is_counting_through(day: date, first: int, second: int) -> None:
    assert add_working_days(add_working_days(day, first), second) == add_working_days(
        day, first + second
    )
