"""A line of a form with several answers beneath each other, each of them ticked or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from data.record.text import clean
from screens.widgets.columns import MUTED
from screens.widgets.field import Field
from screens.widgets.page import Paragraph, set_paragraphs

_HOW = "Space or the number ticks; a ticks all"
_DIGITS = "123456789"


@dataclass(frozen=True)
class Tickable:
    """One of the answers."""

    code: str
    words: str


class _Tick(Static):
    """One answer: its box, its number and its words, which hang behind them."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._number, self._words = number, words
        self.ticked = self.here = False

    def draw(self) -> None:
        """Write it anew."""
        box = Content.assemble(("[x]" if self.ticked else "[ ]", "$accent"), f" {self._number}")
        words = Content(clean(self._words)).stylize("bold" if self.here else "")
        hung = Paragraph(words, box, len(f"[x] {self._number} "))
        self.update(set_paragraphs([hung], max(8, self.size.width)))

    def on_resize(self) -> None:
        """Break the words anew."""
        self.draw()


class _Ticks(Widget, can_focus=True):
    """The answers, with a cursor."""

    DEFAULT_CSS = """
    _Ticks { height: auto; width: 1fr; max-width: 96; }
    _Ticks Static { width: 100%; height: auto; }
    _Ticks .-here { background: $boost; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", tooltip="The answer before.", id="ticks.up"),
        Binding("down", "move(1)", "Down", tooltip="The next answer.", id="ticks.down"),
        Binding("space", "tick", "Tick", tooltip="Tick it; again: not so.", id="ticks.tick"),
        Binding("a", "all", "All", tooltip="Tick all of them, or none.", id="ticks.all"),
        Binding("enter", "done", "Next field", tooltip="Go on.", id="ticks.done"),
    ]

    @dataclass
    class Done(Message):
        """It is done with."""

    @dataclass
    class Ticked(Message):
        """A tick was set or taken away."""

    def __init__(self, answers: Sequence[Tickable], ticked: Sequence[str]) -> None:
        super().__init__()
        self._answers = answers
        self._ticked = set(ticked)
        self._at = 0

    def compose(self) -> ComposeResult:
        """Lay out how it is ticked, and the answers."""
        yield Static(Content.assemble((_HOW, MUTED)))
        for number, answer in enumerate(self._answers, start=1):
            yield _Tick(number, answer.words)

    def on_mount(self) -> None:
        """Draw the answers."""
        self._draw()

    def on_focus(self) -> None:
        """Make the answer at the cursor stand out."""
        self._draw()

    def on_blur(self) -> None:
        """Let it stand back."""
        self._draw()

    @property
    def codes(self) -> Iterator[str]:
        """The codes of what is ticked, in the order of the answers."""
        return (answer.code for answer in self._answers if answer.code in self._ticked)

    def _draw(self) -> None:
        for place, (tick, answer) in enumerate(zip(self.query(_Tick), self._answers, strict=True)):
            tick.ticked, tick.here = (
                answer.code in self._ticked,
                place == self._at and self.has_focus,
            )
            tick.set_class(tick.here, "-here")
            tick.draw()

    def on_resize(self) -> None:
        """Keep the answer at the cursor in sight."""
        self.call_after_refresh(self._show_here)

    def _show_here(self) -> None:
        if self.has_focus:
            self.query(_Tick)[self._at].scroll_visible(animate=False)

    def action_move(self, step: int) -> None:
        """Go to another answer; from the last one the form goes on."""
        if not 0 <= self._at + step < len(self._answers):
            raise SkipAction
        self._at += step
        self._draw()
        self._show_here()

    def action_tick(self) -> None:
        """Tick the answer at the cursor, or take its tick away."""
        self._ticked ^= {self._answers[self._at].code}
        self._changed()

    def action_all(self) -> None:
        """Tick all answers; where all are ticked, none."""
        every = {answer.code for answer in self._answers}
        self._ticked = set() if self._ticked >= every else every
        self._changed()

    def action_done(self) -> None:
        """Go on in the form."""
        self.post_message(self.Done())

    def on_key(self, event: events.Key) -> None:
        """Tick the answer with the number that was typed."""
        place = _DIGITS.find(event.character or " ")
        if 0 <= place < len(self._answers):
            event.stop()
            self._at = place
            self.action_tick()

    def _changed(self) -> None:
        self._draw()
        self.post_message(self.Ticked())


class TickField(Field):
    """Several answers, ticked with Space or by their numbers.

    Args:
        label: What is asked.
        key: The name under which the form knows it.
        answers: In order.
        ticked: Codes of those that are ticked at first.
    """

    DEFAULT_CSS = """
    TickField > Horizontal { height: auto; }
    """

    def __init__(
        self, label: str, key: str, answers: Sequence[Tickable], ticked: Sequence[str] = ()
    ) -> None:
        super().__init__(label, key)
        self._ticks = _Ticks(answers, ticked)

    def compose(self) -> ComposeResult:
        """Lay out label, answers and problem."""
        with Horizontal():
            yield Static(Content(self.label), classes="label")
            yield self._ticks
        yield Static("", classes="problem")

    def inside(self) -> Widget:
        """Return the answers."""
        return self._ticks

    @property
    def text(self) -> str:
        """The codes that are ticked, with blanks between."""
        return " ".join(self._ticks.codes)

    @on(_Ticks.Ticked)
    def tell_change(self, event: _Ticks.Ticked) -> None:
        """Take the complaint away and tell the form."""
        event.stop()
        self.say("")
        self.post_message(self.Changed(self))

    @on(_Ticks.Done)
    def tell_done(self, event: _Ticks.Done) -> None:
        """Ask for the next field."""
        event.stop()
        self.post_message(self.Done(self))
