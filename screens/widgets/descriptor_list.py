"""The list of descriptors beside the judgement: how each stands, and how many are left.

Pass before distinction and core before option, as the standard has them. A word says what a glyph
says, so that nothing hangs on colour or on a font.
"""

from __future__ import annotations

from itertools import groupby

from textual.content import Content

from data.record.state import SittingState
from data.rules import judging
from data.standards.model import Descriptor
from screens.widgets.columns import MUTED, fitted
from screens.widgets.row_list import Row

STANDS_IN = "statement; descriptor text not available"
"""What is said wherever a KSB's text stands in for a descriptor's."""

_WORDS: dict[bool | None, tuple[str, str, str]] = {
    True: ("●", "met", "$text-success"),
    False: ("x", "not met", "bold $text-error"),
    None: ("·", "undecided", MUTED),
}
"""Glyph, word and style of a judgement."""


def judged(state: SittingState, descriptor: Descriptor) -> bool | None:
    """Return whether a descriptor is judged met; None while it is undecided."""
    judgement = state.judgements.get(descriptor.code)
    return judgement.met if judgement else None


def judged_word(met: bool | None) -> Content:
    """Return the word for a judgement with its glyph: `x not met`."""
    glyph, word, style = _WORDS[met]
    return Content(f"{glyph} {word}").stylize(style)


def descriptor_rows(state: SittingState) -> list[Row]:
    """Return one row for each descriptor, under headings that count what is left.

    Args:
        state: The sitting.

    Returns:
        Rows with the descriptor's code as their key.
    """
    rows: list[Row] = []
    for (grade, option), group in groupby(state.criteria, lambda d: (d.grade, d.option)):
        descriptors = list(group)
        left = sum(judged(state, descriptor) is None for descriptor in descriptors)
        title = f"{grade.capitalize()}{f', opt {option}' if option else ''}"
        rows.append(Row(f"{grade}/{option}", _heading(title, left), heading=True))
        rows += [Row(d.code, _row(state, d)) for d in descriptors]
    return rows


def trace_rows(state: SittingState, *, judged_too: bool) -> list[Row]:
    """Return one row for each descriptor with its number of notes, for the trace.

    Args:
        state: The sitting.
        judged_too: True where judgements may be seen.
    """
    rows = []
    for descriptor in state.criteria:
        met = judged(state, descriptor)
        word = judged_word(met) if judged_too else Content("")
        notes = len(judging.supporting(state, descriptor))
        content = Content.assemble(
            " ",
            fitted(descriptor.code, 5),
            word.pad_right(12 - word.cell_length),
            (f"{notes:>2} note{'' if notes == 1 else 's'}", "" if notes else MUTED),
        )
        rows.append(Row(descriptor.code, content))
    return rows


def _heading(title: str, left: int) -> Content:
    counted = f"{left} left" if left else "done"
    return Content(f" {title}  {counted}")


def _row(state: SittingState, descriptor: Descriptor) -> Content:
    met = judged(state, descriptor)
    proposed = met is None and judging.proposal(state, descriptor) is True
    return Content.assemble(
        " ",
        fitted(descriptor.code, 4),
        " ",
        judged_word(met),
        (" +", "bold $text-accent") if proposed else "",
    )
