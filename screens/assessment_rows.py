"""The rows of all assessments on the home screen: who, under what, and how the sittings stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.record.instant import Instant
from data.store.rows import AssessmentRow, Sitting
from screens.agenda import BOOKED, NOT_BEGUN, SEALED
from screens.widgets.columns import MUTED, Cell, table
from screens.widgets.row_list import Row
from screens.wording import day_written, local


def assessment_rows(found: Sequence[AssessmentRow], now: Instant, width: int) -> list[Row]:
    """Return one row for each assessment: who, under what, and how its sittings stand."""
    today = now.local().date()
    lines = table([_assessment_cells(row, today, width) for row in found], width, elastic=0)
    return [Row(row.assessment.id, line) for row, line in zip(found, lines, strict=True)]


def _assessment_cells(row: AssessmentRow, today: date, width: int) -> list[Cell]:
    """Return one assessment in columns, the family name first because it decides the order."""
    assessment = row.assessment
    given = f", {assessment.given_names}" if assessment.given_names else ""
    cells = [Cell(f" {assessment.family_name}{given}")]
    if width >= 60:
        option = f" option {assessment.option}" if assessment.option else ""
        cells.append(Cell(f"{assessment.reference}{option}", MUTED))
    if width >= 90:
        cells.append(Cell(assessment.uln, MUTED))
    if width >= 110:
        cells.append(Cell(assessment.employer[:28], MUTED))
    return [*cells, _sittings_cell(row, today)]


def _sittings_cell(row: AssessmentRow, today: date) -> Cell:
    """Return how the sittings stand; what was withdrawn or is held is said first."""
    first = {"withdrawn": "withdrawn", "period over": "EPA period over"}.get(row.state, "")
    shown = [s for s in row.sittings if not first or s.stage not in NOT_BEGUN]
    words = [word for word in (first, "HELD" if row.held else "") if word]
    sittings = "   ".join([*words, *(_standing(sitting, today) for sitting in shown)])
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
