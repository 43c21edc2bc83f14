"""Files of bookings of people who do not exist, and what would come of them."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from data.exchange.incoming.columns import APPRENTICE, SITTING
from data.exchange.incoming.plan import ByHand, Kind, Known, Plan
from data.exchange.incoming.planning import plan
from data.exchange.incoming.reading import read_bookings
from data.exchange.incoming.rows import Row
from data.store.rows import Assessment, AssessmentRow, Sitting
from tests.data.exchange.building import SHIPPED

BY_HAND = ByHand(date(2026, 11, 23))
COLUMNS = (*APPRENTICE, *SITTING)
ROW = {
    "uln": "1000159801",
    "family_name": "Example",
    "given_names": "Testa",
    "standard": "ST0792",
    "version": "1.1",
    "option": "1",
    "assessor": "Pat Pretend",
    "method": "M1",
    "date": "24/11/2026",
    "time": "10:00",
}


def table(*rows: Mapping[str, str], sign: str = ",", columns: Sequence[str] = COLUMNS) -> str:
    """Return rows as a spreadsheet writes them."""
    written = io.StringIO()
    lines = csv.DictWriter(written, columns, "", delimiter=sign, lineterminator="\r\n")
    lines.writeheader()
    lines.writerows(rows)
    return written.getvalue()


def known(
    *there: tuple[Assessment, Sequence[Sitting]], erased: Iterable[str] = (), standards: Any = None
) -> Known:
    rows = [AssessmentRow(assessment, tuple(sittings)) for assessment, sittings in there]
    return Known(rows, frozenset(erased), standards or [SHIPPED.standard])


def planned(content: bytes | str, there: Known | None = None) -> Plan:
    """Return what would come of a file."""
    read = read_bookings(content if isinstance(content, bytes) else content.encode())
    return planned_rows(read.rows, there)


def planned_rows(rows: Iterable[Row], there: Known | None = None) -> Plan:
    numbers = itertools.count(1)
    return plan(rows, there or known(), BY_HAND, lambda: f"new-{next(numbers)}")


def after(made: Plan, there: Known | None = None) -> Known:
    """Return what the store holds when a plan was written."""
    before = there.rows if there else ()
    whose = {row.assessment.id: row.assessment for row in before}
    booked = {sitting.id: sitting for row in before for sitting in row.sittings}
    whose |= {one.id: one for one in made.assessments}
    booked |= {one.id: one for one in made.sittings}
    return known(
        *(
            (one, [s for s in booked.values() if s.assessment_id == one.id])
            for one in whose.values()
        )
    )


def bad(made: Plan) -> list[tuple[str, str, Kind]]:
    """Return where something is wrong, in which column, and of which kind."""
    return [
        (step.where, problem.column, step.kind) for step in made.steps for problem in step.problems
    ]
