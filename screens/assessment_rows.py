"""The rows of all assessments on the home screen: who, under what, and how the sittings stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from data.record.instant import Instant
from data.record.journey.machine import PERIOD_OVER, WITHDRAWN
from data.rules.state_words import state_name
from data.store.rows import AssessmentRow, Sitting
from screens.agenda import BOOKED, NOT_BEGUN, SEALED
from screens.names_apart import names_apart
from screens.widgets.columns import MUTED, SAMPLE, Cell, cells_of, column_widths, fitted, table
from screens.widgets.row_list import Row
from screens.wording import day_written, local

_NARROW, _NUMBERED = 60, 90
"""Cells from which there is a column for the standard, and for the ULN."""
_LEAST = 9
"""Cells of a name where its sittings leave less."""
_BEFORE, _GAP = 1, 2


def assessment_rows(found: Sequence[AssessmentRow], now: Instant, width: int) -> list[Row]:
    """Return one row for each assessment: who, under what, and how its sittings stand."""
    today = now.local().date()
    if width < _NARROW:
        lines = _narrow_lines(found, today, width)
    else:
        lines = _wide_lines(found, today, width)
    return [Row(row.assessment.id, line) for row, line in zip(found, lines, strict=True)]


def _narrow_lines(found: Sequence[AssessmentRow], today: date, width: int) -> list[Content]:
    """Return names and sittings; a long name takes the room that its own sittings leave."""
    stand = [_sittings_cell(row, today, "  ") for row in found]
    free = [width - _BEFORE - cells_of(cell.text) - _GAP for cell in stand]
    people = [row.assessment for row in found]
    names = names_apart(people, [max(_LEAST, each) for each in free])
    lengths = [cells_of(name) for name in names]
    column = min(max(_LEAST, min(free[:SAMPLE], default=0)), max(lengths[:SAMPLE], default=0))
    return [
        Content(" " * _BEFORE)
        + fitted(name, max(column, length) + _GAP)
        + Content(cell.text).stylize(cell.style)
        for name, length, cell in zip(names, lengths, stand, strict=True)
    ]


def _wide_lines(found: Sequence[AssessmentRow], today: date, width: int) -> list[Content]:
    """Return names, what is assessed and how the sittings stand, each in a column."""
    cells = [_cells(row, today, width) for row in found]
    wide = column_widths(cells, width, elastic=0)
    people, rooms = [row.assessment for row in found], [sum(wide[:1]) - _BEFORE] * len(found)
    names = names_apart(people, rooms, numbered=width < _NUMBERED)
    named = [[Cell(f" {name}"), *more[1:]] for name, more in zip(names, cells, strict=True)]
    return table(named, width, elastic=0)


def _cells(row: AssessmentRow, today: date, width: int) -> list[Cell]:
    """Return one assessment in columns; the narrower the terminal, the fewer."""
    assessment = row.assessment
    option = f" option {assessment.option}" if assessment.option else ""
    given = f", {assessment.given_names}" if assessment.given_names else ""
    cells = [
        Cell(f" {assessment.family_name}{given}"),
        Cell(f"{assessment.reference}{option}", MUTED),
    ]
    if width >= _NUMBERED:
        cells.append(Cell(assessment.uln, MUTED))
    if width >= 110:
        cells.append(Cell(assessment.employer[:28], MUTED))
    return [*cells, _sittings_cell(row, today)]


def _sittings_cell(row: AssessmentRow, today: date, between: str = "   ") -> Cell:
    """Return how the sittings stand; what was withdrawn or is held is said first."""
    first = state_name(row.state) if row.state in (WITHDRAWN, PERIOD_OVER) else ""
    shown = [s for s in row.sittings if not first or s.stage not in NOT_BEGUN]
    words = [word for word in (first, "HELD" if row.held else "") if word]
    sittings = between.join([*words, *(_standing(sitting, today) for sitting in shown)])
    style = "$text-warning" if words else ""
    return Cell(sittings, style) if sittings else Cell("no sitting booked", MUTED)


def _standing(sitting: Sitting, today: date) -> str:
    """Return a sitting in a few words: `M1 pass`, `M2 24 Nov`, `M2 judging`."""
    if sitting.stage == SEALED:
        word = sitting.grade or "sealed"
    elif sitting.stage == BOOKED and sitting.scheduled_at is not None:
        day = local(sitting.scheduled_at).date()
        word = day_written(day).removesuffix(f" {today.year}")
    else:
        word = sitting.stage
    again = "" if sitting.number == 1 else f" {sitting.attempt}"
    return f"{sitting.method}{again} {word}"
