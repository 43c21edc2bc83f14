"""The whole way of one assessment, whose every part is filled."""

from __future__ import annotations

from epa_tui.invented.scenes import play
from epa_tui.journey_parts import doors, parts
from epa_tui.journeys import open_journey
from epa_tui.paper_place import PaperPlace
from screens.journey import JourneyScreen
from tests.looks.stage import Shown, Stage, scene
from tests.screens.ticking import Ticker


def _claimed_soon(stage: Stage) -> Shown:
    store, clock = stage.store(), Ticker()
    play(store, clock(), only="Proba")
    (row,) = store.search("").rows
    record = open_journey(store, row.assessment.id)
    return JourneyScreen(record, clock, parts(), doors(clock, store, PaperPlace()))


@scene("end", "up", "up", "up", "up")
def journey(stage: Stage) -> Shown:
    return _claimed_soon(stage)


@scene("v")
def journey_timeline(stage: Stage) -> Shown:
    return _claimed_soon(stage)
