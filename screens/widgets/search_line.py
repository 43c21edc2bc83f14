"""The line that is typed into to find something in a list; the list follows each key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from data.record.text import clean
from screens.widgets.text_input import TextInput


class SearchLine(TextInput):
    """A line of search; leaving it keeps the text."""

    DEFAULT_CSS = """
    SearchLine { height: 1; border: none; padding: 0; background: $surface; }
    SearchLine:focus { border: none; background: $boost; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,down,enter",
            "leave",
            "To the list",
            tooltip="Go to the list; the text stays.",
            id="search.leave",
            show=False,
        ),
    ]

    @dataclass
    class Typed(Message):
        """Something else is looked for."""

        text: str

    @dataclass
    class Left(Message):
        """The list shall have the keys."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, max_length=200)

    @property
    def text(self) -> str:
        """What is looked for, without control characters and outer blanks."""
        return clean(self.value).strip()

    @on(Input.Changed)
    def tell(self, event: Input.Changed) -> None:
        """Tell the screen what is looked for now."""
        event.stop()
        self.post_message(self.Typed(self.text))

    def action_leave(self) -> None:
        """Hand the keys to the list."""
        self.post_message(self.Left())
