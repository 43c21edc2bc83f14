from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.rules.deadlines import add_working_days, bank_holidays, claim_due, easter, result_due
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


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2017, "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
        (2018, "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26"),
        (2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"),
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_bank_holidays_of_england_and_wales(year: int, days: str) -> None:
    expected = [date.fromisoformat(f"{year}-{day}") for day in days.split()]
    assert sorted(bank_holidays(year)) == expected


@pytest.mark.parametrize(
    "sunday",
    [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(2019, 4, 21),
        date(2024, 3, 31),
        date(2038, 4, 25),
        date(2049, 4, 18),
        date(2076, 4, 19),
        date(2285, 3, 22),
    ],
)
def test_easter_sundays(sunday: date) -> None:
    assert easter(sunday.year) == sunday


@pytest.mark.parametrize("year", range(2017, 2100))
def test_every_year_has_eight_holidays_on_working_days(year: int) -> None:
    days = bank_holidays(year)
    assert len(days) == {2022: 10, 2023: 9}.get(year, 8)
    assert all(day.weekday() < 5 and day.year == year for day in days)
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
    assert easter(year).weekday() == 6


def test_a_proclaimed_holiday_moves_the_deadline() -> None:
    monday = date(2026, 6, 1)
    assert add_working_days(monday, 1) == date(2026, 6, 2)
    assert add_working_days(monday, 1, frozenset({date(2026, 6, 2)})) == date(2026, 6, 3)


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
