"""Moments and days of an assessment's record as people read them.

The record keeps a moment in UTC, in whole minutes: it means the same on every laptop and on both
sides of a change of the clocks. People read the time of this machine.
"""

from __future__ import annotations

from datetime import date, datetime

from data.record.instant import MONTHS, WEEKDAYS


def moment_read(kept: str) -> datetime:
    """Return a moment that the record keeps, in UTC."""
    return datetime.fromisoformat(kept)


def moment_said(kept: str) -> str:
    """Return a moment as people read it here: `Tue 24 Nov 2026 10:00`."""
    here = moment_read(kept).astimezone()
    return f"{day_said(here.date())} {here:%H:%M}"


def day_of(kept: str) -> date:
    """Return the day of a moment in the time zone of this machine."""
    return moment_read(kept).astimezone().date()


def day_said(day: date) -> str:
    """Return a day as people read it: `Tue 24 Nov 2026`."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"
