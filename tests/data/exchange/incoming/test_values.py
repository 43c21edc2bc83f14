"""Cells as spreadsheets write them: understood, or refused with how to write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest

from data.exchange.incoming import values
from data.exchange.incoming.values import NotUnderstood


@pytest.mark.parametrize(
    "text",
    ["1000159801", " 1000159801 ", "1000 159 801", "1000159801.0", '="1000159801"', "'1000159801"],
)
def test_a_uln(text: str) -> None:
    assert values.read_uln(text) == "1000159801"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.0001598e+09", "power of ten"),
        ("1,000159801E+09", "power of ten"),
        ("1.00E+09", "power of ten"),
        ("100015980", "ten digits"),
        ("10001598011", "ten digits"),
        ("1000159801.5", "ten digits"),
        ("0000159801", "never begins with 0"),
        ("١٠٠٠١٥٩٨٠١", "ten digits"),
    ],
)
def test_a_uln_with_digits_that_are_lost_or_none(text: str, said: str) -> None:
    refused(values.read_uln, text, said)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-01", "2026/2/1", "01/02/2026", "1/2/26", "1.2.2026", "01-02-2026"),
        *("1 Feb 2026", "1-Feb-26", "Sun 1 February 2026", "Sunday, 1 feb 2026"),
        *("2026-02-01T00:00:00", "2026-02-01 00:00:00.000", "01/02/2026 00:00"),
    ],
)
def test_a_day(text: str) -> None:
    assert values.read_day(text) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("46054", "bare number"),
        ("46054.5", "bare number"),
        ("02/13/2026", "the day first"),
        ("2026-02-30", "no such day"),
        ("1926-02-01", "four figures"),
        ("tomorrow", "Write a date"),
        ("1/2", "Write a date"),
        ("2026-02-01 10:00", "Write a date"),
    ],
)
def test_no_day(text: str, said: str) -> None:
    refused(values.read_day, text, said)


def test_which_days_could_be_read_otherwise() -> None:
    assert values.is_day_first("01/02/2026") and values.is_day_first("03/02/2026 10:00")
    assert not values.is_day_first("13/02/2026") and not values.is_day_first("2026-02-01")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("9:30", time(9, 30)),
        ("09:30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("09:30:00", time(9, 30)),
        ("2:30 pm", time(14, 30)),
        ("12.05 a.m.", time(0, 5)),
    ],
)
def test_a_time(text: str, read: time) -> None:
    assert values.read_time(text) == read


@pytest.mark.parametrize(
    "text", ["0.395833333", "24:00", "9", "13:00 pm", "09:60", "noon", "0:00 am"]
)
def test_no_time(text: str) -> None:
    refused(values.read_time, text, "")


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-24 10:00", "2026-11-24T10:00", "24/11/2026 10:00:00", "24 Nov 2026 10.00"),
        *("Tue 24 Nov 2026 10:00 am", "24.11.2026 10:00", "2026-11-24T10:00:00.000Z"),
        "2026-11-24T11:00:00+01:00",
    ],
)
def test_a_moment(text: str) -> None:
    at, twice = values.moment_ms(values.read_moment(text))
    assert (at, twice) == (ms(datetime(2026, 11, 24, 10, tzinfo=UTC)), False)


@pytest.mark.parametrize(
    "text", ["2027-11-24", "11:00", "2026-13-24T10:00:00Z", "1026-11-24T10:00:00Z", "x 10:00", " "]
)
def test_no_moment(text: str) -> None:
    refused(values.read_moment, text, "")


def test_in_summer_the_clock_on_the_wall_is_ahead() -> None:
    at, _ = values.moment_ms(datetime(2026, 7, 1, 10))
    assert at == ms(datetime(2026, 7, 1, 9, tzinfo=UTC))


def test_an_hour_that_the_clock_never_shows_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="go forward"):
        values.moment_ms(datetime(2026, 3, 29, 1, 30))


def test_of_an_hour_that_the_clock_shows_twice_the_first_is_taken() -> None:
    at, twice = values.moment_ms(datetime(2026, 10, 25, 1, 30))
    assert (at, twice) == (ms(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)), True)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("25", 250),
        ("25%", 250),
        ("+25 %", 250),
        ("12.5", 125),
        ("12,50", 125),
        ("0", 0),
        ("0.5%", 5),
    ],
)
def test_extra_time(text: str, read: int) -> None:
    assert values.read_extra(text) == read


@pytest.mark.parametrize("text", ["0.25", "0.5", "2500", "201", "25 min", "-5", "", "12.55"])
def test_no_extra_time(text: str) -> None:
    refused(values.read_extra, text, "percent")


def test_kinds_of_attempts_and_codes() -> None:
    kinds = [values.read_attempt(text) for text in ("First", "first attempt", "RESIT", "Re-take")]
    assert kinds == ["first", "first", "re-sit", "re-take"]
    assert [values.read_code(text) for text in ("1.0", "1", "A2")] == ["1", "1", "A2"]
    assert values.read_number("2.0") == 2
    for text in ("0", "21", "1.5", "two"):
        refused(values.read_number, text, "Write 1")


def refused(read: Callable[[str], object], text: str, said: str) -> None:
    """Check that a cell is refused with a sentence that does not hold what was written."""
    with pytest.raises(NotUnderstood) as error:
        read(text)
    assert said in str(error.value)
    assert len(text.strip()) < 4 or text not in str(error.value)


def ms(moment: datetime) -> int:
    return int(moment.timestamp()) * 1000
