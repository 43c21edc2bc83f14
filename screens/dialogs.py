"""Short questions to the assessor, asked at the bottom so that the clock stays in sight.

Nothing is confirmed by the key that asked for it: `y` confirms, everything else is harmless. What
does not fit scrolls; the title comes first and the keys always stay in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from data.record.text import clean
from screens.hiding import HIDE, LeftByHiding, hide_below
from screens.widgets.text_input import TextInput

Answer = TypeVar("Answer")
"""What a dialog gives."""

Check = Callable[[str], str]
"""Returns what is wrong with an answer, or an empty string."""

_DIGITS = "123456789"
"""The keys that choose. Other digits exist (`²`, `٣`), and no keyboard row has them."""


def some_text(text: str) -> str:
    """Return what is wrong with an answer that may be anything but empty."""
    return "" if text else "Type an answer first."


class Dialog(LeftByHiding, ModalScreen[Answer]):
    """A title, what to know, and keys that never scroll away.

    Args:
        title: The question.
        body: What to know for the answer.
    """

    DEFAULT_CSS = """
    Dialog { align: center bottom; background: transparent; }
    Dialog > VerticalScroll {
        width: 100%; height: auto; max-height: 70%;
        background: $panel; border-top: solid $accent; padding: 0 2;
        scrollbar-size-vertical: 1;
    }
    Dialog Static, Dialog Input { max-width: 96; }
    Dialog .title { text-style: bold; }
    Dialog .body { color: $text-muted; }
    Dialog .foot { dock: bottom; height: auto; padding: 1 0; background: $panel; }
    Dialog .problem { color: $text-error; display: none; }
    Dialog .problem.-shown { display: block; }
    Dialog .keys {
        height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    Dialog Input { margin-bottom: 1; border: solid $secondary; }
    Dialog Input:focus { border: solid $accent; }
    Dialog.-short > VerticalScroll { max-height: 66%; padding: 0 1; }
    Dialog.-tiny > VerticalScroll { max-height: 100%; padding: 0 1; }
    Dialog.-short .foot, Dialog.-tiny .foot { padding: 0; }
    Dialog.-short Input, Dialog.-short Input:focus, Dialog.-tiny Input, Dialog.-tiny Input:focus
        { margin: 0; border: none; height: 1; padding: 0; }
    """
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual types it
        (0, "-tiny"),
        (10, "-short"),
        (16, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", "Up", tooltip="Read up.", id="dialog.up"),
        Binding("down", "scroll(1)", "Down", tooltip="Read on.", id="dialog.down"),
        HIDE,
    ]
    AUTO_FOCUS = ""

    def __init__(self, title: str, body: str = "") -> None:
        super().__init__()
        self._title, self._body = title, body

    def compose(self) -> ComposeResult:
        """Show the question, what belongs to it, and the keys."""
        with VerticalScroll(can_focus=False):
            yield Static(Content(self._title), classes="title")
            if self._body:
                yield Static(Content(self._body), classes="body")
            yield from self.more()
            with Vertical(classes="foot"):
                yield from self.foot()

    def on_mount(self) -> None:
        """Take away what is told at the bottom: it would cover the question and its line."""
        self.app.clear_notifications()

    def more(self) -> Iterator[Widget]:
        """Yield what stands below the body and scrolls with it."""
        yield from ()

    def foot(self) -> Iterator[Widget]:
        """Yield what stands at the bottom: the keys, and before them a line to type in."""
        yield from ()

    def action_scroll(self, lines: int) -> None:
        """Read on in what does not fit."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_hide(self) -> None:
        """Leave, and hide what stands below: other eyes are no time to answer in."""
        if hide_below(self.app.screen_stack):
            self.action_leave()

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


class Confirm(Dialog[bool]):
    """Ask for a yes, given by `y` alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", tooltip="Do it.", id="dialog.yes"),
        Binding("n,escape,q", "dismiss(False)", "No", tooltip="Do nothing.", id="dialog.no"),
    ]

    def foot(self) -> Iterator[Widget]:
        """Yield the two keys."""
        yield keys_line(("y", "yes"), ("n", "no"))


class Choose(Dialog[int | None]):
    """Ask for one of a few answers, given by its number.

    Args:
        title: The question.
        answers: At most nine.
        body: What to know for the answer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Back", tooltip="Choose nothing.", id="dialog.back"),
    ]

    def __init__(self, title: str, answers: Sequence[str], body: str = "") -> None:
        super().__init__(title, body)
        self._answers = answers

    def more(self) -> Iterator[Widget]:
        """Yield the numbered answers."""
        for number, answer in enumerate(self._answers, start=1):
            yield Numbered(number, answer)

    def foot(self) -> Iterator[Widget]:
        """Yield the keys."""
        yield keys_line((f"1-{len(self._answers)}", "choose"), ("q", "back"))

    def on_key(self, event: events.Key) -> None:
        """Take a digit as the answer."""
        if event.character and event.character in _DIGITS[: len(self._answers)]:
            event.stop()
            self.dismiss(int(event.character) - 1)


