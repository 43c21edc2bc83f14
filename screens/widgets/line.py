"""The input of the note line: takes pastes of several lines, and keys in their order.

The inner half of `note_line`, which says what a text means and passes on what becomes of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from screens.actions import NOTE, bindings
from screens.widgets.text_input import LONGEST_PASTE, TextInput


class Line(TextInput):
    """An input without a border that takes pastes of several lines.

    Args:
        complete: Completes the tag in which the cursor stands.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(NOTE)]

    virtual_size = Reactive(Size(0, 0))
    """Asks for no new layout of the screen at every key: the line stays as wide as it is."""

    cursor_blink = Reactive(False)
    """Only the clock moves on the live screen: a blink draws the eye, and paints twice a second."""

    @dataclass
    class Leaving(Message):
        """The assessor wants the keys back; the text stays."""

    @dataclass
    class Entering(Message):
        """Enter was pressed on a text."""

        text: str

    @dataclass
    class Refused(Message):
        """Something could not be taken."""

        sentence: str

    def __init__(self, complete: Callable[[], None] = lambda: None) -> None:
        super().__init__(compact=True, select_on_focus=False, max_length=LONGEST_PASTE)
        self._entered: tuple[str, int] | None = None
        """Text and cursor of an Enter that is not answered yet."""
        self._enters_more = False
        self._complete = complete

    async def action_submit(self) -> None:
        """Tell what stands in the line now; give the keys back where that is nothing more.

        A second Enter may come before the first was carried out: it finds the text in the line
        that is being saved, and must not make another note of it.
        """
        if not self.value.strip() or (self._entered and self._entered[0] == self.value):
            self.action_leave()
        elif self._entered is None:
            self._enter()
        else:
            self._enters_more = True

    def _enter(self) -> None:
        self._entered = (self.value, self.cursor_position)
        self.post_message(self.Entering(self.value))

    def answered(self) -> None:
        """Take the next Enter: the last one was carried out or refused."""
        self._entered, self._enters_more = None, False

    def saved(self) -> None:
        """Empty the line; what was typed since Enter stays, and is saved where Enter followed."""
        since, enters_more = self._typed_since(), self._enters_more
        self.answered()
        if not since:
            with self.prevent(Input.Changed):
                self.value = ""
            return
        self.value = since
        self.cursor_position = len(since)
        if enters_more:
            self._enter()

    def _typed_since(self) -> str:
        """Return what was typed after Enter, before the text was saved."""
        if self._entered is None:
            return ""
        entered, cursor = self._entered
        more = len(self.value) - len(entered)
        same = self.value[:cursor] + self.value[cursor + more :] == entered
        return self.value[cursor : cursor + more] if more > 0 and same else ""

    async def _on_key(self, event: events.Key) -> None:
        """Let a key that follows when the line was left act as a key."""
        if self.screen.focused is not self:
            event.prevent_default()

    def action_leave(self) -> None:
        """Give the keys back, before the next one is looked at."""
        self.screen.set_focus(None)
        self.post_message(self.Leaving())

    def action_complete(self) -> None:
        """Take the first completion, before the next key is looked at."""
        self._complete()

    def refuse(self, sentence: str) -> None:
        """Let it be said right above the line."""
        self.post_message(self.Refused(sentence))
