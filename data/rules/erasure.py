"""When an apprentice may be erased: never before the results are out."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

_OVER = frozenset({"booked", "sealed", "withdrawn", "no-show", "abandoned", "handed over"})
"""Stages in which nothing more is to be done here."""


def erasable_from(last: date, months: int) -> date:
    """Return the first day on which an assessment may be erased.

    Args:
        last: Day of the last entry of any of its sittings.
        months: The retention period.
    """
    year, month = divmod(last.month - 1 + months, 12)
    year += last.year
    day = min(last.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


def reason_not_to_erase(
    stages: Sequence[str], last: date | None, months: int, undelivered: int, today: date
) -> str:
    """Return why an assessment may not be erased; empty where it may.

    Args:
        stages: Of its sittings, as lists show them.
        last: Day of the last entry; None where none was ever made.
        months: The retention period.
        undelivered: How many of its results have arrived nowhere yet.
        today: The day.
    """
    if undelivered:
        results = f"{undelivered} result{'s' * (undelivered > 1)}"
        return f"{results} of it did not leave yet. Run `epa-tui export`, then try again."
    if open_ones := [stage for stage in stages if stage not in _OVER]:
        return f"a sitting is still {open_ones[0]}. Finish it, or end it as abandoned, first."
    if last is None:
        return ""
    first = erasable_from(last, months)
    if today < first:
        return (
            f"the retention period of {months} months lasts until {first:%d %b %Y}. "
            "`retention_months` in the settings is that of your organisation."
        )
    return ""
