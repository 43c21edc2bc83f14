"""A failed method on the screen of the journey: agreed again, with and without circumstances."""

from __future__ import annotations

from typing import Any

from data.rules import again_part, conduct_part, gateway_part, planning_part
from data.store.journey_record import JourneyRecord
from screens.journey import JourneyScreen
from screens.step_answers import read_given
from screens.step_form import StepForm
from tests.data.store.building import a_sitting, an_assessment
from tests.looks.stage import Shown, Stage, scene
from tests.screens.acted import shipped
from tests.screens.booked import sealed
from tests.screens.ticking import NOON, Ticker

_DAYS = 86_400_000
_PARTS = (gateway_part.PART, planning_part.PART, again_part.PART, conduct_part.PART)
_STEPS = {step.id: step for step in again_part.PART.steps}


def _failed(stage: Stage) -> JourneyRecord:
    """Return an assessment of which the project was failed ten days ago."""
    store = stage.store()
    ends = {"gateway_on": "2026-03-09", "epa_ends_on": "2026-09-09"}
    booked = a_sitting(scheduled_at=NOON.wall - 10 * _DAYS)
    store.save_bookings([an_assessment(**ends)], [booked])
    sealed(store, booked, "fail")
    return JourneyRecord.open(store, "assessment-0", shipped().standard)


def _do(record: JourneyRecord, verb: str, **typed: Any) -> None:
    step = _STEPS[f"again.{verb}"]
    asks = step.asks(record.view(NOON))
    answers = {ask.name: typed.get(ask.name, ask.value) for ask in asks}
    record.do(step, read_given(asks, answers, NOON.local().date()), NOON)


def _agreed(stage: Stage) -> JourneyRecord:
    record = _failed(stage)
    plan = "Two mock questions a week on budgets, with the line producer"
    _do(record, "note", text=plan, by="Robin Specimen")
    lifts = {"lifts": "cap period", "method": "M1", "ends-on": "31/12/2026"}
    _do(record, "except", reference="EX-0007", by="Quinn Sample", **lifts)
    _do(record, "agree", employer="Robin Specimen", when="15/6/2026 10:00")
    return record


@scene("down", "down")
def again(stage: Stage) -> Shown:
    return JourneyScreen(_agreed(stage), Ticker(), _PARTS, {})


@scene()
def again_agree(stage: Stage) -> Shown:
    return StepForm(_failed(stage), again_part.PART, _STEPS["again.agree"], Ticker())
