"""The first line of a screen: what it is on the left, who or what it is about on the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from data.record.text import clean
from screens.widgets.columns import MUTED, fitted

LEAST = (40, 12)
"""Columns and lines below which a screen says that it cannot show enough."""


class Heading(Widget):
    """One line; the right side gives way first when there is little room.

    Where the whole screen is too small, it says that instead, as the live screen does.

    Args:
        title: What the screen is.
        about: Who or what it is about.
        label: A word that has to catch the eye.
        short: The title of a terminal that the whole one does not fit into.
    """

    DEFAULT_CSS = """
    Heading { dock: top; height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    too_small: reactive[bool] = reactive(False)
    """True while the terminal is smaller than `LEAST`."""

    def __init__(self, title: str, about: str = "", *, label: str = "", short: str = "") -> None:
        super().__init__()
        self._title, self._about, self._label = title, about, label
        self._short = short

    def on_mount(self) -> None:
        """Look at the size of the screen whenever it is laid out: this line may keep its own."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._measure)

    def _measure(self, screen: Screen[object]) -> None:
        columns, lines = screen.size
        self.too_small = columns < LEAST[0] or lines < LEAST[1]

    def show(self, title: str, about: str = "") -> None:
        """Show another title and another subject."""
        self._title, self._about = title, about
        self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole line."""
        return container.width

    def render(self) -> Content:
        """Write both sides as far as they fit."""
        width = self.size.width
        if self.too_small:
            told = Content(f"too small: {LEAST[0]}x{LEAST[1]}").stylize("$text-warning")
            return told.truncate(width, ellipsis=True)
        title = self._title if not self._short or cell_len(self._title) <= width else self._short
        left = Content.assemble((title, "bold"))
        if self._label:
            left += Content.assemble("  ", (f" {self._label} ", "bold $warning reverse"))
        left = left.truncate(width, ellipsis=True)
        room = width - left.cell_length - 2
        if room < 4 or not self._about:
            return left
        about = clean(self._about)
        right = fitted(about, min(room, Content(about).cell_length))
        right = right.stylize(MUTED)
        return left.pad_right(width - left.cell_length - right.cell_length) + right
