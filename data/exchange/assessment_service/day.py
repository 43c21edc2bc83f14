"""The day of an assessment, as the assessment plan and the service speak of it.

The plan's day is the one on the calendar in England, where the apprentice is assessed, whatever
zone this machine is set to. The service keeps a time as well and compares it in UTC: it is given
midnight UTC of that day. In the hour after midnight in summer the day in England is one ahead, so
such a date can be sent from the next hour on only.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

EARLIEST = date(2017, 1, 1)
"""Before this day the service takes no date."""

_HOUR = timedelta(hours=1)


def english_day(wall: int) -> date:
    """Return the day on the calendar in England.

    Args:
        wall: UTC, milliseconds since 1970; from 1996 on, when today's summer time began.
    """
    moment = datetime.fromtimestamp(wall / 1000, UTC)
    summer = _last_sunday(moment.year, 3) <= moment < _last_sunday(moment.year, 10)
    return (moment + _HOUR if summer else moment).date()


def _last_sunday(year: int, month: int) -> datetime:
    """Return one o'clock UTC on the last Sunday of a month of 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def stamp(day: date) -> str:
    """Return a day as the service is given it: midnight UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def in_future(day: date, wall: int) -> bool:
    """Tell whether the service would still refuse a day as one to come.

    Args:
        day: The day.
        wall: The present: UTC, milliseconds since 1970.
    """
    return day > datetime.fromtimestamp(wall / 1000, UTC).date()
