"""An assessor's hands: keys in, and what the terminal shows."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from data.exchange.schema import validate
from data.store.store import Store
from epa_tui.app import EpaApp
from epa_tui.settings import Settings
from screens.judge import JudgeScreen
from screens.line_by_line import LineByLine
from screens.live import LiveScreen
from screens.prepare import PrepareScreen
from screens.record import RecordScreen
from screens.room_checklist import RoomChecklist
from screens.teleprompter import Teleprompter
from screens.widgets.phase_panel import PhasePanel
from tests.data.store.building import a_sitting, an_assessment
from tests.screens.acted import LOOKS, seen
from tests.screens.ticking import NOON, Ticker

MINUTE = 60_000


class Hands:
    """An assessor's hands on the application."""

    def __init__(self, app: EpaApp, pilot: Pilot[None], ticker: Ticker) -> None:
        self.app, self.pilot, self.ticker = app, pilot, ticker

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Type as fast as a paste would come, key by key."""
        for character in text:
            self.app.post_message(events.Key(_NAMES.get(character, character), character))
        await self.pilot.pause()

    async def note(self, text: str) -> None:
        await self.press("n")
        await self.write(text)
        await self.press("enter", "enter")

    async def shows(self, screen: type[Any]) -> None:
        """Wait until a screen of some kind is shown."""
        for _ in range(LOOKS):
            if isinstance(self.app.screen, screen):
                await self.pilot.pause()
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"{screen.__name__} never came: {seen(self.app)}")

    async def sees(self, text: str) -> None:
        """Wait until the terminal shows a text."""
        for _ in range(LOOKS):
            if text in seen(self.app):
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"never showed {text!r}:\n{seen(self.app)}")

    @property
    def left(self) -> str:
        """The time left as the clock shows it."""
        facts = self.app.screen.query_one(PhasePanel).facts
        assert facts is not None
        return facts.left

    def wait(self, minutes: float) -> None:
        self.ticker.go(int(minutes * MINUTE))

    async def prepared(self) -> None:
        """Answer every check of the start gate, and go live."""
        await self.press("enter")
        await self.shows(PrepareScreen)
        await self.press("enter", "enter", "enter", "enter")
        await self.write("02:13")
        await self.press("enter", "enter", "1", "enter")
        await self.sees("The room")
        await self.gone_through(RoomChecklist)
        await self.press("enter")
        await self.sees("Preamble, to be read out")
        await self.gone_through(Teleprompter)
        await self.sees("All checks are passed")
        await self.press("g")
        await self.shows(LiveScreen)

    async def gone_through(self, lines: type[LineByLine]) -> None:
        """Tick every line that is gone through, one after the other."""
        while isinstance(self.app.screen, lines):
            self.wait(0.01)
            await self.press("enter")

    async def ended(self) -> None:
        await self.press("E", "y")

    async def judged(self, descriptors: int) -> None:
        """Judge every descriptor met, and seal."""
        live = self.app.screen
        assert isinstance(live, LiveScreen)
        await self.press("j")
        await self.sees("Closing words")
        await self.gone_through(Teleprompter)
        await self.shows(JudgeScreen)
        await self.press(*["m"] * descriptors)
        await self.sees("all descriptors are met")
        await self.press("S")
        await self.sees("You declare")
        await self.press("y")
        await self.sees("sealed:")


_NAMES = {
    " ": "space",
    "#": "number_sign",
    "+": "plus",
    "?": "question_mark",
    "@": "at",
    '"': "quotation_mark",
    ".": "full_stop",
    ",": "comma",
    ":": "colon",
    "!": "exclamation_mark",
}


@asynccontextmanager
async def opened(
    home: Path, method: str, option: str = "1", **personal: Any
) -> AsyncIterator[Hands]:
    ticker, settings = Ticker(), Settings(keys=personal.pop("keys", {}))
    with Store.open(home) as store:
        assessment = replace(an_assessment(**personal), option=option)
        sitting = a_sitting(method=method, scheduled_at=NOON.wall + 10 * MINUTE)
        store.save_bookings([assessment], [sitting])
        app = EpaApp(store, ticker, settings, store.agenda(NOON.wall - 600 * MINUTE))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            yield Hands(app, pilot, ticker)
            await pilot.press("ctrl+q")


async def exported(hands: Hands, home: Path) -> dict[str, Any]:
    """Write the result from the record screen and return it, checked."""
    await hands.press("v")
    await hands.shows(RecordScreen)
    await hands.press("x")
    await hands.sees("written")
    (path,) = (home / "results").glob("*.json")
    assert path.stat().st_mode & 0o777 == 0o600
    document: dict[str, Any] = json.loads(path.read_bytes())
    validate(document)
    assert "Example" not in path.name
    return document
