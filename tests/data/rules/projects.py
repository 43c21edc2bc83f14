"""Assessments with a project, for the tests of its rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from data.record.body import Body, Entry
from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.journey.again import Again, AgainAgreed
from data.record.journey.fold import fold_journey
from data.record.journey.opening import AssessmentOpened
from data.rules.journey_view import JourneyView
from data.rules.standing import Attempt
from data.standards.journey_loader import journey_of
from tests.data.rules.acting import BEGIN, made_up, shipped

GATEWAY = date(2026, 2, 2)
ENDS = date(2026, 8, 1)
DUE = date(2026, 4, 27)
"""Twelve weeks after gateway."""
TODAY = date(2026, 5, 20)


def project_view(
    *bodies: Body, attempts: Iterable[Attempt] = (), rework: str = "", **more: Any
) -> JourneyView:
    """Return an assessment of which so much was recorded."""
    entries: list[Entry] = []
    for number, body in enumerate((AssessmentOpened("ST0792", "1.1"), *bodies)):
        last = entries[-1] if entries else None
        entries.append(link(body, BEGIN.later(number * 1000), f"entry-{number}", last, IN_CLEAR))
    state = fold_journey(entries)
    if rework:
        agreed = AgainAgreed("M1", "re-sit", 2, "Emma Employer", "2026-05-20", "", rework)
        state = replace(state, again=Again(agreed=(agreed,), rework_due_on=rework))
    given = {"gateway_on": GATEWAY, "epa_ends_on": ENDS, "today": TODAY, **more}
    standard = shipped()
    return JourneyView(standard, journey_of(standard), "1", state, tuple(attempts), **given)


def without_project() -> JourneyView:
    """Return an assessment under a standard that has no project."""
    standard = made_up()
    return JourneyView(standard, journey_of(standard), None, fold_journey(()), (), TODAY)


def m1(number: int, grade: str | None = None) -> Attempt:
    """Return an attempt at the project's method; not begun where it has no grade."""
    kind = "first" if number == 1 else "re-sit"
    return Attempt(f"m1-{number}", "M1", kind, number, grade is not None, grade)
