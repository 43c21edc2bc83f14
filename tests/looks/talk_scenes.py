"""What helps during a talk: the proposal, doors, signals, the stocktake, and what is parked."""

from __future__ import annotations

from data.rules import last_note, prepare_guards, talk_guards
from data.standards.bank import Bank
from screens.live import LiveScreen
from screens.save_watch import SaveWatch
from tests.looks.stage import Shown, Stage, discussed, scene
from tests.screens.acted import Acted


def _live(acted: Acted, bank: Bank | None = None) -> LiveScreen:
    return LiveScreen(acted.record, acted.ticker, SaveWatch(), bank=bank or Bank())


@scene("2", "4")
def live_door(stage: Stage) -> Shown:
    """A proposal, a door to a distinction beside it, and two codes that a digit has credited."""
    acted = stage.act("M2")
    acted.do(prepare_guards.plan_question, "Who was told of the plan, and how?", ("P7", "P8"))
    discussed(acted).do(talk_guards.park, "truck").do(talk_guards.park, "fuel")
    acted.do(talk_guards.ask, "Who had access to it?", aims=("P4",))
    return _live(
        acted, Bank(stems={("P7", "D1"): "Which way of telling people would you choose next time?"})
    )


@scene()
def live_signal(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")).wait(79))


@scene("g")
def live_stocktake(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")).do(talk_guards.park, "who signed the permit"))


def _noted(acted: Acted) -> Acted:
    """Come to a note that was moved, in a second recording, and two things parked."""
    discussed(acted).do(prepare_guards.set_recording, 133_000).wait(1)
    acted.do(talk_guards.park, "who signed the risk sheet  #P4").wait(1)
    acted.do(prepare_guards.set_recording, 10_000).wait(1)
    acted.do(talk_guards.note, "we lost a day to the weather").do(last_note.turn_verbatim)
    acted.do(last_note.shift, -30_000).do(last_note.repeat_tags)
    acted.do(talk_guards.park, "how the crew was told")
    return acted.do(prepare_guards.stop_recording)


@scene()
def live_moved(stage: Stage) -> Shown:
    return _live(_noted(stage.act("M2")))


@scene("k", "down")
def choose_parked(stage: Stage) -> Shown:
    return _live(_noted(stage.act("M2")))


@scene("m")
def dialog_incident(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")))
