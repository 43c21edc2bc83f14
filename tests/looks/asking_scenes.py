"""What is asked, warned of and said on the screens before and after a sitting."""

from __future__ import annotations

from pathlib import Path

from data.rules import handover
from data.standards.library import Library
from epa_tui.giving import Given
from screens.dialogs import Read
from screens.form import AssessmentForm
from screens.home import HomeScreen
from screens.judge import JudgeScreen
from screens.loose_notes import LooseNotes
from screens.prepare import PrepareScreen
from screens.record import RecordScreen
from tests.data.store.building import a_sitting, an_assessment
from tests.looks.drawing import Looked
from tests.looks.stage import Shown, Stage, discussed, scene
from tests.screens.acted import Acted
from tests.screens.ticking import NOON, Ticker


def _record(acted: Acted) -> RecordScreen:
    return RecordScreen(acted.record, acted.ticker, export=lambda: "", withdraw=str)


@scene("tab", "down", "enter", *"Call sheets of three days #k99", "enter")
def prepare_piece(stage: Stage) -> Shown:
    """A piece of the portfolio is listed, with a KSB that there is none of."""
    acted = stage.act("M2")
    assert acted.record.flush()
    return PrepareScreen(acted.record, acted.ticker, acted.loaded, free=lambda: 85 * 10**9)


@scene("down", "m", "up", "f", *"The plan was muddled and the budget was missing.", "enter")
def judge_doubted(stage: Stage) -> Shown:
    """Feedback that blames where the judgement is met."""
    return JudgeScreen((acted := stage.act("M1").heard().wait(30)).record, acted.ticker)


@scene("d")
def judge_deviation(stage: Stage) -> Shown:
    acted = stage.act("M1").asking().asked(2).over().wait(30)
    return JudgeScreen(acted.record, acted.ticker)


@scene("enter", *"s99", "enter")
def loose_attached(stage: Stage) -> Shown:
    acted = discussed(stage.act("M2")).noted("named three producers he asked for advice")
    return LooseNotes(acted.record, acted.ticker)


@scene("W", *"sealed under the wrong option", "enter")
def record_withdrawn(stage: Stage) -> Shown:
    return _record(stage.act("M1").heard().sealed("P3"))


@scene("H", *"the other laptop did not start")
def record_taken_back(stage: Stage) -> Shown:
    acted = discussed(stage.act("M2"))
    acted.do(handover.hand_over, "the battery is failing", "ask about fuel next", "laptop one")
    return _record(acted)


@scene("slash", *"fict", "enter", "enter")
def home_which(stage: Stage) -> Shown:
    """An assessment with two sittings: which one shall be opened."""
    store = stage.store()
    sittings = [
        a_sitting(0),
        a_sitting(1, assessment_id="assessment-0", method="M2", scheduled_at=NOON.wall),
    ]
    store.save_bookings([an_assessment(0)], sittings)
    screen = HomeScreen(store, Ticker(), (), library=lambda: Library(None))
    screen._ready.set()
    return screen


@scene(*"Fabla", "escape")
def form_left(stage: Stage) -> Shown:
    return AssessmentForm(stage.store(), Library(None), Ticker(), None, "Pat Pretend")


class _Said(Looked):
    """Something is said over the list."""

    def on_mount(self) -> None:
        self.call_after_refresh(self._say)

    def _say(self) -> None:
        path = Path("/media/stick/48e65238af77483bbbe772242a3d335e-41-9c2f.handover")
        # Its record is not asked here.
        given = Given(None, path, "K7QM-2F9T-XW4H-03EC", 43, "", ("M1",))  # type: ignore[arg-type]
        self.push_screen(Read("Handed over, in this file:", given.words()))


@scene()
def handed_over(stage: Stage) -> Shown:
    return _Said(HomeScreen(stage.store(), Ticker(), (), library=lambda: Library(None)))
