"""The application: makes the store ready, holds the clock, and puts screens in front."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from data.record.instant import Clock
from data.store.errors import StoreError
from data.store.rows import AgendaRow, Owed
from data.store.store import Store
from epa_tui.crash import FOLDER
from epa_tui.dressing import dress
from epa_tui.due_app import DueApp
from epa_tui.keyboard import take_keys
from epa_tui.leaving_app import LeavingApp
from epa_tui.palette import commands
from epa_tui.settings import Settings
from epa_tui.themes import THEMES
from screens.actions import EVERYWHERE, bindings
from screens.hiding import Hiding
from screens.home import HomeScreen
from screens.navigation import GoHome, OpenExchange, OpenSitting

if TYPE_CHECKING:
    from data.standards.library import Library
    from epa_tui.exchange import Exchange, ExchangeChanged
    from epa_tui.sittings import Sittings

READING_S = 1.0
"""How often the clocks of the machine are compared, in seconds."""

HEARTBEAT_S = 10.0
"""How often it is kept that the program lives, in seconds: a crash is measured from there."""


class EpaApp(DueApp, LeavingApp):
    """The tool of the end-point assessor.

    Args:
        store: Open, and perhaps not ready to be written to yet.
        clock: Tells the time.
        settings: What the user has chosen.
        agenda: Today's and coming sittings, read before the start.
        dues: What is due, read with them.
        demonstration: True for a throw-away store.
        speed: How much faster the clock runs than the world.
        loaded: Called, in another thread, when all that is slow to load is there.
    """

    TITLE = "epa_tui"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]
    ENABLE_COMMAND_PALETTE = False  # else it is bound once more, past the help and the settings

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings | None = None,
        agenda: Sequence[AgendaRow] = (),
        dues: Sequence[Owed] = (),
        *,
        demonstration: bool = False,
        speed: int = 1,
        loaded: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(store.path.parent / FOLDER)
        self._store, self._clock = store, clock
        self._day = clock().local().date()
        self._settings = settings or Settings()
        self._agenda, self._dues = tuple(agenda), tuple(dues)
        self._demonstration, self._speed = demonstration, speed
        self._loaded = loaded
        self._prepared = asyncio.Event()
        self._sittings: Sittings | None = None
        self._exchange: Exchange | None = None
        self.use_command_palette = True
        dress(self, self._settings)
        take_keys(self, self._settings.keys)

    def get_default_screen(self) -> Screen[None]:
        """Begin with the list of sittings."""
        return HomeScreen(
            self._store,
            self._clock,
            self._agenda,
            self._demonstration,
            dues=self._dues,
            library=self._library,
        )

    def _library(self) -> Library:
        """Return the standards; their models are loaded only when they are asked for."""
        from data.standards.library import Library

        return Library(self._store.path.parent / "standards")

    def on_mount(self) -> None:
        """Make the store ready behind the first paint."""
        for problem in self._settings.problems:
            self.notify(problem, severity="warning", timeout=10, markup=False)
        self.call_after_refresh(self._make_ready)

    @work(thread=True, exit_on_error=False, group="ready")
    def _make_ready(self) -> None:
        """Load what is too slow for the start."""
        try:
            self._load()
        finally:
            self._loaded()

    def _load(self) -> None:
        try:
            self._store.make_ready()
        except StoreError as error:
            self.call_from_thread(self.say, str(error))
            self.call_from_thread(self._prepared.set)
            return
        from epa_tui.sittings import Sittings

        self._sittings = Sittings(
            self._store,
            self._clock,
            self._settings,
            demonstration=self._demonstration,
            speed=self._speed,
        )
        self.call_from_thread(self._begin)

    def _begin(self) -> None:
        """Let sittings be opened."""
        self._prepared.set()
        self.refresh_home()
        self.count_dues()
        self.set_interval(READING_S, self.read_clocks)
        self.set_interval(HEARTBEAT_S, self.beat)
        if self._sittings is not None and not self._demonstration:
            from epa_tui.upkeep import Upkeep

            Upkeep(self, self._store, self._clock, self._sittings.running).begin()
        if self._sittings is not None:
            from epa_tui.exchange import Exchange

            self._exchange = Exchange(
                self, self._store, self._clock, self._settings, self._sittings.running
            )
            self._sittings.ways_out.on_result = self._exchange.result_made
            self._exchange.begin()

    def read_clocks(self) -> None:
        """Record what the clocks of the machine did, on whatever screen."""
        if self._sittings is not None:
            self._sittings.read_clocks()
        self._title_the_clock()

    def _title_the_clock(self) -> None:
        """Let the clock go on in the title where no live screen is there to do it."""
        if self._sittings is None or any(isinstance(one, Hiding) for one in self.screen_stack):
            return
        if title := self._sittings.window_title():
            self.retitle(title)

    def beat(self) -> None:
        """Keep that the program lives while a clock runs, and turn the list over at midnight."""
        if self._sittings is not None:
            self._sittings.beat()
        today = self._clock().local().date()
        if today != self._day:
            self._day = today
            self.refresh_home()
            self.count_dues()

    @on(OpenSitting)
    def _open(self, event: OpenSitting) -> None:
        event.stop()
        self.open_sitting(event.sitting_id, event.task)

    @work(exclusive=True, group="open")
    async def open_sitting(self, sitting_id: str, task: str = "") -> None:
        """Show a sitting on the screen that its stage, or `task`, asks for."""
        screen = await self.made(lambda sittings: sittings.screen_for(sitting_id, task))
        if screen is None:
            return
        if len(self.screen_stack) > 1:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)

    @on(GoHome)
    async def _home(self, event: GoHome) -> None:
        event.stop()
        while self.opened > 1:
            await self.pop_screen()
        self.refresh_home()
        self.count_dues()
        self.retitle("epa-tui")
        self._title_the_clock()

    @on(OpenExchange)
    def _asked_for_exchange(self, event: OpenExchange) -> None:
        event.stop()
        self._open_exchange()

    @work(exclusive=True, group="open")
    async def _open_exchange(self) -> None:
        await self._prepared.wait()
        await self.in_sight()
        if self._exchange is not None:
            await self.push_screen(self._exchange.screen())

    def on_exchange_changed(self, event: ExchangeChanged) -> None:
        """Show what was sent where it is looked at."""
        if self._sittings is not None and self._exchange is not None:
            self._sittings.show_unsent(event.unsent)
            self._exchange.show_changed(event, self.screen_stack)

    def action_palette(self) -> None:
        """Find an action by typing its name."""
        self.action_command_palette()

    def action_theme(self) -> None:
        """Go on to the next theme."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action that acts on the screen."""
        return commands(self, screen)
