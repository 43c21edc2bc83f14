"""Days and names that a step of the journey is given: what is refused of them."""

from __future__ import annotations

from datetime import date

from data.record.text import clean
from data.rules.days import day_written, iso_written
from data.rules.refused import Refused


def refuse_day(today: date, on: date, first: str, what: str) -> None:
    """Refuse a day that lies ahead, or before what it follows.

    Args:
        today: The day.
        on: When it is said to have happened.
        first: ISO date of what it follows; empty where that is not known.
        what: What it follows, as a sentence ends: `M1 was sealed`.

    Raises:
        Refused: With both days.
    """
    refuse_coming(today, on)
    if first and on.isoformat() < first:
        raise Refused(f"{day_written(on)} is before {iso_written(first)}, when {what}.", about="on")


def refuse_coming(today: date, on: date, *, of: str = "on") -> None:
    """Refuse a day that lies ahead, for something that is said to have happened.

    Args:
        today: The day.
        on: When it is said to have happened.
        of: Name of the answer.

    Raises:
        Refused: With that day.
    """
    if on > today:
        raise Refused(f"{day_written(on)} lies ahead: record it when it has happened.", about=of)


def named(text: str, otherwise: str) -> str:
    """Return a text that has to be there, fit for the record.

    Args:
        text: What was given.
        otherwise: What to say where nothing was.

    Raises:
        Refused: Nothing was given.
    """
    told = clean(text).strip()
    if not told:
        raise Refused(otherwise)
    return told
