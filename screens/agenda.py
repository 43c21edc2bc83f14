"""The rows of the home screen: sittings grouped by what they ask of the assessor, and assessments.

Pure functions from stored rows to lines of text; `screens.home` shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from textual.content import Content

from data.record.instant import Instant
from data.store.rows import AgendaRow, AssessmentRow, Sitting
from screens.keys_now import key_for
from screens.widgets.columns import MUTED, Cell, table
from screens.widgets.row_list import Row
from screens.wording import (
    attempt_written,
    day_heading,
    extra_written,
    full_name,
    local,
    moment_written,
)

UNDER_WAY = "Under way"
ADJOURNED_BEFORE = "Adjourned, to be taken up"
TO_JUDGE = "To be judged and sealed"
OVERDUE = "Overdue"
NO_DATE = "No date yet"
HANDED = "Handed over to another laptop"


def nothing_written(*, everyone: bool, searched: str, only: str = "") -> Content:
    """Return what is said where there is nothing to list, its keys set off.

    Args:
        everyone: All assessments were to be listed; else what is booked.
        searched: What was looked for among them.
        only: By what they were filtered.
    """
    if everyone and searched:
        return Content(f"Nobody is found under: {searched}{f' ({only})' if only else ''}")
    if everyone and only:
        text = f"{_NOTHING[only]}\n\n{_key_line('home.filter', 'goes on to the next filter')}"
    else:
        text = _nobody() if everyone else _nothing_booked()
    written = Content(text)
    for key in re.finditer(r"^  (\S+)  ", text, re.MULTILINE):
        written = written.stylize("bold $foreground", *key.span(1))
    return written


# The words of `data.rules.stage.Stage`, which cannot be imported before the first paint: it brings
# the model of the standards with it. A test compares the two.
BOOKED, PREPARING, LIVE, INTERRUPTED = "booked", "preparing", "live", "interrupted"
JUDGING, SEALED, NO_SHOW, ABANDONED = "judging", "sealed", "no-show", "abandoned"
WITHDRAWN, ADJOURNED, HANDED_OVER = "withdrawn", "adjourned", "handed over"

NOT_BEGUN = frozenset({BOOKED, PREPARING})
"""Stages before the first phase: what the sitting is held under still follows the booking."""
DATED = NOT_BEGUN | {ADJOURNED}
"""Stages in which a sitting can be given another day."""
FINISHED = frozenset({SEALED, WITHDRAWN, NO_SHOW, ABANDONED})
"""Stages in which nothing is left to do, here or elsewhere."""

_STYLES = {
    LIVE: "bold $text-success",
    INTERRUPTED: "bold $text-warning",
    JUDGING: "$text-warning",
    ADJOURNED: "$text-warning",
    PREPARING: "$text-accent",
    WITHDRAWN: "$text-warning",
    HANDED_OVER: "$text-warning",
}
_NOTHING = {
    "open": "Nothing is open: no sitting is left, and no grade to confirm.",
    "to judge": "Nothing is left to judge.",
    "due": "Nothing is due.",
}
"""What is said where a filter of `data.store.reading.NARROWED` leaves nobody."""
_LAST = date.max
_BY_DAY = 5
_RANKS = {
    UNDER_WAY: 0,
    ADJOURNED_BEFORE: 1,
    TO_JUDGE: 2,
    HANDED: 3,
    OVERDUE: 4,
    NO_DATE: 6,
}
"""The order of the groups; among them are the days."""


def _nothing_booked() -> str:
    every = _key_line("home.switch", "shows all assessments")
    return f"""\
Nothing is booked from today on.

{_key_line("home.new", "enters a new assessment")}
{every}

