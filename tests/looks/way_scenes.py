"""What went otherwise than it should, on the screen of the journey."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from data.rules.conduct_part import PART
from data.store.journey_record import JourneyRecord
from epa_tui.journey_parts import parts
from screens.journey import JourneyScreen
from screens.step_form import StepForm
from tests.data.rules.journeys import given_of, step_of
from tests.looks.stage import Shown, Stage, scene
from tests.screens.acted import Acted


def _record(acted: Acted) -> JourneyRecord:
    return JourneyRecord.open(acted.store, acted.record.assessment.id, acted.loaded.standard)


def _do(acted: Acted, record: JourneyRecord, verb: str, **answers: Any) -> None:
    step, view = step_of(PART, verb), record.view(acted.ticker.now)
    today = acted.ticker.now.local().date()
    known = {ask.name for ask in step.asks(view)}
    given = {"on": today, "by": "Quinn Example", **answers}
    given = {name: answer for name, answer in given.items() if name in known}
    record.do(step, given_of(step, view, given), acted.ticker.now)


@scene("end", "up")
def journey_conduct(stage: Stage) -> Shown:
    acted = stage.act("M1")
    record, at = _record(acted), acted.ticker.now.local().replace(tzinfo=None)
    today, whose = at.date(), record.assessment.assessor
    _do(acted, record, "declare", person=whose, interest=True, reference="COI-3")
    facts = "10:40 a second voice read out an answer, 10:42 it was heard again"
    at -= timedelta(days=1)
    _do(acted, record, "suspect", by=whose, at=at, facts=facts, reference="MAL-7")
    lodged = today - timedelta(days=4)
    about = "the grade of M1"
    _do(acted, record, "appeal", by="Testa Example", about=about, result=lodged, on=lodged)
    _do(acted, record, "appeal-step", step="accept")
    return JourneyScreen(record, acted.ticker, parts(), {})


@scene("tab", "tab")
def journey_suspicion(stage: Stage) -> Shown:
    acted = stage.act("M1")
    return StepForm(_record(acted), PART, step_of(PART, "suspect"), acted.ticker)
