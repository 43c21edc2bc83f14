"""Papers of an assessment: the part of the journey, and the form that writes one."""

from __future__ import annotations

from pathlib import Path

from data.store.journey_record import JourneyRecord
from epa_tui.bundle.masking import KINDS
from epa_tui.journey_parts import parts
from screens.journey import JourneyScreen
from screens.paper_form import PaperForm, Write
from tests.looks.stage import Shown, Stage, scene
from tests.screens.acted import Acted


def _record(acted: Acted) -> JourneyRecord:
    acted.record.flush()
    return JourneyRecord.open(acted.store, acted.record.assessment.id, acted.loaded.standard)


def _nothing(*asked: object) -> Path:
    return Path("nowhere")


@scene("end")
def journey_papers(stage: Stage) -> Shown:
    acted = stage.act("M1").heard().sealed("D2")
    return JourneyScreen(_record(acted), acted.ticker, parts(), {})


@scene("right", "right", "right", "right", "tab", "tab")
def paper_form(stage: Stage) -> Shown:
    acted = stage.act("M1").heard()
    write: Write = _nothing
    return PaperForm(_record(acted), write, Path("appeals"), KINDS)
