"""Text set in columns, measured in cells of the terminal and never in characters.

Stored text comes in as it is: nothing in it is taken for markup, and wide or invisible characters
do not shift what stands behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from data.record.text import clean

MUTED = "$foreground-muted"
"""The style of what matters less; inside of content `$text-muted` would be no colour at all."""

SAMPLE = 100
"""How many lines decide how wide the columns are; a longer list keeps them as it grows."""


class Cell(NamedTuple):
    """Text of one column in one line."""

    text: str
    style: str = ""


def cells_of(text: str) -> int:
    """Return how many cells of the terminal a stored text takes."""
    if text.isascii() and text.isprintable():
        return len(text)  # most are so: each key of a search waits for all that is in sight
    return Content(clean(text)).cell_length


def fitted(text: str, width: int) -> Content:
    """Return stored text cut to `width` cells with an ellipsis, or filled up with blanks."""
    if width <= 0:
        return Content("")
    return Content(clean(text)).truncate(width, ellipsis=True, pad=True)


def column_widths(
    lines: Sequence[Sequence[Cell]], width: int, *, elastic: int, most: int = 36, gap: int = 2
) -> list[int]:
    """Return how wide `table` sets each column; its arguments are the same."""
    widths = [
        max(cells_of(cell.text) for cell in each) for each in zip(*lines[:SAMPLE], strict=True)
    ]
    if widths:
        others = sum(wide + gap for place, wide in enumerate(widths) if wide and place != elastic)
        widths[elastic] = max(8, min(widths[elastic], most, width - others))
    return widths


def table(
    lines: Sequence[Sequence[Cell]],
    width: int,
    *,
    elastic: int,
    most: int = 36,
    gap: int = 2,
    lend: bool = False,
) -> list[Content]:
    """Set lines in columns, each as wide as its longest text in the first `SAMPLE` lines.

    Args:
        lines: Cells of each line; all lines have as many.
        width: Cells of the terminal that there are.
        elastic: Place of the column that takes the room left over, and gives way where there is
            little.
        most: How wide the elastic column grows at the most.
        gap: Blanks between two columns; a column that is empty in every line is left out.
        lend: Let the elastic text of a line, where it would be cut, have what the last one leaves
            free; what stands between is moved by as much.
    """
    if not lines:
        return []
    widths = column_widths(lines, width, elastic=elastic, most=most, gap=gap)
    between = Content(" " * gap)
    return [
        between.join(
            fitted(cell.text, wide).stylize(cell.style) if cell.style else fitted(cell.text, wide)
            for cell, wide in zip(line, _lent(line, widths, elastic, lend=lend), strict=True)
            if wide
        )
        for line in lines
    ]


def _lent(line: Sequence[Cell], widths: list[int], elastic: int, *, lend: bool) -> list[int]:
    """Return the widths of one line: its elastic text may borrow from its last one."""
    if not lend or not widths[-1]:
        return widths
    lacks = cells_of(line[elastic].text) - widths[elastic]
    free = widths[-1] - cells_of(line[-1].text)
    lent = list(widths)
    lent[elastic] += (moved := max(0, min(lacks, free)))
    lent[-1] -= moved
    return lent
