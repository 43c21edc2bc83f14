"""Assessments for the tests of the journey: views in every state, and records of bodies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from data.record.body import Body, Entry
from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.journey.fold import fold_journey
from data.record.journey.machine import (
    AGAIN_AGREED,
    ASSESSING,
    CERTIFICATED,
    CLAIMED,
    CONFIRMED,
    FAILED,
    GRADED,
)
from data.record.journey.opening import AssessmentOpened
from data.record.journey.results import Results
from data.record.journey.state import JourneyState
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.standing import Attempt
from data.rules.step import Part, Step
from data.standards.journey import Journey
from data.standards.journey_loader import journey_of
from tests.data.rules.acting import BEGIN, shipped

TODAY = date(2026, 5, 20)
ASSESSOR = "Vera Example"
OPENED = AssessmentOpened("ST0792", "1.1", "1")


@cache
def journey() -> Journey:
    return journey_of(shipped())


def attempt(method: str, grade: str | None = None, number: int = 1, **more: Any) -> Attempt:
    """Return a sitting that has begun; sealed where it has a grade."""
    stage = more.pop("stage", "sealed" if grade else "live")
    begun = more.pop("begun", True)
    kind = "first" if number == 1 else "re-sit"
    head = f"{method}-{number}-{grade}" if begun else ""
    return Attempt(f"{method}-{number}", method, kind, number, begun, grade, "", head, stage=stage)


def booked(method: str, number: int = 1) -> Attempt:
    """Return a sitting that is to come."""
    return attempt(method, None, number, stage="booked", begun=False)


def view_of(
    state: JourneyState | None = None, attempts: Iterable[Attempt] = (), **more: Any
) -> JourneyView:
    given = {"option": "1", "today": TODAY, "assessor": ASSESSOR, **more}
    return JourneyView(
        shipped(),
        journey(),
        given.pop("option"),
        state or JourneyState(),
        tuple(attempts),
        given.pop("today"),
        **given,
    )


def standing_at(at: str, **more: Any) -> JourneyView:
    """Return a view that stands in a state, whatever led there."""
    passed, failed = ("pass", "pass"), ("fail", "pass")
    if at in (ASSESSING, GRADED):
        grades = (None, None) if at == ASSESSING else passed
        return view_of(JourneyState(), _both(*grades), **more)
    if at in (CONFIRMED, CLAIMED, CERTIFICATED, FAILED):
        sat = _both(*(failed if at == FAILED else passed))
        heads = tuple(one.head for one in sat)
        return view_of(JourneyState(at=at, results=Results(heads=heads)), sat, **more)
    if at == AGAIN_AGREED:
        return view_of(JourneyState(at=at), (*_both(*failed), booked("M1", 2)), **more)
    return view_of(JourneyState(at=at), **more)


def _both(first: str | None, second: str | None) -> tuple[Attempt, Attempt]:
    return attempt("M1", first), attempt("M2", second)


def recorded(*bodies: Body, begin: AssessmentOpened = OPENED) -> list[Entry]:
    """Return a record of bodies, a minute apart."""
    entries: list[Entry] = []
    for place, body in enumerate((begin, *bodies)):
        at = BEGIN.later(place * 60_000)
        entries.append(link(body, at, f"entry-{place}", entries[-1] if entries else None, IN_CLEAR))
    return entries


def after(view: JourneyView, *bodies: Body) -> JourneyView:
    """Return a view after further bodies were recorded."""
    known = [entry.body for entry in view.state.entries[1:]]
    state = fold_journey(recorded(*known, *bodies))
    return replace(view, state=state)


def given_of(step: Step, view: JourneyView, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers to a step; what is left out is as if nothing was typed."""
    blank = {"text": "", "many": ()}
    given = {ask.name: blank.get(ask.kind) for ask in step.asks(view)}
    assert set(answers) <= set(given)
    return {**given, **answers}


def step_of(part: Part, verb: str) -> Step:
    return next(step for step in part.steps if step.verb == verb)


def done(view: JourneyView, part: Part, verb: str, **answers: Any) -> JourneyView:
    """Carry a step out, and return the view after it."""
    step = step_of(part, verb)
    assert step.closed(view) == ""
    outcome = step.carry_out(view, given_of(step, view, answers))
    then = after(view, *outcome.bodies)
    return replace(then, assessor=outcome.changes.get("assessor", view.assessor))


def refused(view: JourneyView, part: Part, verb: str, **answers: Any) -> str:
    """Return the sentence with which a step is refused."""
    step = step_of(part, verb)
    with pytest.raises(Refused) as error:
        step.carry_out(view, given_of(step, view, answers))
    assert error.value.about in {"", *(ask.name for ask in step.asks(view))}
    return error.value.sentence
