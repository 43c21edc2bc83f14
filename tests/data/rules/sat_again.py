"""Assessments of which a method was failed, as the rules of second attempts look at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from data.record.journey.body import JourneyBody
from data.record.journey.fold import fold_journey
from data.rules.again_part import PART
from data.rules.grading import overall_of_attempts
from data.rules.journey_view import JourneyView
from data.rules.standing import Attempt
from data.rules.step import Outcome
from data.standards.journey_loader import journey_of
from tests.data.record.journey.recorded import OPENED, chained
from tests.data.record.sittings import shipped

TODAY = date(2026, 9, 1)
ENDS = date(2026, 11, 1)


def at(method: str, grade: str | None, number: int = 1, **about: Any) -> Attempt:
    """Return an attempt; sealed on 20 May, or a later one of the month, where it has a grade."""
    kind = about.pop("kind", "first" if number == 1 else "re-sit")
    ended = f"2026-05-{19 + number}" if grade else ""
    begun = about.pop("begun", grade is not None)
    return Attempt(
        f"{method}-{number}", method, kind, number, begun, grade, ended_on=ended, **about
    )


@cache
def _journey() -> Any:
    return journey_of(shipped().standard)


def a_view(*attempts: Attempt, bodies: Sequence[JourneyBody] = (), **about: Any) -> JourneyView:
    """Return an assessment past its gateway, with an EPA period that ends on 1 November."""
    view = JourneyView(
        standard=shipped().standard,
        journey=_journey(),
        option="1",
        state=fold_journey(chained([replace(OPENED, gateway_on="2026-05-01"), *bodies])),
        attempts=attempts,
        today=TODAY,
        gateway_on=date(2026, 5, 1),
        epa_ends_on=ENDS,
    )
    return replace(view, **about)


def after(view: JourneyView, outcome: Outcome) -> JourneyView:
    """Return the assessment once what a step came to is kept."""
    bodies = [entry.body for entry in view.state.entries[1:]] + [*outcome.bodies]
    state = fold_journey(chained([view.state.entries[0].body, *bodies]))
    attempts = {(a.method, a.number): a for a in view.attempts}
    for one in outcome.bookings:
        day = one.at.date().isoformat() if one.at else ""
        booked = Attempt(
            f"{one.method}-{one.number}",
            one.method,
            one.kind,
            one.number,
            False,
            None,
            one.exceptional,
            scheduled_on=day,
        )
        attempts[one.method, one.number] = booked
    ends = outcome.changes.get("epa_ends_on")
    return replace(
        view,
        state=state,
        attempts=tuple(attempts.values()),
        epa_ends_on=date.fromisoformat(ends) if ends else view.epa_ends_on,
    )


STEPS = {step.verb: step for step in PART.steps}
OPEN_M1 = (at("M1", "fail"), at("M2", "distinction"))


class Graded(NamedTuple):
    """An attempt that has a grade."""

    method: str
    kind: str
    number: int
    exceptional: str
    grade: str


def done(view: JourneyView, verb: str, **given: Any) -> Outcome:
    """Do a step with what stands in its fields, and what is typed over it."""
    step = STEPS[verb]
    blank = {"text": "", "many": (), "yes": False}
    answers: dict[str, Any] = {}
    for ask in step.asks(view):
        answers[ask.name] = ask.value or blank.get(ask.kind)
        if ask.kind == "day" and ask.value:
            answers[ask.name] = view.today
    answers |= {name.replace("_", "-"): value for name, value in given.items()}
    return step.do(view, answers)


def agreed(view: JourneyView, **given: Any) -> Outcome:
    return done(view, "agree", **{"employer": "Emma Employer", **given})


def told(view: JourneyView) -> dict[str, str]:
    return {fact.label: fact.words for fact in PART.facts(view)}


def sealed(view: JourneyView, method: str, grade: str) -> JourneyView:
    """Return the assessment once its newest attempt at a method is graded."""
    newest = view.newest[method]
    mine = replace(newest, begun=True, grade=grade, ended_on="2026-08-31")
    return replace(view, attempts=tuple(mine if a is newest else a for a in view.attempts))


def excepted(view: JourneyView, *lifts: str, **given: Any) -> Outcome:
    answers = {"reference": "EX-1", "by": "Olga Sample", "lifts": lifts, **given}
    return done(view, "except", **answers)


def best(view: JourneyView) -> str | None:
    """Return the overall grade once the re-sit of M1 is a distinction."""
    after_it = sealed(view, "M1", "distinction")
    graded = [
        Graded(a.method, a.kind, a.number, a.exceptional, a.grade or "") for a in after_it.attempts
    ]
    return overall_of_attempts(view.standard, [one for one in graded if one.grade]).grade


def run_out_of(view: JourneyView) -> JourneyView:
    return after(view, done(view, "run-out", by="Olga Sample"))