{_new_here()}"""


def _nobody() -> str:
    first = _key_line("home.new", "enters the first one")
    return f"There are no assessments yet.\n\n{first}\n\n{_new_here()}"


def _key_line(action: str, what: str) -> str:
    return f"  {key_for(action):<4}  {what}"


def _new_here() -> str:
    leave = key_for("home.quit")
    return f"New here? Leave with {leave} and run  epa-tui demo  to see how a sitting works."


def agenda_rows(
    agenda: Iterable[AgendaRow], now: Instant, width: int, dues: Sequence[Row] = ()
) -> list[Row]:
    """Return the sittings with headings: what is under way first, then by day.

    Args:
        agenda: Sittings, in any order.
        now: The present; its local day is today.
        width: Cells of one line.
        dues: What is due, with its heading: it stands after today's sittings.
    """
    today = now.local().date()
    ordered = sorted(agenda, key=lambda row: _place(row.sitting, today))
    cells = [_sitting_cells(row, today, width) for row in ordered]
    lines = table(cells, width, elastic=1, lend=width < 50)
    rows: list[Row] = []
    coming = [_place(row.sitting, today)[:2] > (_BY_DAY, today) for row in ordered]
    place = sum(not later for later in coming)
    for number, (row, line) in enumerate(zip(ordered, lines, strict=True)):
        if number == place:
            rows += _set_off(rows, dues)
        group = _group(row.sitting, today)
        heading = Row(f"heading {group}", Content(group), heading=True)
        before = _group(ordered[number - 1].sitting, today) if number else ""
        rows += _set_off(rows, [heading]) if group != before else []
        rows.append(Row(row.sitting.id, line))
    return rows if place < len(ordered) else [*rows, *_set_off(rows, dues)]


def _set_off(rows: Sequence[Row], more: Sequence[Row]) -> list[Row]:
    """Return rows with a blank line before them, where others stand above."""
    if not rows or not more:
        return list(more)
    return [Row(f"blank {more[0].key}", Content(""), heading=True), *more]


def _group(sitting: Sitting, today: date) -> str:
    if sitting.stage in (LIVE, INTERRUPTED):
        return UNDER_WAY
    if sitting.stage == JUDGING:
        return TO_JUDGE
    if sitting.stage == HANDED_OVER:
        return HANDED
    if sitting.scheduled_at is None:
        return ADJOURNED_BEFORE if sitting.stage == ADJOURNED else NO_DATE
    day = local(sitting.scheduled_at).date()
    if day < today and sitting.stage == ADJOURNED:
        return ADJOURNED_BEFORE  # until it is booked for another day
    if day < today and sitting.stage not in FINISHED:
        return OVERDUE
    return day_heading(day, today)


def _place(sitting: Sitting, today: date) -> tuple[int, date, int]:
    rank = _RANKS.get(_group(sitting, today), _BY_DAY)
    at = sitting.scheduled_at
    return (rank, local(at).date() if rank == _BY_DAY and at else _LAST, at or 0)


def _sitting_cells(row: AgendaRow, today: date, width: int) -> list[Cell]:
    """Return one sitting in columns; narrow terminals lose the less important ones."""
    sitting, assessment = row.sitting, row.assessment
    cells = [
        Cell(_when(sitting, today), "bold"),
        Cell(full_name(assessment)),
        Cell(sitting.method, "bold"),
    ]
    if width >= 60:
        option = f"option {assessment.option}" if assessment.option else ""
        cells += [Cell(option, MUTED), Cell(attempt_written(sitting), MUTED)]
    cells.append(stage_cell(sitting, short=width < 50))
    if width >= 50:
        cells.append(Cell(extra_written(assessment.extra_per_mille), "$text-accent"))
    if width >= 100:
        cells.append(Cell(assessment.employer[:32], MUTED))
    return cells


def _when(sitting: Sitting, today: date) -> str:
    """Return the time of day; with the day where the heading does not say it."""
    if sitting.scheduled_at is None:
        return " --:--"
    moment = local(sitting.scheduled_at)
    before = (UNDER_WAY, ADJOURNED_BEFORE, TO_JUDGE, HANDED, OVERDUE)
    elsewhere = _group(sitting, today) in before
    if elsewhere and moment.date() != today:
        return f"{moment:%d/%m}".rjust(6)
    return f" {moment:%H:%M}"


def stage_cell(sitting: Sitting, *, short: bool = False) -> Cell:
    """Return the stage of a sitting in words; its grade when it is sealed.

    Args:
        sitting: The sitting.
        short: Of one that is adjourned show what is left alone.
    """
    if sitting.stage == SEALED:
        return Cell(f"sealed  {sitting.grade or ''}".strip(), MUTED)
    if sitting.stage == ADJOURNED:
        left = sitting.outcome or ""
        words = left if short and left else f"adjourned {left}".strip()
        return Cell(words, _STYLES[ADJOURNED])
    loud = sitting.stage in (LIVE, INTERRUPTED)
    word = sitting.stage.upper() if loud else sitting.stage
    return Cell(word, _STYLES.get(sitting.stage, ""))


def next_first(sittings: tuple[Sitting, ...]) -> tuple[Sitting, ...]:
    """Return sittings with the earliest that has something left to do first, else the last."""
    if not sittings:
        return ()

    def when(sitting: Sitting) -> tuple[bool, int, int]:
        return (sitting.scheduled_at is None, sitting.scheduled_at or 0, sitting.number)

    ordered = sorted(sittings, key=when)
    first = next((s for s in ordered if s.stage not in FINISHED), ordered[-1])
    return (first, *(sitting for sitting in ordered if sitting is not first))


def sitting_words(sitting: Sitting) -> str:
    """Return a sitting as one of several to choose from: `M1  first  24 Nov 2026 10:00  booked`."""
    at = sitting.scheduled_at
    when = moment_written(local(at)) if at is not None else "no date yet"
    return "  ".join((sitting.method, attempt_written(sitting), when, stage_cell(sitting).text))


def known_assessor(agenda: Iterable[AgendaRow], found: Iterable[AssessmentRow]) -> str:
    """Return the assessor of an assessment in sight: most often the same person as the next."""
    names = [row.assessment.assessor for row in agenda]
    names += [row.assessment.assessor for row in found]
    return next((name for name in names if name), "")
