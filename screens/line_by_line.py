"""Lines to be gone through one by one, large and calm: read out, or looked at.

The line at hand is bright and the rest is muted; beside each stands when it was ticked. Where the
clock of a phase runs, it stays in sight.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from data.record.instant import Clock, Instant
from data.store.sitting_record import SittingRecord
from screens.action import Action, bindings
from screens.actions import SCRIPT
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.phase_panel import DIGIT_STYLES, STATE_STYLES
from screens.widgets.times import left, wall

HELD_MS = 400
"""A key that follows so soon, in milliseconds, is held down: nobody has read a line since."""

WIDEST = 72
"""Cells of the longest line that the eye does not lose."""
NARROWEST = 30


class LineByLine(ModalScreen[bool]):
    """Goes through lines; the answer tells whether it came to the end.

    Args:
        record: The sitting.
        clock: Tells the time.
        title: What is gone through.
        about: Whom it is about.
        lines: The lines, in order.
    """

    DEFAULT_CSS = """
    LineByLine { background: $background; align: center top; overflow: hidden; }
    LineByLine #clock {
        height: 1; padding: 0 1; display: none; text-wrap: nowrap; text-overflow: ellipsis;
    }
    LineByLine #clock.-running { display: block; }
    LineByLine VerticalScroll {
        width: 1fr; height: 1fr; margin: 1 0 0 0; padding: 0 1; scrollbar-size-vertical: 1;
    }
    LineByLine VerticalScroll > Horizontal { width: auto; height: auto; margin: 0 0 1 0; }
    LineByLine .when { width: 7; color: $text-muted; }
    LineByLine .line { color: $text-muted; }
    LineByLine .-now .line { color: $foreground; text-style: bold; }
    LineByLine .-now .when { color: $accent; text-style: bold; }
    LineByLine.-low VerticalScroll { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SCRIPT)]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - as Textual types it
    AUTO_FOCUS = ""
    KEYS: ClassVar[tuple[Action, ...]] = SCRIPT

    def __init__(
        self, record: SittingRecord, clock: Clock, title: str, about: str, lines: Sequence[str]
    ) -> None:
        super().__init__()
        self._record, self._clock = record, clock
        self._heading, self._texts = Heading(title, about), tuple(lines)
        self._at = 0
        self._pressed: Instant | None = None
        self._shown_clock = ""

    @abstractmethod
    def ticked(self, place: int) -> Content:
        """Return what stands beside a line that was gone through; empty where it was not."""

    def compose(self) -> ComposeResult:
        """Lay out heading, clock, lines and keys."""
        yield self._heading
        yield Static(id="clock", markup=False)
        with VerticalScroll(can_focus=False):
            for line in self._texts:
                with Horizontal():
                    yield Static(classes="when", markup=False)
                    yield Static(Content(line), classes="line")
        yield KeyBar(tuple(action for action in self.KEYS if action.footer))

    def on_mount(self) -> None:
        """Begin at the line at hand, with the clock where one runs and nothing told over it."""
        self.app.clear_notifications()
        self._pressed = self._clock()  # the key that opened this may still be down
        self._show_clock()
        self.set_interval(0.5, self._show_clock)
        self.show_lines()

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines where the screen ends, or before the eye loses them."""
        wide = event.size.width
        width = max(NARROWEST, min(WIDEST, wide - 11))
        for line in self.query(".line"):
            line.styles.width = width
        self.call_after_refresh(self._scroll)

    def show_lines(self) -> None:
        """Show which lines are done, and which one is at hand."""
        for place, row in enumerate(self.query("VerticalScroll > Horizontal")):
            now, done = place == self._at, self.ticked(place)
            row.set_class(now, "-now")
            row.query_one(".when", Static).update(done or Content("    >" if now else ""))
        self.call_after_refresh(self._scroll)

    def _scroll(self) -> None:
        rows = self.query("VerticalScroll > Horizontal")
        if rows and self.is_attached:
            row = rows[min(self._at, len(rows) - 1)]
            self.query_one(VerticalScroll).scroll_to_widget(row, animate=False, center=True)

    def held(self, now: Instant) -> bool:
        """Tell whether a key is held down: it follows the one before too soon."""
        before, self._pressed = self._pressed, now
        return before is not None and now.since(before) < HELD_MS

    def go_on(self) -> None:
        """Go to the next line; after the last one this is over."""
        if self._at + 1 >= len(self._texts):
            self.dismiss(True)
            return
        self._at += 1
        self.show_lines()

    def action_back(self) -> None:
        """Go back to the line before."""
        self._at = max(0, self._at - 1)
        self.show_lines()

    def action_page(self, pages: int) -> None:
        """Look at what does not fit."""
        lines = self.query_one(VerticalScroll)
        lines.scroll_relative(y=pages * max(1, lines.size.height - 1), animate=False)

    def action_close(self) -> None:
        """Leave; it goes on here the next time."""
        self.dismiss(False)

    def _show_clock(self) -> None:
        """Show the clock of the phase under way, where it changed."""
        state, now = self._record.state, self._clock()
        clock = state.clock
        shown = self.query_one("#clock", Static)
        shown.set_class(clock is not None, "-running")
        if clock is None:
            return
        word, time = clock.state(now), left(clock.remaining(now))
        if f"{time} {word}" != self._shown_clock:
            self._shown_clock = f"{time} {word}"
            title = state.method.phase(clock.phase).title
            digits = (time, DIGIT_STYLES.get(word, "$text-muted"))
            shown.update(
                Content.assemble(digits, "  ", (f" {word} ", STATE_STYLES[word]), f"  {title}")
            )


def minute(at: Instant) -> Content:
    """Return the time of day beside a line that was gone through."""
    return Content(wall(at.wall, seconds=False))
