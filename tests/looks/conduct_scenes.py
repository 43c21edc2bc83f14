"""What is read out, looked at and waited for, and sittings that go on later or elsewhere."""

from __future__ import annotations

from dataclasses import replace

from data.rules import adjourning, handover, no_show
from data.rules.reading_out import read_line
from data.rules.room import tick
from data.standards.library import Library
from data.store.rows import AgendaRow
from screens.home import HomeScreen
from screens.live import LiveScreen
from screens.record import RecordScreen
from screens.room_checklist import RoomChecklist
from screens.save_watch import SaveWatch
from screens.scripts import Scripts
from screens.teleprompter import Teleprompter
from screens.waiting import Waiting
from tests.data.store.building import a_sitting, an_assessment
from tests.looks.stage import Shown, Stage, discussed, scene
from tests.screens.acted import MINUTE
from tests.screens.ticking import NOON


@scene()
def teleprompter(stage: Stage) -> Shown:
    acted = discussed(stage.act("M2", extra_per_mille=250))
    words, _ = Scripts().words("preamble", acted.record)
    for place in range(3):
        acted.wait(0.3).do(read_line, "preamble", words, place)
    return Teleprompter(acted.record, acted.ticker, Scripts(), "preamble")


@scene()
def room(stage: Stage) -> Shown:
    acted = stage.act("M1")
    lines, _ = Scripts().room(acted.record)
    for line in lines[:3]:
        acted.wait(1).do(tick, lines, line.name, line is not lines[1])
    return RoomChecklist(acted.record, acted.ticker, Scripts())


@scene()
def waiting(stage: Stage) -> Shown:
    acted = stage.act("M1").do(no_show.begin_wait).wait(4).do(no_show.step, "phoned").wait(3)
    return Waiting(acted.record, acted.ticker, Scripts(), {})


@scene()
def live_adjourned(stage: Stage) -> Shown:
    acted = discussed(stage.act("M2")).do(adjourning.adjourn, "fire alarm in the building")
    return LiveScreen(acted.wait(1500).record, acted.ticker, SaveWatch())


_ELSEWHERE = AgendaRow(
    replace(a_sitting(1, method="M2", scheduled_at=NOON.wall - 90 * MINUTE), stage="handed over"),
    an_assessment(1, given_names="Fabla", family_name="Fixture", employer="Made-up Media"),
)


@scene("apostrophe")
def home_elsewhere(stage: Stage) -> Shown:
    """Sittings that were adjourned and handed over, with the letters that one jumps by."""
    acted = stage.act("M1").begun().wait(5).do(adjourning.adjourn, "fire alarm")
    acted.record.flush()
    acted.wait(24 * 60)
    agenda = (*acted.store.agenda(NOON.wall + 600 * MINUTE), _ELSEWHERE)
    return HomeScreen(acted.store, acted.ticker, agenda, library=lambda: Library(None))


@scene()
def record_handed(stage: Stage) -> Shown:
    acted = discussed(stage.act("M2"))
    acted.do(handover.hand_over, "the battery is failing", "ask about fuel next", "laptop one")
    return RecordScreen(acted.record, acted.ticker, export=lambda: "", withdraw=str)
