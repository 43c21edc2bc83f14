"""The lines of a form: a label, something to fill in, and beneath it what is wrong with it.

A text is typed; a choice is turned with the arrow keys. Enter asks the form for the next field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from data.record.text import clean
from screens.widgets.text_input import TextInput
from screens.widgets.wheel import Wheel


class Field(Widget):
    """A labelled line of a form.

    Args:
        label: What is filled in, in a few words.
        key: The name under which the form knows it.
        beside: What stands quietly behind a short content.
    """

    DEFAULT_CSS = """
    Field { height: auto; padding: 0 1 0 0; }
    Field > Horizontal { height: auto; }
    Field .label {
        width: 24; height: 1; padding: 0 1 0 0; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    Field .beside {
        display: none; width: 1fr; padding: 0 0 0 2; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    Field.-beside .beside { display: block; }
    Field.-here .label { color: $foreground; text-style: bold; }
    Field .problem { display: none; margin-left: 24; color: $text-error; }
    Field .problem.-shown { display: block; }
    Field .problem.-doubt { color: $text-warning; }
    """

    @dataclass
    class Done(Message):
        """Enter was pressed: the next field, please."""

        field: Field

    @dataclass
    class Changed(Message):
        """Something else is filled in now."""

        field: Field

    @dataclass
    class Left(Message):
        """The field was left."""

        field: Field

    def __init__(self, label: str, key: str, beside: str = "") -> None:
        super().__init__(classes="-beside" if beside else None)
        self.label, self.key, self._beside = label, key, beside
        self._problem = ""

    def inside(self) -> Widget:
        """Return the widget that is filled in; each kind of field has its own."""
        # Not `abstractmethod`: fields are queried by this type, which has to be concrete for that.
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out label, content and problem."""
        with Horizontal():
            yield Static(Content(self.label), classes="label")
            yield self.inside()
            yield Static(Content(self._beside), classes="beside")
        yield Static("", classes="problem")

    def on_descendant_focus(self) -> None:
        """Make the label stand out."""
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        """Let the label stand back."""
        self.remove_class("-here")

    @property
    def problem(self) -> str:
        """What is written beneath the line; empty where there is nothing."""
        return self._problem

    def say(self, problem: str, *, doubt: bool = False) -> None:
        """Write beneath the line what is wrong, or merely doubtful; nothing with an empty text."""
        self._problem = problem
        shown = self.query_one(".problem", Static)
        shown.update(Content(f"{'Note: ' if doubt else ''}{problem}"))
        shown.set_class(bool(problem), "-shown")
        shown.set_class(doubt, "-doubt")


class TextField(Field):
    """A line of text."""

    DEFAULT_CSS = """
    TextField Input { width: 1fr; max-width: 64; background: $surface; }
    TextField.-beside Input { max-width: 24; }
    TextField Input:focus { background: $boost; }
    """

    input = getters.query_one(Input)

    def __init__(
        self,
        label: str,
        key: str,
        value: str = "",
        hint: str = "",
        *,
        longest: int = 200,
        beside: str = "",
    ) -> None:
        super().__init__(label, key, beside)
        self._line = TextInput(clean(value), placeholder=hint, compact=True, max_length=longest)
        self._line.select_on_focus = False

    def inside(self) -> Widget:
        """Return the line."""
        return self._line

    @property
    def text(self) -> str:
        """What was typed, without control characters and outer blanks."""
        return clean(self._line.value).strip()

    def write(self, text: str) -> None:
        """Write the same thing in another form."""
        self._line.value = text

    def hint(self, text: str) -> None:
        """Show what an empty field means."""
        self._line.hint(text)

    @on(Input.Changed)
    def tell_change(self, event: Input.Changed) -> None:
        """Take the complaint away and tell the form."""
        event.stop()
        self.say("")
        self.post_message(self.Changed(self))

    @on(Input.Submitted)
    def tell_done(self, event: Input.Submitted) -> None:
        """Ask for the next field."""
        event.stop()
        self.post_message(self.Done(self))

    @on(Input.Blurred)
    def tell_left(self, event: Input.Blurred) -> None:
        """Tell the form, which may look at what was typed."""
        event.stop()
        self.post_message(self.Left(self))


class ChoiceField(Field):
    """One of several answers, turned with the left and right keys or given by its number.

    Args:
        label: What is chosen.
        key: The name under which the form knows it.
        answers: In words.
        at: Place of the one that is chosen at first, from 0.
        codes: The code of each answer, which a digit chooses before its number does; empty for a
            line at the start that only asks to choose.
        fixed: True where nothing else can be chosen.
    """

    def __init__(
        self,
        label: str,
        key: str,
        answers: Sequence[str],
        at: int = 0,
        *,
        codes: Sequence[str] = (),
        fixed: bool = False,
    ) -> None:
        super().__init__(label, key)
        self._wheel = Wheel(answers, at, codes)
        self._wheel.disabled = fixed

    def inside(self) -> Widget:
        """Return the wheel."""
        return self._wheel

    @property
    def at(self) -> int:
        """Place of the answer, from 0."""
        return self._wheel.at

    def offer(self, answers: Sequence[str], at: int = 0, codes: Sequence[str] = ()) -> None:
        """Offer other answers."""
        self._wheel.offer(answers, at, codes)
        self._wheel.refresh()

    @on(Wheel.Turned)
    def tell_change(self, event: Wheel.Turned) -> None:
        """Take the complaint away and tell the form."""
        event.stop()
        self.say("")
        self.post_message(self.Changed(self))

    @on(Wheel.Done)
    def tell_done(self, event: Wheel.Done) -> None:
        """Ask for the next field."""
        event.stop()
        self.post_message(self.Done(self))
