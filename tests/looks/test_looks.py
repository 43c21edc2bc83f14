"""How every screen looks, at each size: compared with a drawing that somebody has looked at.

`make looks` takes the drawings anew. They hold no address: the fonts that Textual would fetch for a
browser are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot
from textual.screen import Screen

from data.exchange.destinations.urls import Named
from data.record.entries import AskedBefore
from data.rules import clock_guards, prepare_guards, talk_guards
from data.rules.coverage import checklist
from data.standards.bank import Bank, BankQuestion
from data.standards.library import Library
from data.store.rows import DELIVERED, REFUSED, WAITING, DestinationState, Outcome
from data.store.sitting_record import SittingRecord
from epa_tui.themes import THEMES
from screens.exchange import ExchangeScreen
from screens.form import AssessmentForm
from screens.help import HelpScreen
from screens.home import HomeScreen
from screens.judge import JudgeScreen
from screens.live import LiveScreen
from screens.live_jumps import notice_closing
from screens.prepare import PrepareScreen
from screens.record import RecordScreen
from screens.save_watch import SaveWatch
from tests.data.store import queued
from tests.screens.acted import MINUTE, Acted, Around
from tests.screens.ticking import NOON, Ticker

SMALL = {"80x24": (80, 24), "40x12": (40, 12)}
SIZES = {"80x24": (80, 24), "96x40": (96, 40), "120x40": (120, 40)}


class Drawing(SingleFileSnapshotExtension):
    """One SVG file for each look."""

    _write_mode = WriteMode.TEXT
    _file_extension = "svg"


class Looked(Around):
    """Shows a screen in the colours of the application."""

    def __init__(self, screen: Screen[Any], theme: str = "epa-dark") -> None:
        super().__init__(screen)
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme


@pytest.fixture
def drawing(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Drawing)


@pytest.fixture
def act(tmp_path: Path) -> Iterator[Callable[..., Acted]]:
    """Make sittings that are closed at the end."""
    made: list[Acted] = []

    def make(*arguments: Any, **more: Any) -> Acted:
        made.append(Acted(tmp_path / str(len(made)), *arguments, **more))
        return made[-1]

    yield make
    for acted in made:
        acted.close()


async def look(
    screen: Screen[Any], size: tuple[int, int], *keys: str, theme: str = "epa-dark"
) -> str:
    """Return a drawing of a screen after some keys."""
    app = Looked(screen, theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await _saved(screen, pilot)
        drawn = app.export_screenshot(title="epa_tui")
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


async def _saved(screen: Screen[Any], pilot: Pilot[None]) -> None:
    """Wait until the lamp says that everything is saved, as it does a moment after each key."""
    record = getattr(screen, "_record", None)
    if isinstance(record, SittingRecord):
        assert record.flush()
        if isinstance(screen, LiveScreen):
            screen.show_lamp()
    await pilot.pause()


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


_TALK: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("Tell me of a day when travel went wrong.", "rebooked the unit by rail", (("P1", "+"),)),
    ("How did you schedule it?", "moved two days, told finance first", (("P2", "+"), ("S28", ""))),
    ("Whom did you have to win over?", "calmed the location owner with facts", (("P5", "+"),)),
    ("What did you learn from it?", "asks for feedback after each wrap", (("P9", ""), ("B6", ""))),
    ("What if two shoots clash?", "split the crew, unclear who decided", (("P10", "?"),)),
)


@pytest.mark.parametrize("size", SIZES)
async def test_home(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = act("M2", extra_per_mille=250)
    acted.begun()
    acted.record.flush()
    agenda = acted.store.agenda(NOON.wall - 600 * MINUTE)
    screen = HomeScreen(acted.store, acted.ticker, agenda, library=lambda: Library(None))
    assert await look(screen, SIZES[size]) == drawing


@pytest.mark.parametrize("size", SIZES)
async def test_form(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = act()
    screen = AssessmentForm(acted.store, Library(None), acted.ticker, acted.record.assessment)
    assert await look(screen, SIZES[size]) == drawing


@pytest.mark.parametrize("size", SIZES)
async def test_prepare(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = act("M1")
    assert acted.record.flush()
    screen = PrepareScreen(acted.record, acted.ticker, acted.loaded, free=lambda: 85 * 10**9)
    assert await look(screen, SIZES[size], "enter", "enter") == drawing


_ASKING = (
    ("Take me through one week in which two shoots overlapped.", ("P1",)),
    ("Which document did the crew rely on most?", ("P2", "P6")),
    ("What would have happened if the mill had fallen through?", ("P3", "P7", "D3")),
    ("Take me through the largest variance in your budget.", ("P4", "D2")),
)


def _planning(acted: Acted) -> Acted:
    """Plan questions, one of which was asked at the first attempt."""
    for text, aims in _ASKING:
        acted.do(prepare_guards.plan_question, text, aims)
    acted.record.add(acted.ticker.now, AskedBefore("first", 1, (_ASKING[0][0],)))
    return acted


@pytest.mark.parametrize("size", ["80x24", "40x12", "120x40"])
async def test_questions(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = _planning(act("M1"))
    assert acted.record.flush()
    bank = Bank(
        (
            BankQuestion("cards", "How did you and the edit suite agree on cards?", ("P5", "D3")),
            BankQuestion("overlap", _ASKING[0][0] + ".", ("P1",)),
        ),
        told=("own.toml: question far, aims: P99 is no descriptor or KSB of M1 core.",),
    )
    screen = PrepareScreen(acted.record, acted.ticker, acted.loaded, lambda: 10**11, bank=bank)
    assert await look(screen, SIZES.get(size, (40, 12)), "tab", "tab", "down") == drawing


@pytest.mark.parametrize("size", ["60x20", "80x24", "120x40"])
async def test_proposal(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = _planning(act("M1")).asking().noted("two units, one truck", ("P1", "+"))
    acted.do(talk_guards.park, "truck").do(talk_guards.park, "fuel")
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, SIZES.get(size, (60, 20))) == drawing


@pytest.mark.parametrize("size", [*SIZES, "40x12"])
async def test_live(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = discussed(act("M2", extra_per_mille=250))
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, SIZES.get(size, (40, 12))) == drawing


@pytest.mark.parametrize("size", SIZES)
async def test_checklist(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = discussed(act("M2", "2"))
    assert checklist(acted.record.state).rows[-1].descriptor.code == "OD1"
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, SIZES[size], "c", "down", "down") == drawing


async def test_listening(act: Callable[..., Acted], drawing: SnapshotAssertion) -> None:
    acted = act("M1").begun().wait(19).noted("closing words of the slides", ("P1", ""))
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, (80, 24), "a", "n", *"and") == drawing


@pytest.mark.parametrize("minutes", [41, 45])
async def test_overtime(
    act: Callable[..., Acted], minutes: int, drawing: SnapshotAssertion
) -> None:
    acted = act("M1").asking().wait(39).do(clock_guards.extend, "to finish").wait(minutes - 39)
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, (80, 24)) == drawing


@pytest.mark.parametrize("size", ["80x24", "120x40", "40x12"])
async def test_stocktake(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = discussed(act("M2")).do(talk_guards.park, "who signed the permit")
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, SIZES.get(size, (40, 12)), "g") == drawing


async def test_a_door_and_credits(act: Callable[..., Acted], drawing: SnapshotAssertion) -> None:
    acted = discussed(act("M2")).do(talk_guards.ask, "Who had access to it?", aims=("P4",))
    bank = Bank(stems={("P7", "D1"): "Which way of telling people would you choose next time?"})
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch(), bank=bank)
    assert await look(screen, (80, 24), "2", "4") == drawing


@pytest.mark.parametrize("size", ["80x24", "40x12"])
async def test_a_signal(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = discussed(act("M2")).wait(79)
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, SMALL[size]) == drawing


async def test_paused(act: Callable[..., Acted], drawing: SnapshotAssertion) -> None:
    acted = discussed(act("M2")).do(clock_guards.pause, "comfort break").wait(3)
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, (80, 24)) == drawing


@pytest.mark.parametrize("size", SMALL)
async def test_confirming(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = discussed(act("M2"))
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, SMALL[size], "E") == drawing


@pytest.mark.parametrize("size", SMALL)
async def test_asking_for_a_reason(
    act: Callable[..., Acted], size: str, drawing: SnapshotAssertion
) -> None:
    acted = discussed(act("M2")).wait(90)
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, SMALL[size], "q", *"she asked") == drawing


@pytest.mark.parametrize("size", SMALL)
async def test_choosing(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = discussed(act("M2"))
    watch = SaveWatch()
    notice_closing(acted.record, watch, acted.ticker.now)
    screen = LiveScreen(acted.record, acted.ticker, watch)
    assert await look(screen, SMALL[size]) == drawing


@pytest.mark.parametrize("size", SMALL)
async def test_refused_line(
    act: Callable[..., Acted], size: str, drawing: SnapshotAssertion
) -> None:
    acted = discussed(act("M2"))
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    keys = ("n", *"crew ", "number_sign", *"k8", "enter")
    assert await look(screen, SMALL[size], *keys) == drawing


@pytest.mark.parametrize("theme", ["epa-light", "epa-contrast"])
async def test_live_in_other_colours(
    act: Callable[..., Acted], theme: str, drawing: SnapshotAssertion
) -> None:
    acted = discussed(act("M2"))
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, (80, 24), theme=theme) == drawing


async def test_live_without_colours(
    act: Callable[..., Acted], drawing: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    acted = discussed(act("M2"))
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, (80, 24)) == drawing


@pytest.mark.parametrize("size", SIZES)
async def test_judge(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = act("M1").heard()
    screen = JudgeScreen(acted.record, acted.ticker)
    assert await look(screen, SIZES[size], "enter", "enter", "tab", "m") == drawing


@pytest.mark.parametrize("size", SIZES)
async def test_record(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = act("M1").heard().sealed()
    # The head of the chain is another each time: ids are random.
    screen = RecordScreen(acted.record, acted.ticker, export=lambda: "", withdraw=str)
    drawn = re.sub(
        r"head&#160;[0-9a-f]{12}", "head&#160;0123456789ab", await look(screen, SIZES[size])
    )
    assert _without_name(drawn) == drawing


def _without_name(drawn: str) -> str:
    """Return a drawing with the name that Textual makes from its content taken out."""
    return re.sub(r"terminal-\d+", "terminal-0", drawn)


@pytest.mark.parametrize("size", SIZES)
async def test_help(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = act("M1").begun()
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    app = Looked(screen)
    async with app.run_test(size=SIZES[size]) as pilot:
        await pilot.pause()
        await app.push_screen(HelpScreen(screen))
        await pilot.pause()
        drawn = app.export_screenshot(title="epa_tui")
    assert re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL) == drawing


@pytest.mark.parametrize("size", [*SIZES, "40x12"])
async def test_exchange(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    store = act().store
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
    screen = ExchangeScreen(
        store,
        Ticker(),
        (Named(url, automatic=True), Named(folder, automatic=True)),
        send_now=lambda url, refused: None,
        busy=lambda url: False,
    )
    app = Looked(screen)
    async with app.run_test(size=SIZES.get(size, (40, 12))) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("down")
        await pilot.pause()
        drawn = app.export_screenshot(title="epa_tui")
    assert re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL) == drawing