class Ask(Dialog[str | None]):
    """Ask for a line of text; what is typed and left unsaved waits for the next time.

    Args:
        title: The question.
        body: What to know for the answer.
        value: What is in the line at first, where nothing waits.
        check: Returns what is wrong with an answer, or an empty string.
        waiting: Texts that were left, by their key; belongs to the screen that asks.
        key: What is asked for; the title where it is left out.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f4", "leave", "Back", tooltip="Leave; the text waits.", id="dialog.leave"),
    ]
    AUTO_FOCUS = "Input"

    def __init__(
        self,
        title: str,
        body: str = "",
        *,
        value: str = "",
        placeholder: str = "",
        check: Check = some_text,
        waiting: dict[str, str] | None = None,
        key: str = "",
    ) -> None:
        super().__init__(title, body)
        self._waiting, self._key = {} if waiting is None else waiting, key or title
        self._value, self._placeholder, self._check = value, placeholder, check

    def foot(self) -> Iterator[Widget]:
        """Yield the line and the keys."""
        left = self._waiting.get(self._key)
        yield TextInput(
            self._value if left is None else left,
            placeholder=self._placeholder,
            max_length=4000,
            # What was left is gone on with: the first letter must not take its place.
            select_on_focus=left is None,
        )
        yield Static("", classes="problem")
        yield keys_line(("Enter", "save"), ("Esc", "back, text waits"))

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Give the text back, or say what is wrong with it."""
        event.stop()
        text = clean(event.value).strip()
        problem = self._check(text)
        if not problem:
            self._waiting.pop(self._key, None)
            self.dismiss(text)
            return
        shown = self.query_one(".problem", Static)
        shown.update(Content(problem))
        shown.add_class("-shown")

    def action_leave(self) -> None:
        """Answer nothing; the text waits."""
        text = self.query_one(Input).value
        if text != self._value:
            self._waiting[self._key] = text
        else:
            self._waiting.pop(self._key, None)
        self.dismiss(None)


class Read(Dialog[None]):
    """Show a text to be read, and perhaps to be read out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss(None)", "Close", tooltip="Close.", id="dialog.close"),
    ]

    def __init__(self, title: str, text: Content | str) -> None:
        super().__init__(title)
        self._text = text if isinstance(text, Content) else Content(text)

    def more(self) -> Iterator[Widget]:
        """Yield the text."""
        yield Static(self._text, markup=False)

    def foot(self) -> Iterator[Widget]:
        """Yield the key."""
        yield keys_line(("Enter", "close"))


class Numbered(Horizontal):
    """An answer behind its number; later lines begin below the words.

    Args:
        number: The key that chooses it.
        words: The answer.
    """

    DEFAULT_CSS = """
    Numbered, Numbered > .words { height: auto; }
    Numbered > .number { width: auto; margin-right: 2; color: $accent; text-style: bold; }
    Numbered > .words { width: 1fr; }
    """

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._number, self._words = number, words

    def compose(self) -> ComposeResult:
        """Put the words behind the number."""
        yield Static(f" {self._number}", classes="number", markup=False)
        yield Static(Content(self._words), classes="words")

    def mark(self, *, marked: bool) -> None:
        """Show the mark before the number, or take it away."""
        sign = "►" if marked else " "
        self.query_one(".number", Static).update(Content(f"{sign} {self._number}"))


def keys_line(*keys: tuple[str, str]) -> Static:
    """Return a line of keys and what they do."""
    parts: list[Content | str | tuple[str, str]] = []
    for key, meaning in keys:
        parts += ["   " if parts else "", (key, "bold $foreground"), f" {meaning}"]
    return Static(Content.assemble(*parts), classes="keys")
