"""The keys of one glance: credit by a digit, the door that has just opened, the stocktake."""

from __future__ import annotations

from textual import on

from data.record.instant import Instant
from data.rules import crediting, doorway
from data.rules.clock_guards import REASONS
from data.rules.pause_reasons import reason_pause
from screens.live_desk import LiveDesk
from screens.live_facts import still_hidden
from screens.live_stocktake import stocktake_facts
from screens.live_whisper import QUIET, whisper
from screens.navigation import SayRefused
from screens.widgets.clock_facts import signal_words
from screens.widgets.stocktake import Stocktake
from screens.widgets.whisper import Whisper


class GlanceKeys(LiveDesk):
    """What the live screen says by itself, and what is done about it with one key."""

    _signalled = ""
    """The signal that is shown."""

    def show_clock(self, now: Instant) -> None:
        """Show clock, counts and pace at an instant, and what is to be whispered."""
        super().show_clock(now)
        words = QUIET if self.hidden else whisper(self.state, now, self._bank)
        self.query_one(Whisper).words = words
        if self.has_class("-stocktake"):
            facts = stocktake_facts(self.state, now, self._bank)
            self.query_one(Stocktake).facts = facts
        self._ring(signal_words(self.state, now))

    def _ring(self, signalled: str) -> None:
        """Ring once for a signal, where the user wants to hear it."""
        if signalled and signalled != self._signalled and self._bell:
            self.app.bell()
        self._signalled = signalled

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no key act while the stocktake is shown, but for the one that hides everything."""
        return action == "blank" or not self.has_class("-stocktake")

    def action_digit(self, number: int) -> None:
        """Credit the descriptor of a digit; while paused, give the pause its reason."""
        clock = self.state.clock
        if clock is not None and not clock.running and number <= len(REASONS):
            self.do(reason_pause, REASONS[number - 1])
        else:
            self.do(crediting.credit, number)

    def action_lift(self) -> None:
        """Ask what leads through the door that has just opened."""
        self.do(doorway.lift, self._bank)

    def action_stocktake(self) -> None:
        """Show what is left, until the next key."""
        clock = self.state.clock
        if clock is None or self.state.method.phase(clock.phase).silent:
            self.post_message(SayRefused("There is nothing to take stock of before questioning."))
        elif self.hidden:
            self.post_message(SayRefused(still_hidden("live.stocktake")))
        else:
            self._open_stocktake()

    def _open_stocktake(self) -> None:
        self.app.clear_notifications()
        self.add_class("-stocktake")
        glance = self.query_one(Stocktake)
        glance.passes = frozenset(
            key for key, active in self.active_bindings.items() if active.binding.id == "live.blank"
        )
        self.set_focus(glance)
        self.repaint()

    @on(Stocktake.Closed)
    def close_stocktake(self, event: Stocktake.Closed) -> None:
        """Give the keys back."""
        event.stop()
        if self.has_class("-stocktake"):
            self.remove_class("-stocktake")
            self.act()
            self.repaint()
