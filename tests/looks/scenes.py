"""Every screen in every state that looks different, by name: what tests and pictures are drawn of.

A new screen, or a new state of one, is one function here. Everybody in them is made up.
"""

from __future__ import annotations

from typing import Any

from data.exchange.destinations.urls import Named
from data.record.entries import AskedBefore
from data.rules import adjourning, clock_guards, prepare_guards
from data.standards.bank import Bank, BankQuestion
from data.standards.library import Library
from data.store.rows import DELIVERED, REFUSED, WAITING, DestinationState, Outcome
from epa_tui.app import EpaApp
from epa_tui.settings import Settings
from screens.exchange import ExchangeScreen
from screens.form import AssessmentForm
from screens.home import HomeScreen
from screens.judge import JudgeScreen
from screens.loose_notes import LooseNotes
from screens.prepare import PrepareScreen
from screens.record import RecordScreen
from screens.sitting_form import SittingForm
from tests.data.store import queued
from tests.data.store.building import a_sitting, an_assessment
from tests.looks import (
    again_scenes,
    asking_scenes,
    conduct_scenes,
    gateway_scenes,
    journey_scenes,
    live_scenes,
    paper_scenes,
    planning_scenes,
    practice_scenes,
    project_scenes,
    quality_scenes,
    result_scenes,
    talk_scenes,
    way_scenes,
)
from tests.looks.drawing import Looked
from tests.looks.stage import SCENES, Scene, Shown, Stage, discussed, held, scene
from tests.screens.acted import MINUTE, Acted
from tests.screens.ticking import NOON, Ticker

__all__ = [
    "SCENES",
    "Scene",
    "Stage",
    "again_scenes",
    "asking_scenes",
    "conduct_scenes",
    "gateway_scenes",
    "journey_scenes",
    "live_scenes",
    "paper_scenes",
    "planning_scenes",
    "practice_scenes",
    "project_scenes",
    "quality_scenes",
    "result_scenes",
    "talk_scenes",
    "way_scenes",
]


_BOOKED = (
    [
        an_assessment(1, given_names="Fabla", family_name="Fixture", employer="Made-up Media"),
        an_assessment(2, given_names="Demo", family_name="Sample", extra_per_mille=250),
        an_assessment(3, given_names="Mocka", family_name="Placeholder", option="2"),
    ],
    [
        a_sitting(1, scheduled_at=NOON.wall + 4 * 24 * 60 * MINUTE),
        a_sitting(2, method="M2", scheduled_at=NOON.wall + 4 * 24 * 60 * MINUTE + 90 * MINUTE),
        a_sitting(3, method="M2", attempt="re-sit", scheduled_at=NOON.wall + 7 * 24 * 60 * MINUTE),
    ],
)


def _home(stage: Stage) -> HomeScreen:
    acted = stage.act("M2", extra_per_mille=250)
    acted.begun()
    acted.record.flush()
    acted.store.save_bookings(*_BOOKED)
    agenda = acted.store.agenda(NOON.wall - 600 * MINUTE)
    screen = HomeScreen(acted.store, acted.ticker, agenda, library=lambda: Library(None))
    screen._ready.set()
    return screen


@scene()
def home(stage: Stage) -> Shown:
    return _home(stage)


@scene("tab")
def home_all(stage: Stage) -> Shown:
    return _home(stage)


@scene("slash", *"fict")
def home_search(stage: Stage) -> Shown:
    return _home(stage)


@scene()
def home_empty(stage: Stage) -> Shown:
    return HomeScreen(stage.store(), Ticker(), (), library=lambda: Library(None))


@scene("ctrl+p", *"se")
def palette(stage: Stage) -> Shown:
    acted = stage.act("M2")
    acted.record.flush()
    agenda = acted.store.agenda(NOON.wall - 600 * MINUTE)
    return EpaApp(acted.store, acted.ticker, Settings(theme="epa-dark", glyphs="full"), agenda)


@scene()
def form(stage: Stage) -> Shown:
    acted = stage.act()
    return AssessmentForm(acted.store, Library(None), acted.ticker, acted.record.assessment)


@scene("f2")
def form_wrong(stage: Stage) -> Shown:
    return AssessmentForm(stage.store(), Library(None), Ticker(), None, "Pat Pretend")


@scene("enter", "enter")
def form_begun(stage: Stage) -> Shown:
    acted = stage.act("M2", family_name="Example  Space", extra_per_mille=250)
    acted.begun().do(adjourning.adjourn, "fire alarm").record.flush()
    return AssessmentForm(acted.store, Library(None), acted.ticker, acted.record.assessment)


@scene()
def sitting_form(stage: Stage) -> Shown:
    acted = stage.act()
    return SittingForm(acted.store, Library(None), acted.ticker, acted.record.assessment)


def _prepare(stage: Stage, method: str) -> PrepareScreen:
    return _prepared(stage.act(method))


def _prepared(acted: Acted) -> PrepareScreen:
    assert acted.record.flush()
    return PrepareScreen(acted.record, acted.ticker, acted.loaded, free=lambda: 85 * 10**9)


@scene("enter", "enter")
def prepare(stage: Stage) -> Shown:
    return _prepare(stage, "M1")


