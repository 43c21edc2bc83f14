"""Several lines that are typed into; apart from `text_input`, for they are slow to load."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from screens.navigation import SayRefused
from screens.widgets.text_input import LONGEST_PASTE, PASTE_TOO_LONG, in_order


class TextLines(TextArea):
    """Lines of text that say which paste they have no room for."""

    async def _on_key(self, event: events.Key) -> None:
        await in_order(self, event)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take the whole paste with its lines, or none of it."""
        event.stop()
        if len(event.text) + len(self.text) > LONGEST_PASTE:
            event.prevent_default()
            self.post_message(SayRefused(PASTE_TOO_LONG))
