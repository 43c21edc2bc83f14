"""Ties the pump to the application: counts on the screens, and the screen of the exchange."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.message import Message
from textual.screen import Screen

from data.record.instant import Clock
from data.store.errors import StoreError
from data.store.store import Store
from epa_tui.destinations import named
from epa_tui.pump import Pump
from epa_tui.settings import Settings
from screens.exchange import ExchangeScreen
from screens.home import HomeScreen

if TYPE_CHECKING:
    from textual.app import App


class ExchangeChanged(Message):
    """Something was sent, or is to be sent; from a thread of the pump."""

    def __init__(self, unsent: int, *, stopped: bool = False) -> None:
        super().__init__()
        self.unsent = unsent
        """Results that have not arrived everywhere yet."""
        self.stopped = stopped
        """Something was refused or a destination is paused: time alone does not help."""


class Exchange:
    """Sends results behind a running application.

    Args:
        app: Is told what changed.
        store: Ready to be written to.
        clock: Tells the time.
        settings: Name the destinations.
        running: Tells whether the clock of a sitting runs.
    """

    def __init__(
        self,
        app: App[None],
        store: Store,
        clock: Clock,
        settings: Settings,
        running: Callable[[], bool],
    ) -> None:
        self._app, self._store, self._clock = app, store, clock
        self._named = named(settings, store.path.parent)
        self._pump = Pump(store, clock, self._named, running, self._changed)

    def begin(self) -> None:
        """Send what waits, now and from now on."""
        self._pump.begin()

    def result_made(self) -> None:
        """Send a result that was just kept; may be called in any thread."""
        self._changed()
        self._pump.wake()

    def end(self) -> None:
        """Send nothing more."""
        self._pump.end()

    def screen(self) -> ExchangeScreen:
        """Return the screen that shows what was sent and what was not."""
        return ExchangeScreen(
            self._store,
            self._clock,
            self._named,
            send_now=lambda url, refused: self._pump.send_now(url, refused=refused),
            busy=self._pump.sending,
        )

    def show_changed(self, changed: ExchangeChanged, screens: Iterable[Screen[object]]) -> None:
        """Show what has changed where it is looked at.

        Args:
            changed: What was told.
            screens: Those of the application.
        """
        for screen in screens:
            if isinstance(screen, HomeScreen):
                screen.show_unsent(changed.unsent, stopped=changed.stopped)
            elif isinstance(screen, ExchangeScreen):
                screen.read_again()

    def _changed(self) -> None:
        try:
            unsent = self._store.unsent([one.url for one in self._named])
            known = self._store.destinations()
        except StoreError:
            return  # it is being closed
        states = [known[one.url] for one in self._named if one.url in known]
        stopped = any(state.refused or (state.paused and state.waiting) for state in states)
        self._app.post_message(ExchangeChanged(unsent, stopped=stopped))
