from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange.assessment_service.day import english_day, in_future, stamp
from tests.data.exchange.assessment_service.sat import wall


@given(st.datetimes(datetime(2017, 1, 1), datetime(2060, 12, 31), timezones=st.just(UTC)))
def test_the_day_is_that_of_the_zone_database(moment: datetime) -> None:
    expected = moment.astimezone(ZoneInfo("Europe/London")).date()
    assert english_day(int(moment.timestamp() * 1000)) == expected


@pytest.mark.parametrize("year", range(2017, 2061))
def test_every_begin_and_end_of_summer_time(year: int) -> None:
    london = ZoneInfo("Europe/London")
    for month in (3, 10):
        for hours in range(24 * 8):
            moment = datetime(year, month, 24, 0, 30, tzinfo=UTC) + timedelta(hours=hours)
            got = english_day(int(moment.timestamp() * 1000))
            assert got == moment.astimezone(london).date()


def test_a_day_is_written_as_midnight_utc() -> None:
    assert stamp(date(2026, 7, 5)) == "2026-07-05T00:00:00Z"


def test_a_day_is_to_come_until_it_has_begun_in_utc() -> None:
    day = date(2026, 7, 15)
    assert in_future(day, wall("2026-07-14T23:59:59"))
    assert not in_future(day, wall("2026-07-15T00:00:00"))
