"""What reaches which descriptor before a sitting: shown beside the parts in a wide terminal.

Pure functions from the state of a sitting to lines of text; `screens.prepare` shows them.
"""

from __future__ import annotations

from itertools import groupby

from textual.content import Content

from data.record.state import SittingState
from data.rules.asked_before import locked
from data.standards.model import Descriptor
from screens.prepare_rows import gap_row, title_row
from screens.widgets.columns import MUTED, Cell, table
from screens.widgets.row_list import Row

BROAD = 150
"""Columns of a terminal from which it is shown."""

_TEXT = 2
"""Place of the column with the text of the descriptor."""

_SIGNS = {"?": "?2  planned question 2", "@": "@2  piece 2 of the portfolio"}
"""What the signs mean, as the note line uses them."""


def reach_rows(state: SittingState, width: int) -> list[Row]:
    """Return one line for each descriptor: what was found or planned beforehand that reaches it.

    Args:
        state: The sitting.
        width: Cells of one line.
    """
    out = frozenset(locked(state))
    found = {each.code: reached_by(state, each, out) for each in state.criteria}
    lines = [_cells(descriptor, found[descriptor.code]) for descriptor in state.criteria]
    written = dict(zip(found, table(lines, width, elastic=_TEXT, most=width), strict=True))
    rows: list[Row] = []
    for grade, group in groupby(state.criteria, lambda descriptor: descriptor.grade):
        codes = [descriptor.code for descriptor in group]
        reached = sum(bool(found[code]) for code in codes)
        rows += [gap_row(grade)] if rows else []
        rows.append(title_row(f"{grade.capitalize()}: {reached} of {len(codes)} are reached"))
        rows += [Row(code, written[code]) for code in codes]
    used = {sign[0] for signs in found.values() for sign in signs}
    told = "   ".join(words for sign, words in _SIGNS.items() if sign in used)
    return [*rows, gap_row("signs"), Row("signs", Content(told).stylize(MUTED))]


def reached_by(state: SittingState, descriptor: Descriptor, out: frozenset[int]) -> tuple[str, ...]:
    """Return what reaches a descriptor or one of its KSBs: the report, pieces, questions.

    Args:
        state: The sitting.
        descriptor: Which one.
        out: Numbers of planned questions that may not be asked again.
    """
    names = {descriptor.code, *descriptor.ksbs}
    pieces = [f"@{number}" for number, piece in state.portfolio.items() if names & {*piece.ksbs}]
    questions = [
        f"?{number}"
        for number, question in state.plan.items()
        if number not in out and names & {*question.aims}
    ]
    report = ["report"] if state.report.get(descriptor.code) else []
    return (*report, *questions, *pieces)


def _cells(descriptor: Descriptor, found: tuple[str, ...]) -> tuple[Cell, Cell, Cell]:
    return (
        Cell(descriptor.code, "bold" if found else "bold $accent"),
        Cell(" ".join(found) or "nothing yet", "$text-success" if found else MUTED),
        Cell(descriptor.text, MUTED),
    )
