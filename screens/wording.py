"""How days, times, names and shares are written on the screens.

Pure functions from values to text; nothing here knows a widget.
"""

from __future__ import annotations

from datetime import date, datetime

from data.record.instant import MONTHS, WEEKDAYS, Instant
from data.rules.arrangements import arrangements_written
from data.rules.days import day_written as day_written
from data.rules.extra_time import extra_written as extra_written
from data.store.rows import Assessment, Sitting

DECLARATION = (
    "I assessed this sitting by the assessment plan, and the record of it is true and complete."
)
"""What the assessor declares by sealing."""


def iso_day_written(iso: str | None) -> str:
    """Return a day kept as ISO 8601 for a form; empty where there is none."""
    return day_written(date.fromisoformat(iso)) if iso else ""


def moment_written(moment: datetime) -> str:
    """Return a moment for a form: `24 Nov 2026 10:00`."""
    return f"{day_written(moment.date())} {moment:%H:%M}"


def day_heading(day: date, today: date) -> str:
    """Return a day as a heading: `Today  Mon 23 November`; the year only where it is another."""
    near = {0: "Today  ", 1: "Tomorrow  ", -1: "Yesterday  "}.get((day - today).days, "")
    year = f" {day.year}" if day.year != today.year else ""
    return f"{near}{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]}{year}"


def today_written(now: Instant) -> str:
    """Return the day of an instant in full: `Mon 23 November 2026`."""
    day = now.local().date()
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def local(wall: int) -> datetime:
    """Return UTC milliseconds as what the clock on the wall shows."""
    return datetime.fromtimestamp(wall / 1000).astimezone()


def full_name(assessment: Assessment) -> str:
    """Return given names before the family name."""
    return f"{assessment.given_names} {assessment.family_name}".strip()


def adjustment_written(extra_per_mille: int, breaks: str) -> str:
    """Return what an adjustment does, never why; empty where there is none."""
    effects = (extra_written(extra_per_mille), *arrangements_written(breaks))
    return ", ".join(effect for effect in effects if effect)


def attempt_written(sitting: Sitting) -> str:
    """Return which attempt a sitting is: `first`, `re-sit`, or `re-sit 3` from the third on."""
    again = f" {sitting.number}" if sitting.number > 2 else ""
    return f"{sitting.attempt}{again}"


def minutes_written(milliseconds: int) -> str:
    """Return a time as minutes and seconds: `27:30`, `150:00`."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02d}"


def counter_written(milliseconds: int) -> str:
    """Return the counter of a recording: `2:13`, `1:02:13`."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"
