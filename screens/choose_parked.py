"""Choose among what was parked: a digit asks it, one key drops what was answered already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from screens.dialogs import Dialog, Numbered, keys_line

MOST = 9
"""How many are offered: as many as there are digits to choose with."""


class ChooseParked(Dialog[tuple[int, bool] | None]):
    """Gives the place of what was chosen, from 0, and whether it is dropped.

    Args:
        words: What was parked, the oldest first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Back", tooltip="Choose nothing.", id="parked.back"),
        Binding("x", "drop", "Drop", tooltip="Drop the one with the mark.", id="parked.drop"),
        Binding("up", "mark(-1)", "Up", tooltip="Mark the one above.", id="parked.up"),
        Binding("down", "mark(1)", "Down", tooltip="Mark the one below.", id="parked.down"),
    ]

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__("Ask about which?")
        self._words, self._marked = words, 0

    def more(self) -> Iterator[Widget]:
        """Yield the numbered lines."""
        for number, words in enumerate(self._words, start=1):
            yield Numbered(number, words)

    def on_mount(self) -> None:
        """Mark the first line."""
        self.action_mark(0)

    def foot(self) -> Iterator[Widget]:
        """Yield the keys."""
        digits = "1" if len(self._words) == 1 else f"1-{len(self._words)}"
        yield keys_line((digits, "ask"), ("x", "drop ►, answered"), ("q", "back"))

    def action_mark(self, step: int) -> None:
        """Mark another line."""
        self._marked = (self._marked + step) % len(self._words)
        lines = list(self.query(Numbered))
        for place, line in enumerate(lines):
            line.mark(marked=place == self._marked)
        lines[self._marked].scroll_visible(animate=False)

    def action_drop(self) -> None:
        """Drop the line that is marked."""
        self.dismiss((self._marked, True))

    def on_key(self, event: events.Key) -> None:
        """Take a digit as what to ask."""
        if event.character and event.character in "123456789"[: len(self._words)]:
            event.stop()
            self.dismiss((int(event.character) - 1, False))
