"""Short questions to the assessor, asked at the bottom so that the clock stays in sight.

Nothing is confirmed by the key that asked for it: `y` confirms, everything else is harmless.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from data.record.text import clean

_STYLE = """
    align: center bottom;
    background: transparent;
    & > Vertical {
        width: 100%;
        max-width: 100;
        height: auto;
        max-height: 100%;
        background: $panel;
        border-top: heavy $accent;
        padding: 0 2 1 2;
    }
    & .title { text-style: bold; }
    & .body { color: $text-muted; }
    & .problem { color: $text-error; display: none; }
    & .problem.-shown { display: block; }
    & .keys { margin-top: 1; color: $text-muted; }
    & Input { margin-top: 1; }
"""


class Confirm(ModalScreen[bool]):
    """Ask for a yes, given by `y` alone."""

    DEFAULT_CSS = f"Confirm {{ {_STYLE} }}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", tooltip="Do it.", id="dialog.yes"),
        Binding("n,escape,q", "dismiss(False)", "No", tooltip="Do nothing.", id="dialog.no"),
    ]

    def __init__(self, title: str, body: str = "") -> None:
        super().__init__()
        self._title, self._body = title, body

    def compose(self) -> ComposeResult:
        """Show the question and the two keys."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            if self._body:
                yield Static(Content(self._body), classes="body")
            yield Static(_keys(("y", "yes"), ("n", "no")), classes="keys")


class Choose(ModalScreen[int | None]):
    """Ask for one of a few answers, given by its number."""

    DEFAULT_CSS = f"Choose {{ {_STYLE} }}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Back", tooltip="Choose nothing.", id="dialog.back"),
    ]

    def __init__(self, title: str, answers: Sequence[str], body: str = "") -> None:
        super().__init__()
        self._title, self._answers, self._body = title, answers, body

    def compose(self) -> ComposeResult:
        """Show the question and its numbered answers."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            if self._body:
                yield Static(Content(self._body), classes="body")
            for number, answer in enumerate(self._answers, start=1):
                line = Content.assemble((f" {number} ", "bold $accent"), " ", answer)
                yield Static(line)
            yield Static(_keys(("1-9", "choose"), ("q", "back")), classes="keys")

    def on_key(self, event: events.Key) -> None:
        """Take a digit as the answer."""
        if event.character and event.character.isdigit():
            place = int(event.character) - 1
            if 0 <= place < len(self._answers):
                event.stop()
                self.dismiss(place)


class Ask(ModalScreen[str | None]):
    """Ask for a line of text.

    Args:
        title: The question.
        body: What to know for the answer.
        value: What is in the line at first.
        check: Returns what is wrong with an answer, or an empty string.
    """

    DEFAULT_CSS = f"Ask {{ {_STYLE} }}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss(None)", "Back", tooltip="Answer nothing.", id="dialog.leave"),
    ]

    def __init__(
        self,
        title: str,
        body: str = "",
        *,
        value: str = "",
        placeholder: str = "",
        check: Callable[[str], str] = lambda text: "" if text else "Type an answer first.",
    ) -> None:
        super().__init__()
        self._title, self._body, self._value = title, body, value
        self._placeholder, self._check = placeholder, check

    def compose(self) -> ComposeResult:
        """Show the question and the line."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            if self._body:
                yield Static(Content(self._body), classes="body")
            yield Input(self._value, placeholder=self._placeholder, max_length=4000)
            yield Static("", classes="problem")
            yield Static(_keys(("Enter", "save"), ("Esc", "back")), classes="keys")

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Give the text back, or say what is wrong with it."""
        event.stop()
        text = clean(event.value).strip()
        problem = self._check(text)
        if not problem:
            self.dismiss(text)
            return
        shown = self.query_one(".problem", Static)
        shown.update(Content(problem))
        shown.add_class("-shown")


class Read(ModalScreen[None]):
    """Show a text to be read, and perhaps to be read out."""

    DEFAULT_CSS = f"Read {{ {_STYLE} }}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss(None)", "Close", tooltip="Close.", id="dialog.close"),
    ]

    def __init__(self, title: str, text: Content | str) -> None:
        super().__init__()
        self._title = title
        self._text = text if isinstance(text, Content) else Content(text)

    def compose(self) -> ComposeResult:
        """Show the text."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            yield Static(self._text)
            yield Static(_keys(("Enter", "close")), classes="keys")


def _keys(*keys: tuple[str, str]) -> Content:
    """Return a line of keys and what they do."""
    parts: list[Content | str | tuple[str, str]] = []
    for key, meaning in keys:
        parts += [(key, "bold $foreground"), f" {meaning}   "]
    return Content.assemble(*parts)
