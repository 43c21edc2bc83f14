"""Moments and days of the journey as the record keeps them and as people read them.

The record keeps a moment in UTC, in whole minutes: it means the same on every laptop and on both
sides of a change of the clocks. People read the time of this machine.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from data.rules.refused import Refused


def moment_kept(moment: datetime) -> str:
    """Return a moment as the record keeps it: `2026-11-24T10:00Z`.

    Args:
        moment: With a time zone, or as the clock on the wall of this machine shows it.

    Raises:
        Refused: Clocks go forward over it: no clock on the wall ever shows it.
    """
    if moment.tzinfo is None:
        first, second = moment.timestamp(), moment.replace(fold=1).timestamp()
        if first > second:
            raise Refused("Clocks go forward that night and never show this time: choose another.")
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def moment_read(kept: str) -> datetime:
    """Return a moment that the record keeps, in UTC."""
    return datetime.fromisoformat(kept)


def moment_said(kept: str) -> str:
    """Return a moment as people read it here: `Tue 24 Nov 2026, 10:00`."""
    return f"{moment_read(kept).astimezone():%a %d %b %Y, %H:%M}"


def day_of(kept: str) -> date:
    """Return the day of a moment in the time zone of this machine."""
    return moment_read(kept).astimezone().date()


def day_said(day: date) -> str:
    """Return a day as people read it: `Tue 24 Nov 2026`."""
    return f"{day:%a %d %b %Y}"
