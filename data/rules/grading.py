"""Which grade follows: of a method from its judgements, and overall from the methods.

Grades are derived, never chosen. The levels, the table and the cap are the standard's
(specification, "Grading" and "Re-sits and Re-takes"); no name of a grade stands in here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from data.record.state import SittingState
from data.standards.model import Descriptor, OverallRow, Standard

_ANY = "any"
"""Matches every grade in the table."""


@dataclass(frozen=True, slots=True)
class MethodGrade:
    """The grade of one method, as its judgements have it."""

    grade: str | None
    """None while the judgements so far leave it open."""
    reason: str
    """What decided it, or what is still open."""
    undecided: tuple[str, ...]
    """Codes of the descriptors that are not judged yet."""


@dataclass(frozen=True, slots=True)
class Overall:
    """The overall grade; provisional until the organisation confirms it."""

    grade: str | None
    """None while the method grades so far leave it open."""
    rule: str
    """The row of the table that decided, and what was done to it."""
    capped: bool
    """True when the grade is lower than the table has it, after a second attempt."""


def method_grade(state: SittingState) -> MethodGrade:
    """Derive the grade of the method from the judgements.

    A level is reached when all its descriptors, and those of the levels below, are met; a level
    without descriptors in this method is passed over. One descriptor of the lowest level that is
    not met decides for the fail, whatever is undecided.
    """
    undecided = tuple(d.code for d in state.criteria if d.code not in state.judgements)
    levels = _levels(state)
    if not levels:
        return MethodGrade(None, "there is nothing to judge in this method", undecided)
    reached, met = state.standard.fail, ""
    for level in levels:
        failed = [d.code for d in level if (j := state.judgements.get(d.code)) and not j.met]
        if failed:
            return MethodGrade(reached, f"{met}not met: {', '.join(failed)}", undecided)
        if any(d.code in undecided for d in level):
            return MethodGrade(None, f"not judged yet: {', '.join(undecided)}", undecided)
        reached = level[0].grade
        met = f"all {reached} descriptors are met; "
    return MethodGrade(reached, "all descriptors are met", undecided)


def _levels(state: SittingState) -> list[list[Descriptor]]:
    """Return the descriptors level by level, lowest first; only levels that have some."""
    levels = [[d for d in state.criteria if d.grade == g] for g in state.standard.grades[1:]]
    return [level for level in levels if level]


def overall(
    standard: Standard,
    grades: Mapping[str, str | None],
    *,
    second_attempt: bool,
    exceptional: str = "",
) -> Overall:
    """Combine method grades by the standard's table, read from the top.

    It is decided as soon as every completion of the grades still missing gives the same, so that a
    fail need not wait for the other method.

    Args:
        standard: Has the table and the cap.
        grades: Grade of each method; None or left out where it has none yet.
        second_attempt: True where any method was re-sat or re-taken.
        exceptional: Reference of circumstances that lift the cap.

    Raises:
        KeyError: A method that the standard does not know.
        ValueError: A grade that it does not know, or a table without an answer.
    """
    _check_names(standard, grades)
    cap = standard.resit.cap if second_attempt and not exceptional.strip() else None
    rows = [_row(standard, completion) for completion in _completions(standard, grades)]
    results = {_capped(standard, row.overall, cap) for row in rows}
    if len(results) > 1:
        waiting = [m.code for m in standard.methods if grades.get(m.code) is None]
        return Overall(None, f"waits for {', '.join(waiting)}", capped=False)
    result = results.pop()
    capped = all(row.overall != result for row in rows)
    return Overall(result, _rule(standard, grades, result, cap if capped else None), capped)


def _check_names(standard: Standard, grades: Mapping[str, str | None]) -> None:
    """Refuse methods and grades that the standard does not know."""
    for code, grade in grades.items():
        standard.method(code)
        if grade not in (None, *standard.grades):
            raise ValueError(f"{standard.reference} {standard.version} has no grade {grade!r}")


def _completions(standard: Standard, grades: Mapping[str, str | None]) -> Iterator[dict[str, str]]:
    """Go through every way in which the missing grades can turn out."""
    codes = [method.code for method in standard.methods]
    choices = [(grade,) if (grade := grades.get(c)) else standard.grades for c in codes]
    for completion in product(*choices):
        yield dict(zip(codes, completion, strict=True))


def _row(standard: Standard, grades: Mapping[str, str]) -> OverallRow:
    """Return the first row of the table that matches."""
    for row in standard.overall:
        if all(row.methods[method] in (_ANY, grade) for method, grade in grades.items()):
            return row
    raise ValueError(f"{standard.reference} {standard.version} has no row for {dict(grades)}")


def _capped(standard: Standard, grade: str, cap: str | None) -> str:
    rank = standard.grades.index
    return grade if cap is None or rank(grade) <= rank(cap) else cap


def _rule(
    standard: Standard, grades: Mapping[str, str | None], result: str, cap: str | None
) -> str:
    """Say by what the overall grade came about."""
    told = ", ".join(f"{m.code} {grades.get(m.code) or 'open'}" for m in standard.methods)
    capped = f" (capped at {cap} after a second attempt)" if cap else ""
    return f"{told}: {result}{capped}"


class GradedAttempt(Protocol):
    """What the overall grade needs to know of an attempt at a method."""

    @property
    def method(self) -> str:
        """Code of the method."""

    @property
    def kind(self) -> str:
        """`first`, `re-sit` or `re-take`."""

    @property
    def number(self) -> int:
        """Attempts at the same method count upwards."""

    @property
    def exceptional(self) -> str:
        """Reference of exceptional circumstances; empty where there are none."""

    @property
    def grade(self) -> str:
        """The method grade."""


def overall_of_attempts(standard: Standard, attempts: Iterable[GradedAttempt]) -> Overall:
    """Return what graded attempts come to: the newest at each method counts.

    The cap of a second attempt holds unless every one of them has exceptional circumstances
    recorded (specification, re-sits and re-takes).

    Args:
        standard: Has the table and the cap.
        attempts: With those that newer ones at the same method have replaced.
    """
    graded = sorted(attempts, key=lambda attempt: attempt.number)
    again = [attempt for attempt in graded if attempt.kind != "first"]
    lifted = bool(again) and all(attempt.exceptional.strip() for attempt in again)
    return overall(
        standard,
        {attempt.method: attempt.grade for attempt in graded},
        second_attempt=bool(again),
        exceptional=again[-1].exceptional if lifted else "",
    )
