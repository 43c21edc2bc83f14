"""The line that says what to ask next, what it reaches, and why it is proposed.

The reason gives way first, then the words of the question; what is parked stays, and of the codes
as many as a third of the line holds.
"""

from __future__ import annotations

from textual.content import Content

LEAST_WORDS = 26
"""Cells that the words of a question keep before its reason is left out."""
FAIR_WORDS = 34
"""Cells that they keep before the reason is cut to its short form."""


def next_line(
    following: str,
    room: int,
    *,
    aims: str = "",
    why: tuple[str, str] = ("", ""),
    parked: str = "",
) -> Content:
    """Return the line, exactly as wide as it may be.

    Args:
        following: The question or what was parked, with its key; empty for a blank line.
        room: Cells of the line.
        aims: The open codes that the question reaches: `P6 P12`.
        why: Why it is proposed, in a few words and in fewer.
        parked: How many parked questions wait; stands at the right end.
    """
    if not following:
        return Content(" ")
    label = Content("next   ").stylize("$text-muted")
    end = Content(parked).stylize("bold $secondary")
    codes = Content(f"  → {aims}" if aims else "").stylize("$accent")
    codes = codes.truncate(room // 3, ellipsis=True)
    left = room - label.cell_length - codes.cell_length - (end.cell_length + 2 if parked else 0)
    reason = _reason(following, why, left)
    words = Content(following).truncate(max(0, left - reason.cell_length), ellipsis=True)
    start = Content.assemble(label, words, codes, reason)
    start = start.truncate(room - (end.cell_length + 2 if parked else 0), ellipsis=True)
    return Content.assemble(start, " " * max(0, room - start.cell_length - end.cell_length), end)


def _reason(following: str, why: tuple[str, str], left: int) -> Content:
    """Return the longest reason that leaves enough of the question; empty where none does."""
    for words, least in zip(why, (FAIR_WORDS, LEAST_WORDS), strict=True):
        if words and left - len(words) - 2 >= min(least, len(following)):
            return Content(f"  {words}").stylize("$text-muted")
    return Content("")
