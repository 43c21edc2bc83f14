"""How days are written in the sentences of the journey, whatever the machine's language."""

from __future__ import annotations

from datetime import date

from data.record.instant import MONTHS


def day_written(day: date) -> str:
    """Return a day as forms and sentences have it: `23 Nov 2026`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def iso_written(iso: str) -> str:
    """Return a day of the record, which is ISO text, as a sentence has it."""
    return day_written(date.fromisoformat(iso))


def told(iso: str) -> str:
    """Return a day of the record, or a moment of it, which has its time behind a `T`."""
    day, _, clock = iso.partition("T")
    return f"{iso_written(day)} {clock}".rstrip()
