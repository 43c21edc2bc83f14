"""Every screen in every state that looks different, by name: what tests and pictures are drawn of.

A new screen, or a new state of one, is one function here. Everybody in them is made up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen

from data.exchange.destinations.urls import Named
from data.rules import clock_guards, prepare_guards, talk_guards
from data.standards.library import Library
from data.store.rows import DELIVERED, REFUSED, WAITING, DestinationState, Outcome
from data.store.store import Store
from epa_tui.app import EpaApp
from epa_tui.settings import Settings
from screens.exchange import ExchangeScreen
from screens.form import AssessmentForm
from screens.home import HomeScreen
from screens.judge import JudgeScreen
from screens.live import LiveScreen
from screens.live_jumps import notice_closing
from screens.loose_notes import LooseNotes
from screens.prepare import PrepareScreen
from screens.record import RecordScreen
from screens.save_watch import SaveWatch
from screens.sitting_form import SittingForm
from tests.data.store import queued
from tests.data.store.building import a_sitting, an_assessment
from tests.looks.drawing import Looked
from tests.screens.acted import MINUTE, Acted
from tests.screens.ticking import NOON, Ticker

Shown = Screen[Any] | App[None]


@dataclass
class Stage:
    """Gives a scene its stores, and closes them afterwards."""

    folder: Path
    _open: list[Acted | Store] = field(default_factory=list)

    def act(self, *arguments: Any, **more: Any) -> Acted:
        """Make a sitting in a store of its own."""
        made = Acted(self._next(), *arguments, **more)
        self._open.append(made)
        return made

    def store(self) -> Store:
        """Open an empty store."""
        store = Store.open(self._next())
        self._open.append(store)
        return store

    def _next(self) -> Path:
        return self.folder / str(len(self._open))

    def close(self) -> None:
        for opened in self._open:
            opened.close()


@dataclass(frozen=True)
class Scene:
    """One screen in one state."""

    make: Callable[[Stage], Shown]
    keys: tuple[str, ...]

    def app(self, stage: Stage, theme: str = "epa-dark", *, ascii_only: bool = False) -> App[None]:
        """Return an application that shows it, not running yet."""
        shown = self.make(stage)
        if isinstance(shown, App):
            return shown
        return Looked(shown, theme, ascii_only=ascii_only)


SCENES: dict[str, Scene] = {}


def scene(*keys: str) -> Callable[[Callable[[Stage], Shown]], Callable[[Stage], Shown]]:
    """Add a scene under the name of its function.

    Args:
        keys: What is pressed on the screen first.
    """

    def add(make: Callable[[Stage], Shown]) -> Callable[[Stage], Shown]:
        SCENES[make.__name__] = Scene(make, keys)
        return make

    return add


_TALK: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("Tell me of a day when travel went wrong.", "rebooked the unit by rail", (("P1", "+"),)),
    ("How did you schedule it?", "moved two days, told finance first", (("P2", "+"), ("S28", ""))),
    ("Whom did you have to win over?", "calmed the location owner with facts", (("P5", "+"),)),
    ("What did you learn from it?", "asks for feedback after each wrap", (("P9", ""), ("B6", ""))),
    ("What if two shoots clash?", "split the crew, unclear who decided", (("P10", "?"),)),
)


def discussed(acted: Acted) -> Acted:
    """Come fifty minutes into a discussion with questions and notes."""
    acted.begun()
    acted.do(prepare_guards.set_recording, 133_000)
    for number, (question, answer, marks) in enumerate(_TALK):
        acted.wait(6).do(talk_guards.ask, question, aims=tuple(code for code, _ in marks[:1]))
        acted.noted(answer, *marks)
        if number == 2:
            acted.wait(1).do(talk_guards.ask, "Who agreed to that?", main=False)
    acted.wait(1).do(talk_guards.incident, "their line dropped for a moment")
    return acted.wait(2)


def held(acted: Acted) -> Acted:
    """Hold a whole discussion, with a pause and some overtime, and seal it."""
    acted.begun()
    for number, descriptor in enumerate(acted.record.state.criteria[:-2]):
        code = descriptor.code
        acted.wait(4).do(talk_guards.ask, f"Question {number + 1}?", aims=(code,))
        acted.noted("told of a production of his own", (code, "+" if number % 3 else ""))
        if number == 12:
            acted.do(clock_guards.pause, "comfort break").wait(8).do(clock_guards.resume)
    clock = acted.record.state.clock
    assert clock is not None
    acted.wait(clock.remaining(acted.ticker.now) / MINUTE)
    acted.do(clock_guards.extend, "to finish the last answer").wait(5)
    return acted.do(clock_guards.end_phase).sealed()


def _live(acted: Acted, watch: SaveWatch | None = None) -> LiveScreen:
    return LiveScreen(acted.record, acted.ticker, watch or SaveWatch())


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


@scene()
def sitting_form(stage: Stage) -> Shown:
    acted = stage.act()
    return SittingForm(acted.store, Library(None), acted.ticker, acted.record.assessment)


def _prepare(stage: Stage, method: str) -> PrepareScreen:
    acted = stage.act(method)
    assert acted.record.flush()
    return PrepareScreen(acted.record, acted.ticker, acted.loaded, free=lambda: 85 * 10**9)


@scene("enter", "enter")
def prepare(stage: Stage) -> Shown:
    return _prepare(stage, "M1")


@scene("tab")
def prepare_evidence(stage: Stage) -> Shown:
    return _prepare(stage, "M2")


@scene("tab")
def prepare_report(stage: Stage) -> Shown:
    return _prepare(stage, "M1")


@scene("tab", "tab")
def prepare_questions(stage: Stage) -> Shown:
    return _prepare(stage, "M1")


@scene()
def live_waiting(stage: Stage) -> Shown:
    return _live(stage.act("M1"))


@scene()
def live(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2", extra_per_mille=250)))


@scene("a", "n", *"and")
def live_listening(stage: Stage) -> Shown:
    return _live(stage.act("M1").begun().wait(19).noted("closing words of the slides", ("P1", "")))


def _over(stage: Stage, minutes: int) -> LiveScreen:
    acted = stage.act("M1").asking().wait(39).do(clock_guards.extend, "to finish")
    return _live(acted.wait(minutes - 39))


@scene()
def live_overtime(stage: Stage) -> Shown:
    return _over(stage, 41)


@scene()
def live_over_ceiling(stage: Stage) -> Shown:
    return _over(stage, 45)


@scene()
def live_paused(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")).do(clock_guards.pause, "comfort break").wait(3))


@scene()
def live_ended(stage: Stage) -> Shown:
    return _live(stage.act("M1").heard())


@scene("b")
def live_blank(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")))


class Elsewhere(Looked):
    """The keyboard belongs to another window."""

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self._lose)

    def _lose(self) -> None:
        self.app_focus = False


@scene()
def live_elsewhere(stage: Stage) -> Shown:
    return Elsewhere(_live(discussed(stage.act("M2"))))


@scene("c", "down", "down")
def checklist(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2", "2")))


@scene("n", *"crew ", "number_sign", *"k8", "enter")
def live_refused(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")))


@scene("question_mark")
def help_(stage: Stage) -> Shown:
    return _live(stage.act("M1").begun())


@scene("E")
def dialog_confirm(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")))


@scene("q", *"she asked")
def dialog_ask(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")).wait(90))


@scene()
def dialog_choose(stage: Stage) -> Shown:
    acted, watch = discussed(stage.act("M2")), SaveWatch()
    notice_closing(acted.record, watch, acted.ticker.now)
    return _live(acted, watch)


@scene("c", "down", "d")
def dialog_read(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")))


def _judge(acted: Acted) -> JudgeScreen:
    return JudgeScreen(acted.record, acted.ticker)


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
    return _record(stage.act("M1").heard().sealed())


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
