"""What is typed into a form is understood, or refused with a sentence that helps."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.typed import (
    NotUnderstood,
    read_counter,
    read_day,
    read_extra,
    read_moment,
    read_uln,
    uln_doubt,
    wall_ms,
)
from screens.wording import day_written, local, moment_written

MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("24/11/2026", date(2026, 11, 24)),
        ("24.11.26", date(2026, 11, 24)),
        ("24/11", date(2026, 11, 24)),
        ("1/2", date(2027, 2, 1)),
        ("24 Nov 2026", date(2026, 11, 24)),
        ("Tue 24 november", date(2026, 11, 24)),
        (" today ", MONDAY),
        ("Tomorrow", date(2026, 11, 24)),
        ("monday", MONDAY),
        ("sun", date(2026, 11, 29)),
        ("29/2", date(2028, 2, 29)),
    ],
)
def test_a_day_is_understood_however_it_is_written(typed: str, meant: date) -> None:
    assert read_day(typed, MONDAY) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "31/2/2026", "11/24/2026", "2026-13-01", "24/11/1926", "soon", "30/2", "0/0", "²/3"],
)
def test_what_is_no_day_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(NotUnderstood, match=r"\w+.*\."):
        read_day(typed, MONDAY)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("31/11/2026", "that month has 30 days"),
        ("29/2/2026", "that month has 28 days"),
        ("11/24/2026", "type the day first"),
        ("1926-12-01", "The year 1926 cannot be right; type one from 2000 to 2099"),
        ("1/1/0000", "The year 0 cannot be right"),
    ],
)
def test_it_is_said_what_is_wrong_with_a_day(typed: str, told: str) -> None:
    with pytest.raises(NotUnderstood, match=told):
        read_day(typed, MONDAY)


@given(DAYS, DAYS)
def test_a_day_as_it_is_shown_is_read_back(day: date, today: date) -> None:
    assert read_day(day_written(day), today) == day


@given(st.datetimes(datetime(2026, 1, 1), datetime(2040, 1, 1)), DAYS)
def test_a_moment_as_it_is_shown_is_read_back(moment: datetime, today: date) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert read_moment(moment_written(minute), today) == minute


@given(st.text(max_size=40))
def test_reading_never_fails_but_with_a_sentence(text: str) -> None:
    for read in (read_uln, read_extra, read_counter):
        try:
            read(text)
        except NotUnderstood as refused:
            assert str(refused).endswith(".")
    for read_at in (read_day, read_moment):
        try:
            read_at(text, MONDAY)
        except NotUnderstood as refused:
            assert str(refused).endswith(".")


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("Tomorrow 14:30", 14, 30),
        ("Tue 24 Nov 2.30pm", 14, 30),
        ("24/11/2026 10 am", 10, 0),
        ("2026-11-24T09:05", 9, 5),
        ("24/11 12am", 0, 0),
        ("24 Nov 12:15 PM", 12, 15),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(typed: str, hour: int, minute: int) -> None:
    assert read_moment(typed, MONDAY) == datetime(2026, 11, 24, hour, minute)


@pytest.mark.parametrize(
    "typed",
    ["24/11", "10:00", "24/11 24:00", "24/11 10:60", "24/11 10", "24/11 13pm", "24/11 0am"],
)
def test_a_sitting_wants_day_and_time(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        read_moment(typed, MONDAY)


def test_a_moment_is_what_the_clock_on_the_wall_shows() -> None:
    moment = read_moment("tomorrow 09:30", MONDAY)
    assert local(wall_ms(moment)).replace(tzinfo=None) == datetime(2026, 11, 24, 9, 30)


@pytest.mark.parametrize(
    "typed", ["100015980", "10001598000", "0000159800", "10001598OO", "١٠٠٠١٥٩٨٠٠"]
)
def test_a_uln_has_ten_digits_and_does_not_begin_with_0(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        read_uln(typed)


def test_a_uln_may_be_typed_in_groups() -> None:
    assert read_uln(" 1000 159 800 ") == "1000159800"


def test_exactly_one_check_digit_or_none_fits() -> None:
    for stem in range(100_015_900, 100_016_000):
        fitting = [digit for digit in range(10) if not uln_doubt(f"{stem}{digit}")]
        # A remainder of 0 has no check digit at all: no such number was ever given out.
        assert len(fitting) <= 1
        weighted = sum(int(str(stem)[place]) * (10 - place) for place in range(9))
        assert fitting or weighted % 11 == 0


@pytest.mark.parametrize(
    ("typed", "per_mille"), [("", 0), ("25", 250), ("+25 %", 250), ("12,5", 125), ("200", 2000)]
)
def test_extra_time_is_kept_in_thousandths(typed: str, per_mille: int) -> None:
    assert read_extra(typed) == per_mille


@pytest.mark.parametrize("typed", ["a quarter", "-25", "201", "25.55", "999"])
def test_extra_time_that_cannot_be_right_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        read_extra(typed)


def test_the_counter_of_a_recording() -> None:
    assert read_counter("02:13") == 133_000
    assert read_counter("1:02:13") == 3_733_000
    assert read_counter("75:00") == 4_500_000


@pytest.mark.parametrize("typed", ["", "13", "1:2:3:4", "0:60", "-1:00", "a:b"])
def test_what_is_no_counter_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        read_counter(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24/11", date(2026, 11, 24)),
        ("25/11", date(2025, 11, 25)),
        ("24 Nov", date(2026, 11, 24)),
        ("29/2", date(2024, 2, 29)),
        ("tue", date(2026, 11, 24)),
        ("wed", date(2026, 11, 18)),
        ("tomorrow", date(2026, 11, 25)),
        ("25/11/2026", date(2026, 11, 25)),
    ],
)
def test_of_what_was_a_day_without_a_year_is_the_last_one(typed: str, meant: date) -> None:
    assert read_day(typed, date(2026, 11, 24), past=True) == meant
