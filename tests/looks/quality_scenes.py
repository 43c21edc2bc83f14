"""Scenes of quality assurance: a blind second marking, and what both markers said."""

from __future__ import annotations

from data.rules.quality_part import PART
from epa_tui.journeys import open_journey
from epa_tui.quality_doors import quality_doors
from screens.journey import JourneyScreen
from screens.second_marking import SecondMarking
from tests.looks.stage import Shown, Stage, held, scene
from tests.screens.acted import Acted
from tests.screens.marked import second


def _held(stage: Stage) -> Acted:
    acted = held(stage.act("M2"))
    acted.record.flush()
    return acted


@scene()
def second_marking(stage: Stage) -> Shown:
    acted = _held(stage)
    desk = second(acted, met=("P1", "P2", "P3", "P5"))
    desk.judge("P4", False, "The rule was named, and nobody who watched it.", (24,))
    return SecondMarking(desk)


@scene("enter", "1")
def second_marking_warned(stage: Stage) -> Shown:
    acted = _held(stage)
    second(acted)
    record = open_journey(acted.store, acted.record.assessment.id)
    return JourneyScreen(record, acted.ticker, (PART,), {"quality": quality_doors(acted.ticker)})


@scene()
def comparison(stage: Stage) -> Shown:
    acted = _held(stage)
    codes = [one.code for one in acted.record.state.criteria]
    desk = second(acted, met=tuple(code for code in codes if code not in ("P4", "OD1")))
    desk.judge("P4", False, "The rule was named, and nobody who watched it.", ())
    desk.judge("OD1", False, "Weather cover is described, not weighed.", ())
    desk.done()
    record = open_journey(acted.store, acted.record.assessment.id)
    (_, compare) = quality_doors(acted.ticker)
    return compare.screen(record)