@scene("tab", "down", "down")
def prepare_evidence(stage: Stage) -> Shown:
    acted = stage.act("M2")
    acted.do(prepare_guards.list_portfolio, 1, "Call sheets of three days", ("K3", "S8"))
    acted.do(prepare_guards.list_portfolio, 2, "Risk assessment of the mill", ("K13", "S11"))
    acted.do(prepare_guards.plan_question, "Whom did the call sheets reach?", ("P7", "P8"))
    return _prepared(acted)


@scene("tab")
def prepare_report(stage: Stage) -> Shown:
    return _prepare(stage, "M1")


@scene("tab", "tab")
def prepare_questions(stage: Stage) -> Shown:
    return _prepare(stage, "M1")


_ASKING = (
    ("Take me through one week in which two shoots overlapped.", ("P1",)),
    ("Which document did the crew rely on most?", ("P2", "P6")),
    ("What would have happened if the mill had fallen through?", ("P3", "P7", "D3")),
    ("Take me through the largest variance in your budget.", ("P4", "D2")),
)


class _Later(Looked):
    """What is said for a few seconds is gone."""

    def notify(self, message: str, **_: Any) -> None:
        """Say nothing."""


@scene("tab", "tab", "down")
def prepare_planned(stage: Stage) -> Shown:
    acted = stage.act("M1")
    for text, aims in _ASKING:
        acted.do(prepare_guards.plan_question, text, aims)
    acted.record.add(acted.ticker.now, AskedBefore("first", 1, (_ASKING[0][0],)))
    assert acted.record.flush()
    bank = Bank(
        (
            BankQuestion("cards", "How did you and the edit suite agree on cards?", ("P5", "D3")),
            BankQuestion("overlap", _ASKING[0][0] + ".", ("P1",)),
        ),
        told=("own.toml: question far, aims: P99 is no descriptor or KSB of M1 core.",),
    )
    screen = PrepareScreen(acted.record, acted.ticker, acted.loaded, lambda: 10**11, bank=bank)
    return _Later(screen)


def _judge(acted: Acted) -> JudgeScreen:
    return JudgeScreen(acted.record, acted.ticker)


@scene("enter", "tab", "m", "f8")
def covered(stage: Stage) -> Shown:
    return judge(stage)


@scene("enter", "tab", "m")
def judge(stage: Stage) -> Shown:
    return _judge(stage.act("M1").heard().wait(30))


@scene()
def judge_closing(stage: Stage) -> Shown:
    return _judge(stage.act("M1").heard())


@scene()
def judge_shut(stage: Stage) -> Shown:
    return _judge(discussed(stage.act("M2")))


@scene("n", *"The budget was not sh")
def judge_writing(stage: Stage) -> Shown:
    return _judge(stage.act("M1").heard().wait(30))


@scene()
def loose_notes(stage: Stage) -> Shown:
    acted = discussed(stage.act("M2"))
    acted.noted("brought the call sheet along").noted("named three producers he asked for advice")
    return LooseNotes(acted.record, acted.ticker)


@scene("S")
def sealing_refused(stage: Stage) -> Shown:
    acted = stage.act("M1").asking().asked(6).noted("loose").over().wait(30)
    return _judge(acted)


@scene("S")
def sealing(stage: Stage) -> Shown:
    return _judge(stage.act("M1").heard().judged("P3").wait(30))


def _record(acted: Acted) -> RecordScreen:
    return RecordScreen(acted.record, acted.ticker, export=lambda: "", withdraw=str)


@scene()
def record(stage: Stage) -> Shown:
    return _record(held(stage.act("M2")))


@scene()
def record_live(stage: Stage) -> Shown:
    acted = discussed(stage.act("M2")).do(clock_guards.pause, "comfort break").wait(8)
    return _record(
        acted.do(clock_guards.resume).asked(2).noted("agreed it in writing", ("P6", "+"))
    )


@scene("t", "down")
def trace(stage: Stage) -> Shown:
    return _record(held(stage.act("M2")))


@scene("down")
def exchange(stage: Stage) -> Shown:
    store = stage.store()
    url, folder = "https://results.example.org/inbox", "file:///srv/shared/results"
    queued.fill(store, 7, url)
    outcomes = [
        Outcome("document-00001", DELIVERED, place=f"{url}/7d1b.json"),
        Outcome("document-00002", DELIVERED, place=f"{url}/a1c3.json"),
        Outcome("document-00003", REFUSED, "The server refused this result (422).", tries=1),
        Outcome("document-00004", WAITING, "The server asks for rest (429).", tries=3),
    ]
    store.keep_outcomes(DestinationState(url), outcomes, NOON.wall)
    store.queue([folder])
    told = "The folder cannot be written. Allow writing there, or name another."
    store.keep_outcomes(DestinationState(folder, paused=True, told=told), [], NOON.wall)
    return ExchangeScreen(
        store,
        Ticker(),
        (Named(url, automatic=True), Named(folder, automatic=True)),
        send_now=lambda url, refused: None,
        busy=lambda url: False,
    )


@scene()
def exchange_nowhere(stage: Stage) -> Shown:
    return ExchangeScreen(
        stage.store(), Ticker(), (), send_now=lambda url, refused: None, busy=lambda url: False
    )
