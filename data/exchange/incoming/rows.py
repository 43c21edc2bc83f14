"""What a file of bookings holds: rows of text under known columns, whatever kind of file it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from data.record.text import clean

MAX_ROWS = 20_000
"""Most rows that are read at once: some years of work of the busiest organisation."""

_BREAKS = re.compile(r"\s*[\r\n]+\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a sitting with its apprentice, or an apprentice alone."""

    where: str
    """Where it stands, for the user: `row 7`, or `assessment 3, sitting 2`."""
    cells: Mapping[str, str] = field(repr=False)
    """What is filled in, by column: cleaned, and never empty."""
    unfit: tuple[str, ...] = ()
    """Columns that hold a list, a truth value or the like, where a text belongs."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file of bookings, read."""

    rows: tuple[Row, ...]
    how: str
    """What kind of file it was taken for: `semicolons between cells`."""
    notices: tuple[str, ...] = ()
    """What the user has to know of how it was read."""


def tidy(text: str) -> str:
    """Return the text of a cell on one line, without what could drive a terminal.

    Args:
        text: Of any origin. What looks like a formula is text like any other.
    """
    return clean(_BREAKS.sub(" ", text.strip())).strip()


def left_out(names: list[str]) -> tuple[str, ...]:
    """Return the notice about columns that nobody knows; none where there are none.

    Args:
        names: As they stand in the file; never empty ones.
    """
    shown = ", ".join(dict.fromkeys(tidy(name)[:40] for name in names[:20]))
    more = f" and {len(names) - 20} more" if len(names) > 20 else ""
    return (f"Columns that are not known were left out: {shown}{more}.",) if names else ()
