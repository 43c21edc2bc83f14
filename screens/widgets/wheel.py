"""One of several answers in a line: turned with the arrow keys, or given by its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.columns import MUTED

_DIGITS = "123456789"
_YES_NO = {"y": "yes", "n": "no"}
_ROOMY = 10
"""Lines of a screen from which on an answer may take several: in fewer a form shows one field."""


class Wheel(Widget, can_focus=True):
    """A line that shows one of several answers; a long one takes several."""

    DEFAULT_CSS = """
    Wheel { height: auto; width: 1fr; }
    Wheel:focus { background: $boost; text-style: bold; }
    Wheel:disabled { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Before", tooltip="The choice before.", id="choice.before"),
        Binding("right,space", "turn(1)", "Next", tooltip="The next choice.", id="choice.next"),
        Binding("enter", "done", "Next field", tooltip="Go on.", id="choice.done"),
    ]
    at: reactive[int] = reactive(0)
    """Place of the answer, from 0."""

    @dataclass
    class Turned(Message):
        """Another answer was chosen."""

    @dataclass
    class Done(Message):
        """It is done with."""

    def __init__(self, answers: Sequence[str], at: int, codes: Sequence[str]) -> None:
        super().__init__()
        self.offer(answers, at, codes)

    def offer(self, answers: Sequence[str], at: int, codes: Sequence[str]) -> None:
        """Offer other answers, with the codes that they are known by."""
        self.answers, self._codes = list(answers), list(codes)
        self.set_reactive(Wheel.at, at)

    @property
    def _leading(self) -> int:
        """How many lines ask to choose: they stand before the answers and are not counted."""
        return len(list(takewhile(lambda code: not code, self._codes)))

    def action_turn(self, step: int) -> None:
        """Choose the answer before or after."""
        if self.answers:
            self.at = (self.at + step) % len(self.answers)

    def action_done(self) -> None:
        """Go to the next field."""
        self.post_message(self.Done())

    def on_key(self, event: events.Key) -> None:
        """Take a digit as the code of the answer, or as its number; of yes and no the letter."""
        typed = event.character or ""
        place = self._numbered(typed) if typed in _DIGITS else self._lettered(typed)
        if len(typed) == 1 and place is not None:
            event.stop()
            self.at = place

    def _numbered(self, digit: str) -> int | None:
        if digit in self._codes:
            return self._codes.index(digit)
        place = self._leading + int(digit or "0") - 1
        return place if self._leading <= place < len(self.answers) else None

    def _lettered(self, letter: str) -> int | None:
        """Return yes or no by its first letter; other answers no stray letter shall turn."""
        code = _YES_NO.get(letter.casefold(), "")
        return self._codes.index(code) if code and code in self._codes else None

    def watch_at(self) -> None:
        """Take as many lines as the answer has, and tell the field."""
        self.refresh(layout=True)
        self.post_message(self.Turned())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take the lines of the answer."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Write the answer between the signs that say it can be turned."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        """Return the answer in lines, as many with the cursor as without: nothing else moves."""
        answer, room = Content(self.answers[self.at] if self.answers else ""), max(1, width - 4)
        if self.disabled or len(self.answers) < 2:
            return [answer.truncate(max(1, width), ellipsis=True)]
        number, whole = self.at + 1 - self._leading, len(self.answers) - self._leading
        of = f"  {number}/{whole}" if self.has_focus and number > 0 and whole > 1 else ""
        if number > 0 and answer.cell_length > room and self.screen.size.height >= _ROOMY:
            lines = answer.wrap(room)
        else:
            lines = [answer.truncate(room, ellipsis=True)]
        if lines[-1].cell_length + len(of) > room:
            of = ""
        lines[0] = Content.assemble(("< ", "$accent"), lines[0])
        lines[-1] += Content.assemble((" >", "$accent"), (of, MUTED))
        return [lines[0], *(Content("  ") + line for line in lines[1:])]
