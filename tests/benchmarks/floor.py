"""The least that a Textual application with a clock and an input could be: what ours is held to.

One header, one clock that ticks every second, one input, one footer. Nothing of ours is imported.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Digits, Footer, Header, Input


class Floor(App[None]):
    """Shows the time and takes what is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [("f2", "keep", "Keep")]

    def compose(self) -> ComposeResult:
        """Put header, clock, input and footer below each other."""
        yield Header()
        yield Digits("00:00:00")
        yield Input()
        yield Footer()

    def on_mount(self) -> None:
        """Let letters type, and start to tick."""
        self.query_one(Input).focus()
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Show the next second."""
        self.query_one(Digits).update(f"{datetime.now():%H:%M:%S}")

    def action_keep(self) -> None:
        """Forget what was typed; the footer needs a key to show."""
        self.query_one(Input).clear()


if __name__ == "__main__":
    Floor().run()
