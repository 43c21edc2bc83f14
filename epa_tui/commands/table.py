"""Plain text in columns, as wide as the terminal and no wider."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from data.record.text import clean

_GAP = "  "
_CUT = "…"
_NARROWEST = 8
"""Cells that the column that gives way keeps."""
_NO_TERMINAL = 1000
"""Where nobody sees where a line ends, nothing is cut."""


def terminal_width() -> int:
    """Return how many cells a line has; very many where the output is no terminal."""
    return max(20, shutil.get_terminal_size((_NO_TERMINAL, 24)).columns)


def table(rows: Sequence[Sequence[str]], width: int, elastic: int) -> Iterator[str]:
    """Go through the lines of a table.

    Args:
        rows: The cells, row by row; the first row is the heading. Any text: what could drive a
            terminal is made visible.
        width: Cells of a line.
        elastic: Place of the column that gives way where the line is too short.

    Yields:
        One line for each row, without spaces at its end.
    """
    cleaned = [[clean(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*cleaned, strict=True)]
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    if over > 0:
        widths[elastic] = max(_NARROWEST, widths[elastic] - over)
    for row in cleaned:
        line = _GAP.join(_fitted(cell, wide) for cell, wide in zip(row, widths, strict=True))
        yield _cut(line.rstrip(), width)


def _fitted(text: str, width: int) -> str:
    return set_cell_size(_cut(text, width), width)


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + _CUT
