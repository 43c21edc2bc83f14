"""Letters in front of the lines in sight: one key shows them, typing one goes to its line.

The lower half of `row_list`. While letters are shown every key belongs to them: the one that is
typed goes to its line, any other takes them away. They lie over the first cells, so that nothing
moves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.widgets.row_drawing import Row

LETTERS = "fjdkslaghrueiwoqptyvncmxbz"
"""The letters under the fingers first."""


def labels(count: int) -> list[str]:
    """Return so many labels: single letters, or two letters each where these do not suffice.

    Args:
        count: How many lines are in sight; what is beyond two letters has none.
    """
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    pairs = [first + second for first in LETTERS for second in LETTERS]
    return pairs[:count]


class Jumping(ScrollView):
    """Rows that a typed letter goes to. The list that is made of it draws and scrolls them."""

    DEFAULT_CSS = """
    Jumping > .jump--label { background: $accent; color: $background; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"jump--label"}

    at: reactive[int]
    _rows: list[Row]
    _starts: list[int]
    """On which line each row begins; the last one says how many lines there are."""
    _shows_cursor: bool
    _labels: Mapping[str, int] = {}
    """By label: the line of the window; empty while none are shown."""
    _typed = ""

    @property
    def jumping(self) -> bool:
        """True while labels are shown."""
        return bool(self._labels)

    def draw_line(self, y: int) -> Strip:
        """Draw one line of the window without a label; each kind of list has its own."""
        # Not `abstractmethod`: a widget has Textual's metaclass, which heeds none.
        raise NotImplementedError

    def action_jump(self) -> None:
        """Show a label on each row that begins in sight and can be chosen."""
        top, height = self.scroll_offset.y, self.size.height
        starts = zip(self._rows, self._starts, strict=False)
        lines = [at - top for row, at in starts if not row.heading and top <= at < top + height]
        self._show(dict(zip(labels(len(lines)), lines, strict=False)))

    def _go_to(self, line: int) -> None:
        """Move the cursor to the row that begins on a line; without a cursor, scroll there."""
        at = line + self.scroll_offset.y
        if self._shows_cursor:
            self.at = bisect_right(self._starts, at) - 1
        else:
            self.scroll_to(y=at, animate=False)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep every key from acting elsewhere while labels are shown."""
        return self.jumping

    async def _on_key(self, event: events.Key) -> None:
        """Take a letter of a label; anything else takes the labels away."""
        if not self.jumping:
            return
        event.stop()
        event.prevent_default()
        typed = self._typed + (event.character or "\n")
        line = self._labels.get(typed)
        if line is None and any(label.startswith(typed) for label in self._labels):
            self._typed = typed
            self.refresh()
            return
        self.leave_jump()
        if line is not None:
            self._go_to(line)

    def on_blur(self) -> None:
        """Take the labels away where the keyboard goes elsewhere."""
        self.leave_jump()

    def leave_jump(self) -> None:
        """Take the labels away."""
        if self.jumping:
            self._show({})

    def _show(self, shown: Mapping[str, int]) -> None:
        self._labels, self._typed = shown, ""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window, with its label over its first cells."""
        strip = self.draw_line(y)
        label = next((label for label, line in self._labels.items() if line == y), "")
        if not label or not label.startswith(self._typed):
            return strip
        # No wider than its letters: rows begin with a blank, and codes stay legible.
        written = label[len(self._typed) :]
        style = self.get_component_rich_style("jump--label")
        rest = strip.crop(len(written), strip.cell_length)
        return Strip.join([Strip([Segment(written, style)]), rest])
