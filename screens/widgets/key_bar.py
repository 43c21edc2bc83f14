"""The line at the bottom: the few keys that matter now, as the user has set them.

Lighter than a footer with all bindings, and never wider than the screen.
"""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from screens.actions import Action
from screens.keys_now import shown_key


class KeyBar(Widget):
    """Shows keys and what they do; what does not fit is left out from the end."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $text-muted; padding: 0 1; }
    """

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self._actions, self._mode, self._last = actions, "", False

    def show(self, actions: tuple[Action, ...], mode: str = "", *, last: bool = False) -> None:
        """Show other actions.

        Args:
            actions: From the most important; what does not fit is left out.
            mode: A word in front of them: which state the keyboard is in.
            last: Show the last of each action's keys that works while letters type.
        """
        if (actions, mode, last) != (self._actions, self._mode, self._last):
            self._actions, self._mode, self._last = actions, mode, last
            self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole line."""
        return container.width

    def render(self) -> Content:
        """Write as many keys as the line holds."""
        parts = [
            Content.assemble(
                (shown_key(action, typing=self._last), "bold $foreground"), f" {action.title}"
            )
            for action in self._actions
        ]
        start, room = self._start(), self.size.width
        whole = start.cell_length + sum(part.cell_length for part in parts)
        gap = " " * (3 if whole + 3 * (len(parts) - 1) <= room else 2)
        written = start
        for part in parts:
            between = gap if written is not start else ""
            if written.cell_length + len(between) + part.cell_length > room:
                break
            written = Content.assemble(written, between, part)
        return written

    def _start(self) -> Content:
        if not self._mode:
            return Content("")
        style = "bold reverse $accent" if self._last else "bold reverse $secondary"
        return Content.assemble((f" {self._mode} ", style), "  ")
