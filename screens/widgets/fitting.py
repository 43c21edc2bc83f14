"""Texts in the room that there is: what does not fit is left out, the last part first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

APART = "   "
"""What stands between two parts."""


NARROW = 60
"""Cells of a terminal in which the pace stands beside the questions, not beside the codes."""

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
    ways = (asked, _short(asked))
    return next((way for way in ways if cell_len(way) <= room), fitted(asked, room))


def asked_beside(asked: str, paces: Sequence[str], room: int) -> tuple[str, str]:
    """Return the questions and the pace in few cells: `Q 5/10 +1`, `4 behind`.

    The words give way before the figures, and the follow-ups before the pace.

    Args:
        asked: The questions.
        paces: The pace, the longest way to say it first.
        room: Cells for both.
    """
    short = _short(asked).replace("questions", "Q")
    counts = (asked, _short(asked), short, short.partition(" +")[0])
    ways = ((count, pace) for count in counts for pace in paces)
    fit = (way for way in ways if cell_len(" ".join(way)) <= room)
    return next(fit, (asked_in(asked, room), ""))


def _short(asked: str) -> str:
    return " ".join(_FOLLOW_UPS.sub("", asked).split())


def pair(start: Content, end: Content, room: int) -> Content:
    """Return two texts at the two ends of a line; the first gives way."""
    start = start.truncate(max(0, room - end.cell_length - 2), ellipsis=True)
    gap = max(0, room - start.cell_length - end.cell_length)
    return Content.assemble(start, " " * gap, end)
