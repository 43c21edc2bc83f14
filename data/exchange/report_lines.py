"""How lines of the plain report are written: hanging text, spans and times."""

from __future__ import annotations

from data.record.instant import Instant
from data.record.text import clean


def hung(lead: str, text: str) -> str:
    """Return text behind a lead; its further lines stand below its first.

    Nobody can then type a line that looks like a heading of the report.
    """
    return lead + clean(text, lines=True).replace("\n", "\n" + " " * len(lead))


def span(ms: int) -> str:
    """Return a length of time as minutes and seconds, begun seconds left out."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"


def time(at: Instant) -> str:
    """Return the time of day."""
    return f"{at.local():%H:%M:%S}"
