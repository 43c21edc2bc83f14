"""Gateway and adjustments on the screen of the journey, and a sitting after the EPA period."""

from __future__ import annotations

from data.record.instant import Instant
from data.rules import adjusting_part, gateway_part
from data.store.journey_record import JourneyRecord
from screens.journey import JourneyScreen
from screens.prepare import PrepareScreen
from screens.step_answers import read_given
from screens.step_form import StepForm
from tests.data.store.building import a_sitting, an_assessment
from tests.looks.stage import Shown, Stage, scene
from tests.screens.acted import shipped
from tests.screens.ticking import NOON, Ticker

_PARTS = (gateway_part.PART, adjusting_part.PART)
_STEPS = {step.id: step for part in _PARTS for step in part.steps}
_DAY_MS = 86_400_000


def _record(stage: Stage) -> JourneyRecord:
    store = stage.store()
    store.save_bookings([an_assessment(gateway_on=None)], [a_sitting()])
    return JourneyRecord.open(store, "assessment-0", shipped().standard)


def _do(record: JourneyRecord, now: Instant, name: str, **typed: str) -> None:
    """Do a step with what is typed; what is left out is answered as the form proposes."""
    asks = _STEPS[name].asks(record.view(now))
    answers = {ask.name: typed.get(ask.name, ask.value) for ask in asks}
    record.do(_STEPS[name], read_given(asks, answers, now.local().date()), now)


def _at_gateway(stage: Stage) -> JourneyRecord:
    """Come to the second submission: the first was rejected for its portfolio."""
    record, day = _record(stage), NOON.later(-30 * _DAY_MS)
    by = {"by": "Imaginary College"}
    _do(record, day, "gateway.submit", **by, began="3/6/2025")
    _do(record, day, "adjusting.request", **by, effect="a quarter more time, breaks")
    _do(record, day, "gateway.tick", checks="English maths proposal adjustments")
    _do(record, day, "gateway.reject", by="Quinn Sample", reason="Pieces 3 and 9 are the same.")
    _do(record, NOON.later(-15 * _DAY_MS), "gateway.submit", **by)
    now = NOON.later(-2 * _DAY_MS)
    _do(record, now, "gateway.tick")
    robin = "Robin Specimen, head of production"
    _do(record, now, "gateway.check", check="employer", ok="yes", detail=robin)
    _do(record, now, "gateway.check", check="declaration", ok="no", detail="not signed yet")
    return record


@scene()
def gateway(stage: Stage) -> Shown:
    return JourneyScreen(_at_gateway(stage), Ticker(), _PARTS, {})


@scene("down")
def adjusting(stage: Stage) -> Shown:
    record = _at_gateway(stage)
    approved = {"extra": "25", "breaks": "3 x 5 min", "also": "questions also in writing"}
    by = {"by": "Quinn Sample", "reference": "RA-0001"}
    _do(record, NOON, "adjusting.approve", **approved, **by)
    _do(record, NOON, "adjusting.raise", method="M1", by="Imaginary College")
    return JourneyScreen(record, Ticker(), _PARTS, {})


@scene()
def adjusting_approve(stage: Stage) -> Shown:
    return StepForm(_at_gateway(stage), adjusting_part.PART, _STEPS["adjusting.approve"], Ticker())


@scene("down", "space", "4")
def gateway_tick(stage: Stage) -> Shown:
    record = _record(stage)
    _do(record, NOON, "gateway.submit", by="Imaginary College", began="3/6/2025")
    return StepForm(record, gateway_part.PART, _STEPS["gateway.tick"], Ticker())


@scene()
def prepare_late(stage: Stage) -> Shown:
    approved = {"extra_per_mille": 250, "breaks": "3 x 5 min; also: questions also in writing"}
    acted = stage.act("M1", epa_ends_on="2026-05-19", adjustment_reference="RA-0001", **approved)
    return PrepareScreen(acted.record, acted.ticker, acted.loaded)
