"""The whole application on a machine whose clocks do what a test says."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from data.record.instant import Instant
from data.record.state import SittingState
from data.store.store import Store
from epa_tui.app import EpaApp
from screens.home import HomeScreen
from screens.live import LiveScreen
from screens.prepare import PrepareScreen
from screens.record import RecordScreen
from screens.widgets.clock_facts import ClockFacts
from screens.widgets.phase_panel import PhasePanel
from tests.data.store.building import a_sitting, an_assessment
from tests.epa_tui.hands import Hands
from tests.faults.clock_case import MINUTE, Step
from tests.screens.acted import LOOKS, seen
from tests.screens.ticking import Ticker


class Machine:
    """A machine's clocks, and a store on its disk.

    Args:
        home: An empty folder.
        begin: Wall time, UTC milliseconds since 1970.
        tells_sleep: Whether its tick goes on while it sleeps.
    """

    def __init__(self, home: Path, begin: int, tells_sleep: bool = True) -> None:
        self.home = home
        self.ticker = Ticker(Instant(begin, 5_000_000, "boot-1", 5_000_000, tells_sleep))
        with Store.open(home) as store:
            sitting = a_sitting(method="M2", scheduled_at=begin)
            store.save_bookings([replace(an_assessment(), option="1")], [sitting])

    def do(self, step: Step) -> None:
        """Let the clocks do something."""
        now, kind, ms = self.ticker.now, *step
        if kind in ("go", "unkept"):
            self.ticker.go(ms)
        elif kind == "sleep":
            self.ticker.now = replace(now, wall=now.wall + ms, tick=now.tick + ms)
        elif kind in ("stand", "wall"):
            self.ticker.now = replace(now, wall=now.wall + ms)
        elif kind == "boot":
            boot = f"{now.boot}-again"
            self.ticker.now = replace(now, wall=now.wall + ms, tick=9_000, awake=9_000, boot=boot)
        else:
            raise ValueError(kind)

    @asynccontextmanager
    async def started(self) -> AsyncIterator[Desk]:
        """Start the program."""
        with Store.open(self.home) as store:
            app = EpaApp(store, self.ticker, agenda=store.agenda(0))
            async with app.run_test(size=(80, 24), notifications=True) as pilot:
                await pilot.pause()
                yield Desk(self, Hands(app, pilot, self.ticker))

    def killed(self) -> None:
        """Go on with what a killed program would have left on the disk."""
        left = self.home.with_name(f"{self.home.name}-left")
        left.mkdir()
        for path in self.home.glob("store.db*"):
            shutil.copy(path, left)
        self.home = left


class Desk:
    """An assessor at the machine."""

    def __init__(self, machine: Machine, hands: Hands) -> None:
        self.machine, self.hands = machine, hands

    @property
    def live(self) -> LiveScreen | None:
        """The live screen, with or without a question on it."""
        stack = self.hands.app.screen_stack
        return next((screen for screen in stack if isinstance(screen, LiveScreen)), None)

    @property
    def state(self) -> SittingState:
        """The sitting under way."""
        assert self.live is not None
        return self.live.state

    @property
    def facts(self) -> ClockFacts:
        """What the panel of the live screen shows."""
        assert self.live is not None
        facts = self.live.query_one(PhasePanel).facts
        assert facts is not None
        return facts

    @property
    def seen(self) -> str:
        """What the terminal shows, as running text."""
        return " ".join(seen(self.hands.app).split())

    async def look(self) -> None:
        """Let the program read the clocks, as it does every second."""
        self.hands.app.read_clocks()
        if self.live is not None:
            self.live.read_clock()
        await self.hands.pilot.pause()
        await self.hands.pilot.pause()

    async def go(self, step: Step) -> None:
        """Let the clocks do something, and the program notice it."""
        if step.kind == "slew":
            for _ in range(step.ms // MINUTE):
                self.machine.do(Step("go", MINUTE))
                self.machine.do(Step("wall", MINUTE // 2000))
                await self.look()
            return
        self.machine.do(step)
        if step.kind != "unkept":
            await self.look()

    async def waiting(self) -> None:
        """Come from the list to the live screen before the first phase."""
        hands = self.hands
        await hands.press("enter")
        await hands.shows(PrepareScreen)
        await hands.press("g")
        await hands.shows(LiveScreen)

    async def begun(self) -> None:
        """Start the discussion with checks missing, which is recorded, and let 10 minutes pass."""
        await self.hands.press("s")
        await self.hands.write("a test")
        await self.hands.press("enter")
        await self.hands.sees("RUNNING")
        await self.go(Step("go", 10 * MINUTE))

    async def leave_for(self, where: str) -> None:
        """Go to the list, or from there to the record."""
        await self.hands.press("h")
        await self.hands.shows(HomeScreen)
        if where == "record":
            await self.hands.press("r")
            await self.hands.shows(RecordScreen)

    async def come_back(self) -> None:
        """Go back to the live screen from wherever this is."""
        if isinstance(self.hands.app.screen, RecordScreen):
            await self.hands.press("h")
        await self.hands.shows(HomeScreen)
        await self.hands.press("enter")
        for _ in range(LOOKS):
            if self.live is not None and self.live.is_mounted:
                break
            await self.hands.pilot.pause(0.02)
        await self.look()

    async def close(self) -> None:
        """Close the program in order; the clock may run."""
        await self.hands.press("h")
        await self.hands.shows(HomeScreen)
        await self.hands.press("q")
        if "Close while a clock runs?" in self.seen:
            await self.hands.press("y")
        for _ in range(LOOKS):
            if self.hands.app._exit:
                return
            await self.hands.pilot.pause(0.02)
        raise AssertionError(f"never closed: {self.seen}")
