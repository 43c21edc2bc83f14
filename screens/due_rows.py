"""What is due, as a few lines among the sittings of the home screen.

Pure functions from stored rows to lines of text; nothing here waits for the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from textual.content import Content

from data.record.instant import Instant
from data.rules.due import LONGEST_NOTICE, due_words, left_words, worth_telling
from data.store.rows import Owed
from screens.widgets.columns import MUTED, Cell, table
from screens.widgets.row_list import Row
from screens.wording import full_name

DUE = "Due"
"""Heading of the group."""
_KEY = "due "
_WIDE = 60
"""Cells from which on a line says the whole of it."""
_NO_CELL = Cell("")


def until(today: date) -> str:
    """Return the ISO date of the last day of which anything is told on a day."""
    return (today + timedelta(days=LONGEST_NOTICE)).isoformat()


def told_dues(owed: Iterable[Owed], today: date) -> tuple[Owed, ...]:
    """Return what is near enough to be told, or past."""
    return tuple(one for one in owed if worth_telling(one.due.what, _on(one), today))


def key_of(owed: Owed) -> str:
    """Return the key of the row of something that is due."""
    return f"{_KEY}{owed.due.assessment_id} {owed.due.what} {owed.due.method}"


def at_cursor(owed: Iterable[Owed], key: str | None) -> Owed | None:
    """Return what is due in the row with a key; None where it is another row."""
    if key is None or not key.startswith(_KEY):
        return None
    return next((one for one in owed if key_of(one) == key), None)


def most_rows(height: int) -> int:
    """Return how many lines there is room for: the sittings come first.

    Args:
        height: Lines of the terminal.
    """
    return 1 if height < 14 else 3 if height < 30 else 6


def overdue_words(owed: Iterable[Owed], today: date, word: str = "overdue") -> str:
    """Return how many of what is due are past their day; empty where none is.

    Args:
        owed: What is told.
        today: The day.
        word: What they are called, where sittings can be overdue as well.
    """
    late = sum(_on(one) < today for one in owed)
    return f"{late} {word}" if late else ""


def due_rows(
    owed: Sequence[Owed], now: Instant, width: int, most: int, names: Iterable[str] = ()
) -> list[Row]:
    """Return what is due under its heading; the longest overdue first.

    Args:
        owed: What is told, in order.
        now: The present; its local day is today.
        width: Cells of one line.
        most: How many lines at the most, without the heading.
        names: Of the sittings around it: where there is room the columns begin at the same cell.
    """
    if not owed:
        return []
    today, shown = now.local().date(), owed[:most]
    heading = Row(f"heading {DUE}", Content(_heading(owed, len(shown), today)), heading=True)
    cells = [_cells(one, today, width) for one in shown]
    alike = [[_NO_CELL, Cell(name), *(_NO_CELL for _ in cells[0][2:])] for name in names]
    lines = table([*cells, *(alike if width >= _WIDE else [])], width, elastic=1)
    return [heading, *(Row(key_of(one), line) for one, line in zip(shown, lines, strict=False))]


def _heading(owed: Sequence[Owed], shown: int, today: date) -> str:
    counts = (f"{shown} of {len(owed)}" if shown < len(owed) else "", overdue_words(owed, today))
    told = ", ".join(count for count in counts if count)
    return f"{DUE}  {told}".rstrip()


def _cells(owed: Owed, today: date, width: int) -> list[Cell]:
    """Return one line in columns; what is overdue stands out by its words and its colour."""
    on, short = _on(owed), width < _WIDE
    style = "$text-warning" if on < today else ""
    cells = [
        Cell(f"{on:%d/%m}".rjust(6), "bold"),
        Cell(full_name(owed.assessment)),
        Cell(due_words(owed.due.what, owed.due.method, short=short, held=owed.held), style),
    ]
    if not short:
        cells.append(Cell(left_words(on, today), style or MUTED))
    if width >= 100:
        cells.append(Cell(owed.assessment.employer[:32], MUTED))
    return cells


def _on(owed: Owed) -> date:
    return date.fromisoformat(owed.due.due_on)
