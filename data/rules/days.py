"""How days are written in the sentences of the journey, whatever the machine's language."""

from __future__ import annotations

import re
from datetime import date

from data.record.instant import MONTHS

_ISO = re.compile(r"\b(on|since|until|to) (\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?)\b", re.ASCII)


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


def sentence(words: str) -> str:
    """Return what the record says of an entry as people read it: days in words, and a capital.

    Args:
        words: With days as ISO text behind `on`, `since`, `until` or `to`.
    """
    said = _ISO.sub(_in_words, words)
    return said[:1].upper() + said[1:]


def _in_words(found: re.Match[str]) -> str:
    try:
        return f"{found[1]} {told(found[2])}"
    except ValueError:  # it was typed, and is no day
        return found[0]
