"""Texts in the room that there is: what does not fit is left out, the last part first."""

from __future__ import annotations

import re

from rich.cells import cell_len
from textual.content import Content

APART = "   "
"""What stands between two parts."""


_FOLLOW_UPS = re.compile(r" follow-ups?\b")


def fitted(text: str, width: int) -> str:
    """Return the first parts of a text, as many as fit; the whole text where none does.

    Args:
        text: Parts with three blanks between them; a comma parts them where that is too long.
        width: Cells that there are.
    """
    ways = [text]
    for between in (APART, ", "):
        while between in ways[-1]:
            ways.append(ways[-1].rpartition(between)[0])
    return next((way for way in ways if cell_len(way) <= width), text)


def lines_within(text: str, width: int, height: int) -> str:
    """Return the first lines of a text, as many as there is room for; the last says so.

    Args:
        text: Perhaps many lines, in order of what matters.
        width: Cells of a line, at which it is broken.
        height: Lines that there are.
    """
    lines = [line.plain.rstrip() for line in Content(text).wrap(max(1, width))]
    if len(lines) <= height:
        return text
    return "\n".join((*lines[: max(1, height - 1)], "…"))


def asked_in(asked: str, room: int) -> str:
    """Return the questions in few cells: `questions 5/10 +1`."""
    short = " ".join(_FOLLOW_UPS.sub("", asked).split())
    return next((way for way in (asked, short) if cell_len(way) <= room), fitted(asked, room))


def pair(start: Content, end: Content, room: int) -> Content:
    """Return two texts at the two ends of a line; the first gives way."""
    start = start.truncate(max(0, room - end.cell_length - 2), ellipsis=True)
    gap = max(0, room - start.cell_length - end.cell_length)
    return Content.assemble(start, " " * gap, end)
