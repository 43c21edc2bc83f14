"""What stands before a screen while other eyes are near: the clock where one runs, and one key.

It covers the whole terminal and takes every key, so that nothing beneath it is seen or changed.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.keys_now import key_for
from screens.window_title import clock_alone


class Cover(ModalScreen[None]):
    """Hides the screen that it stands before.

    Args:
        title: Returns the title of the window: a clock and counts, nothing about a person.
    """

    DEFAULT_CSS = """
    Cover { background: $background; align: center middle; overflow: hidden; }
    Cover Vertical { width: auto; height: auto; max-width: 100%; }
    Cover Static { width: auto; max-width: 100%; text-align: center; }
    Cover Vertical > * { align-horizontal: center; }
    Cover #clock { width: 100%; text-style: bold; margin-bottom: 1; display: none; }
    Cover #clock.-running { display: block; }
    Cover #how { color: $text-muted; }
    """
    AUTO_FOCUS = ""

    def __init__(self, title: Callable[[], str]) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """Show the clock, and how to go on."""
        how = f"Everything is hidden. {key_for('app.privacy')} shows it again."
        with Vertical():
            yield Static(id="clock", markup=False)
            yield Static(how, id="how", markup=False)

    def on_mount(self) -> None:
        """Let the clock go on where one runs."""
        self._show_clock()
        self.set_interval(0.5, self._show_clock)

    def _show_clock(self) -> None:
        """Show the next second of the clock, without the counts behind it."""
        clock = clock_alone(self._title())
        shown = self.query_one("#clock", Static)
        shown.set_class(bool(clock), "-running")
        shown.update(Content(clock))
