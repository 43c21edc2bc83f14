"""Wordings that are offered above the note line, each with its digit."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from data.record.text import clean

MOST_LINES = 6
"""Lines that an offer has at the most; the style sheet of the note line says so, too."""


def offered(wordings: Sequence[str], width: int) -> Content:
    """Return wordings with their digits, as many on a line as fit into `width` cells.

    Where that would be too many lines they stand in two columns, and what is too long is cut.
    """
    ones = [
        Content.assemble((str(number), "bold $accent"), f" {clean(words)}")
        for number, words in enumerate(wordings, start=1)
    ]
    lines = _filled(ones, width)
    return Content("\n").join(lines if len(lines) <= MOST_LINES else _halved(ones, width))


def _filled(ones: Sequence[Content], width: int) -> list[Content]:
    lines: list[Content] = []
    for one in ones:
        if lines and lines[-1].cell_length + 3 + one.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], "   ", one)
        else:
            lines.append(one)
    return lines


def _halved(ones: Sequence[Content], width: int) -> list[Content]:
    column = max(1, (width - 2) // 2)
    cells = [one.truncate(column, ellipsis=True, pad=True) for one in ones]
    return [Content("  ").join(cells[place : place + 2]) for place in range(0, len(cells), 2)]
