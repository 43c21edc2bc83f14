"""Months: how long an apprentice was on programme, and when the EPA period ends.

A month later is the same day of that month, or its last day where it has no such day: six months
from 31 August end on the last day of February (our convention; the specification counts months).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal

from data.rules.counts import counted
from data.rules.days import day_written, iso_written
from data.standards.model import Standard

SOON_DAYS = 28
"""So many days before its end the period is shown as a warning. Our convention."""


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """Return how many whole months have passed from a day to another; 0 where it comes before."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and add_months(start, months) > end:
        months -= 1
    return max(0, months)


def period_end(gateway: date, standard: Standard) -> date:
    """Return the last day of the EPA period that the plan gives from the gateway on."""
    return add_months(gateway, standard.deadlines.epa_period_months)


def why_fixed(accepted_on: str) -> str:
    """Return why gateway and the end of the EPA period cannot be typed anew; empty where they can.

    The end moves for exceptional circumstances only (specification, "Re-sits and Re-takes").

    Args:
        accepted_on: ISO date on which gateway was accepted in the assessment's own record; empty
            where that was not recorded and the booking alone knows it.
    """
    if not accepted_on:
        return ""
    return (
        f"Gateway was accepted here on {iso_written(accepted_on)}, and the EPA period is counted "
        "from it. Leave both days as they are; a later end follows from exceptional circumstances, "
        "recorded with the re-sits and re-takes."
    )


def period_words(ends: date, today: date) -> str:
    """Return when the EPA period ends and how long that is: `ends 12 May 2027, 20 days left`."""
    left = (ends - today).days
    if left < 0:
        return f"ended {day_written(ends)}, {counted(-left, 'day')} ago"
    if not left:
        return f"ends today, {day_written(ends)}"
    return f"ends {day_written(ends)}, {counted(left, 'day')} left"


def period_tone(ends: date, today: date) -> Literal["", "warn", "loud"]:
    """Return how loud the end of the EPA period is to be said: it warns, and never blocks."""
    left = (ends - today).days
    if left < 0:
        return "loud"
    return "warn" if left <= SOON_DAYS else ""
