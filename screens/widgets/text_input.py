"""A line that is typed into: takes a paste whole or says why not; nothing is lost in silence."""

from __future__ import annotations

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from data.record.text import clean
from screens.navigation import SayRefused

LONGEST_PASTE = 256 * 1024
"""Characters; a longer paste is no note, and would hold up the clock."""

PASTE_TOO_LONG = (
    "That paste is longer than 256 KB; nothing of it was taken. "
    "Keep it as a file, and paste the part that matters."
)


async def in_order(typed: Widget, event: events.Key) -> None:
    """Let keys act in the order in which they were pressed.

    A key that is bound would otherwise go around by the screen, and the letter that follows fast
    would be typed before it. What the line does not do goes on to the screen, as up and down.

    Args:
        typed: What is typed into, and has the keys.
        event: The key.
    """
    bound = typed._bindings.key_to_bindings.get(event.key)
    if event.is_printable or not bound:
        return
    if await typed.app.run_action(bound[0].action, default_namespace=typed):
        event.stop()
        event.prevent_default()


class TextInput(Input):
    """An input that joins the lines of a paste, and says what it has no room for."""

    _hint = ""

    def hint(self, text: str) -> None:
        """Show what an empty line means, as far as it fits.

        Args:
            text: A few words.
        """
        self._hint = text
        room = self.size.width
        cut = room > 1 and len(text) > room
        self.placeholder = f"{text[: room - 1].rstrip()}…" if cut else text

    def on_resize(self) -> None:
        """Fit what an empty line means to another width."""
        self.hint(self._hint or str(self.placeholder))

    async def _on_key(self, event: events.Key) -> None:
        await in_order(self, event)

    def _on_paste(self, event: events.Paste) -> None:
        """Take the whole paste as one line, or none of it."""
        event.stop()
        event.prevent_default()
        if len(event.text) > LONGEST_PASTE:
            self.refuse(PASTE_TOO_LONG)
            return
        text, (start, end) = clean(" ".join(event.text.splitlines())), sorted(self.selection)
        room = (self.max_length or LONGEST_PASTE) - len(self.value) + end - start
        if len(text) > room:
            self.refuse(
                f"That paste has {len(text):,} characters, and there is room for {room:,} more; "
                "nothing of it was taken. Paste less."
            )
            return
        self.replace(text, start, end)

    def restricted(self) -> None:
        """Say that there is no room for what was typed or pasted."""
        self.refuse(
            f"There is room for {self.max_length:,} characters; what came last was not taken. "
            "Shorten the text."
        )

    def refuse(self, sentence: str) -> None:
        """Say why something was not taken.

        Args:
            sentence: Why, and what to do.
        """
        self.post_message(SayRefused(sentence))
