"""A few lines of text, written at the bottom while what they are about stays in sight above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from data.record.text import clean
from screens.widgets.text_lines import TextLines


@dataclass(frozen=True)
class Written:
    """What was in the lines when the assessor left them."""

    text: str
    keep: bool
    """True where it shall go into the record, False where it shall wait."""


class Writing(ModalScreen[Written]):
    """Ask for a text of several lines; leaving without keeping it gives it back all the same.

    Args:
        title: What is written.
        body: What to know for it.
        text: What is there already.
        typed: Called with the text whenever it changes.
        check: Returns what is wrong with a text that shall be kept, or an empty string.
    """

    DEFAULT_CSS = """
    Writing { align: center bottom; background: $background 30%; }
    Writing > Vertical {
        width: 100%; height: auto; max-height: 100%;
        background: $panel; border-top: solid $accent; padding: 0 2;
    }
    Writing Static, Writing TextArea { max-width: 96; }
    Writing .title { text-style: bold; }
    Writing .body { color: $text-muted; }
    Writing .problem { color: $text-error; display: none; }
    Writing .problem.-shown { display: block; }
    Writing .keys { color: $text-muted; }
    Writing TextArea { height: 6; border: none; padding: 0 1; margin: 1 0; background: $surface; }
    Writing TextArea:focus { border: none; }
    Writing.-short TextArea { height: 2; margin: 0; }
    Writing.-short .body { display: none; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]  # noqa: RUF012 - as Textual types it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,f2,ctrl+s", "keep", "Keep", tooltip="Keep it.", id="writing.keep", priority=True
        ),
        Binding(
            "ctrl+n,f3", "new_line", "New line", tooltip="A line.", id="writing.line", priority=True
        ),
        Binding(
            "escape,f1", "leave", "Leave", tooltip="It waits.", id="writing.leave", priority=True
        ),
    ]

    def __init__(
        self,
        title: str,
        body: str = "",
        *,
        text: str = "",
        typed: Callable[[str], None] = lambda text: None,
        check: Callable[[str], str] = lambda text: "",
    ) -> None:
        super().__init__()
        self._title, self._body, self._text = title, body, text
        self._typed, self._check = typed, check
        self._early = ""

    def compose(self) -> ComposeResult:
        """Show what is asked, the lines, and the keys."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            if self._body:
                yield Static(Content(self._body), classes="body")
            yield TextLines(self._text, soft_wrap=True, show_line_numbers=False)
            yield Static("", classes="problem")
            yield Static(_KEYS, classes="keys")

    def on_mount(self) -> None:
        """Go on behind what is there already; what is told at the bottom would cover the lines."""
        self.app.clear_notifications()
        lines = self.query_one(TextArea)
        lines.move_cursor(lines.document.end)
        lines.insert(self._early)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed before the lines have the keyboard: fast hands lose nothing."""
        if not event.is_printable or event.character is None:
            return
        event.stop()
        if self.is_mounted:
            self.query_one(TextArea).insert(event.character)
        else:
            self._early += event.character

    @on(TextArea.Changed)
    def remember(self) -> None:
        """Tell the screen below at every key, so that nothing is lost."""
        self._typed(self._now())

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.query_one(TextArea).insert("\n")

    def action_keep(self) -> None:
        """Give the text back to be kept, or say what is wrong with it."""
        text = self._now().strip()
        problem = self._check(text)
        if not problem:
            self.dismiss(Written(text, keep=True))
            return
        shown = self.query_one(".problem", Static)
        shown.update(Content(problem))
        shown.add_class("-shown")

    def action_leave(self) -> None:
        """Give the text back to wait."""
        self.dismiss(Written(self._now(), keep=False))

    def _now(self) -> str:
        return clean(self.query_one(TextArea).text, lines=True)


_KEYS = Content.assemble(
    ("Enter", "bold $foreground"),
    " save   ",
    ("Ctrl+N", "bold $foreground"),
    " new line   ",
    ("Esc", "bold $foreground"),
    " back, text waits",
)
