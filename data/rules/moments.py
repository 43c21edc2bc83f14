"""Moments as they come in, made into what the record keeps."""

from __future__ import annotations

from datetime import UTC, datetime

from data.record.journey.moments import day_of as day_of
from data.record.journey.moments import day_said as day_said
from data.record.journey.moments import moment_read as moment_read
from data.record.journey.moments import moment_said as moment_said
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
