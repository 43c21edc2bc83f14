"""A cohort as one flat table of figures: for JSON, and for a spreadsheet (RFC 4180).

Every figure has a row of its own that says what it is of, so that a spreadsheet can sort, filter
and pivot it; a cell that a spreadsheet would run as a formula is made harmless.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from data.hub.cohort import Cohort, GroupCount, Spread, in_order

HEAD = ("section", "standard", "method", "option", "of", "words", "measure", "value", "n")
"""Names of the columns; `n` is how many the value is out of."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = tuple[str, ...]


def csv_text(cohort: Cohort) -> str:
    """Return a cohort as comma-separated values with a heading."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([harmless(cell) for cell in row] for row in _rows(cohort))
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _rows(cohort: Cohort) -> Iterator[Row]:
    whole = ("", "", "")
    yield _row("sittings", whole, "", "", "counted", cohort.n)
    yield _row("sittings", whole, "", "", "withdrawn", cohort.withdrawn)
    yield _row("sittings", whole, "", "", "in conflict", len(cohort.conflicts))
    for sitting in cohort.conflicts:
        yield _row("conflicts", whole, sitting, "", "in conflict", 1)
    assessments = cohort.overall.total()
    for grade in in_order(cohort.overall):
        yield _row("overall", whole, grade, "", "assessments", cohort.overall[grade], assessments)
    for group, counted in cohort.groups.items():
        yield from _group(group, counted)


def _group(group: tuple[str, str, str], counted: GroupCount) -> Iterator[Row]:
    for grade in in_order(counted.grades):
        yield _row("grades", group, grade, "", "sittings", counted.grades[grade], counted.n)
    for code, one in counted.descriptors.items():
        yield _row("descriptors", group, code, one.words, "not met", one.not_met, one.judged)
    for code, phase in counted.phases.items():
        held, title = len(phase.used), phase.title
        yield from _spread("phases", group, code, title, "used_ms", Spread.of(phase.used))
        extended = len(phase.extensions)
        yield _row("phases", group, code, title, "extended", extended, held)
        spread = Spread.of(phase.extensions)
        yield from _spread("phases", group, code, title, "extension_ms", spread)
        yield _row("phases", group, code, title, "over ceiling", phase.over_ceiling, held)
    yield from _spread("pace", group, "", "", "main questions", Spread.of(counted.main))
    yield from _spread("pace", group, "", "", "follow-ups", Spread.of(counted.followups))
    spread = Spread.of(counted.per_descriptor)
    yield from _spread("pace", group, "", "", "ms for each descriptor", spread)


def _spread(
    section: str,
    group: tuple[str, str, str],
    of: str,
    words: str,
    measure: str,
    spread: Spread | None,
) -> Iterator[Row]:
    if spread is not None:
        for name, value in asdict(spread).items():
            if name != "n":
                told = f"{measure}, {name.replace('_', ' ')}"
                yield _row(section, group, of, words, told, value, spread.n)


def _row(
    section: str,
    group: tuple[str, str, str],
    of: str,
    words: str,
    measure: str,
    value: float,
    n: int | None = None,
) -> Row:
    figure = f"{round(value, 1):.15g}"
    return (section, *group, of, words, measure, figure, "" if n is None else str(n))


def as_json(cohort: Cohort) -> dict[str, Any]:
    """Return a cohort for a program; times are in milliseconds."""
    return {
        "format": 1,
        "sittings": cohort.n,
        "withdrawn": cohort.withdrawn,
        "conflicts": cohort.conflicts,
        "overall": {grade: cohort.overall[grade] for grade in in_order(cohort.overall)},
        "groups": [
            {"standard": standard, "method": method, "option": option or None, **_json(counted)}
            for (standard, method, option), counted in cohort.groups.items()
        ],
    }


def _json(counted: GroupCount) -> dict[str, Any]:
    return {
        "n": counted.n,
        "grades": {grade: counted.grades[grade] for grade in in_order(counted.grades)},
        "descriptors": [{"code": code, **asdict(one)} for code, one in counted.descriptors.items()],
        "phases": [
            {
                "code": code,
                "title": phase.title,
                "used_ms": _plain(phase.used),
                "extended": len(phase.extensions),
                "extension_ms": _plain(phase.extensions),
                "over_ceiling": phase.over_ceiling,
            }
            for code, phase in counted.phases.items()
        ],
        "main_questions": _plain(counted.main),
        "followups": _plain(counted.followups),
        "ms_for_each_descriptor": _plain(counted.per_descriptor),
    }


def _plain(values: list[int] | list[float]) -> dict[str, float] | None:
    spread = Spread.of(values)
    return asdict(spread) if spread else None
