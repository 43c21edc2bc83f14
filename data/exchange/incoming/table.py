"""Reads a table that a spreadsheet wrote: whichever sign parts its cells, however rows end."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from data.exchange.incoming.columns import NEEDED, column
from data.exchange.incoming.errors import BrokenTable, ColumnsMissing, ColumnTwice, TooManyRows
from data.exchange.incoming.rows import MAX_ROWS, Incoming, Row, left_out, tidy

_SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_HEADING = 100_000
"""Characters within which the heading stands."""
_NAMELESS = "A column without a name holds something: it was left out."


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one kind of table."""

    meant: Callable[[str], str | None]
    """Gives the column that a heading means; None where it means none."""
    needed: tuple[str, ...]
    """Columns without which no row can be understood."""


BOOKINGS = Columns(column, NEEDED)


def read_table(text: str, columns: Columns = BOOKINGS) -> Incoming:
    """Read the rows of a table.

    Args:
        text: The whole of it; its first row that is not blank names the columns.
        columns: Which columns there are.

    Raises:
        UnreadableBookings: One of its kinds.
    """
    sign, text = _sign(text, columns)
    lines = _lines(text, sign)
    _, heading = next(lines, (0, []))
    names = _names(heading, columns)
    nameless = {place for place, cell in enumerate(heading) if not cell}
    rows: list[Row] = []
    notices: tuple[str, ...] = ()
    for number, cells in lines:
        if len(rows) == MAX_ROWS:
            raise TooManyRows(MAX_ROWS)
        rows.append(_row(number, names, cells))
        if any(cells[place] for place in nameless if place < len(cells)):
            notices = (_NAMELESS,)
    unknown = [cell for cell, name in zip(heading, names, strict=True) if cell and not name]
    notices = (*left_out(unknown), *notices)
    return Incoming(tuple(rows), f"{_SIGNS[sign]} between cells", notices)


def _sign(text: str, columns: Columns) -> tuple[str, str]:
    """Return what parts the cells, and the text without a line that only says so."""
    begin = text[:6].casefold()
    if begin[:4] == "sep=" and begin[4:5] in _SIGNS:
        return begin[4], text[5:]
    known = {sign: _known(text[:_HEADING], sign, columns) for sign in _SIGNS}
    return max(known, key=lambda sign: known[sign]), text


def _known(text: str, sign: str, columns: Columns) -> int:
    """Return how many columns a heading names where `sign` parts its cells."""
    try:
        _, heading = next(_lines(text, sign), (0, []))
    except BrokenTable:
        return 0
    return sum(columns.meant(cell) is not None for cell in heading)


def _lines(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """Go through the rows that are not blank, each with its number in the spreadsheet, from 1."""
    # Strict: else a quotation mark that is never closed would swallow the rest of the file.
    read = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(read)
        except StopIteration:
            return
        except csv.Error as error:
            raise BrokenTable(number) from error
        if any(map(str.strip, cells)):
            yield number, [cell.strip() for cell in cells]


def _names(heading: Sequence[str], columns: Columns) -> list[str | None]:
    names = [columns.meant(cell) for cell in heading]
    for name in filter(None, names):
        if names.count(name) > 1:
            raise ColumnTwice(name)
    if missing := [name for name in columns.needed if name not in names]:
        raise ColumnsMissing(missing)
    return names


def _row(number: int, names: Sequence[str | None], cells: Sequence[str]) -> Row:
    found = zip(names, cells, strict=False)
    tidied = {name: text for name, cell in found if name and (text := tidy(cell))}
    # A cell beyond the heading belongs to no column: a comma in a name without quotation marks.
    unfit = ("after the last column",) if any(cells[len(names) :]) else ()
    return Row(f"row {number}", tidied, unfit)
