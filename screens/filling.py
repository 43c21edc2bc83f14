"""What forms have in common: fields from top to bottom, keys below, and nothing lost by accident.

A form gathers every problem at once and puts the cursor on the first; leaving it with something
unsaved asks first.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import ClassVar, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from data.rules.refused import Refused
from data.store.errors import StoreError
from screens.actions import EVERYWHERE, FORM, bindings
from screens.dialogs import Confirm
from screens.keys_now import key_for
from screens.navigation import SayRefused
from screens.widgets.field import ChoiceField, Field, TextField
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.tick_field import TickField

Result = TypeVar("Result")

_HELP = replace(EVERYWHERE[0], keys=",".join(reversed(EVERYWHERE[0].keys.split(","))))
"""Help under the key that does not type: in a form the letters do."""


class _Fields(VerticalScroll, inherit_bindings=False):
    """Scrolls the fields by pages alone: up and down go from field to field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", "Page up", tooltip="Look further up.", id="form.page_up"),
        Binding("pagedown", "page_down", "Page down", tooltip="Look on.", id="form.page_down"),
    ]


class FormScreen(Screen[Result | None]):
    """A screen that is filled in."""

    DEFAULT_CSS = """
    FormScreen VerticalScroll { padding: 1 2; scrollbar-size-vertical: 1; }
    FormScreen.-tight Field { padding: 0; }
    FormScreen.-narrow Field .label { width: 18; }
    FormScreen.-narrow Field .beside { padding: 0 0 0 1; }
    FormScreen.-narrow TickField > Horizontal { layout: vertical; }
    FormScreen.-narrow TickField .label { width: 100%; }
    FormScreen.-narrow _Ticks { margin-left: 2; }
    FormScreen.-tight Field .beside { display: none; }
    FormScreen.-narrow Field .problem { margin-left: 2; }
    FormScreen.-tiny Field .label { width: 6; }
    FormScreen.-low VerticalScroll { padding: 0 2; }
    FormScreen.-short VerticalScroll { padding: 0 1; }
    FormScreen .section { text-style: bold; margin: 1 0 0 0; }
    FormScreen .section.-first { margin: 0; }
    FormScreen .hint { color: $text-muted; max-width: 96; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FORM)]
    AUTO_FOCUS = "Input, Wheel, _Ticks"

    def __init__(self, title: str, about: str = "", *, short: str = "") -> None:
        super().__init__()
        self._heading = Heading(title, about, short=short)
        self._before: dict[str, str] = {}

    @abstractmethod
    def fields(self) -> Iterable[Widget]:
        """Return the fields and the lines between them, from the top."""

    @abstractmethod
    def save(self) -> Result:
        """Write what was filled in, and return it.

        Raises:
            Wrong: Something in it is wrong; nothing was written.
            Refused: The rules do not allow it; nothing was written.
            StoreError: It could not be written.
        """

    def compose(self) -> ComposeResult:
        """Lay out the fields, with the keys outside of what scrolls."""
        yield self._heading
        with _Fields(can_focus=False):
            yield from self.fields()
        yield KeyBar((*(action for action in FORM if action.footer), _HELP))

    def on_mount(self) -> None:
        """Remember how everything stood at first."""
        self._before = self.typed()

    def on_resize(self, event: events.Resize) -> None:
        """Give labels and margins less room where there is little; keep the field in sight."""
        self.set_class(event.size.width < 64, "-narrow")
        self.set_class(event.size.width < 48, "-tight")
        self.set_class(event.size.width < 30, "-tiny")
        self.set_class(event.size.height < 16, "-low")
        self.set_class(event.size.height < 10, "-short")
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    def typed(self) -> dict[str, str]:
        """Return what stands in each field now: the text, or the place of the choice."""
        found: dict[str, str] = {}
        for field in self.query(Field):
            if isinstance(field, TextField | TickField):
                found[field.key] = field.text
            elif isinstance(field, ChoiceField):
                found[field.key] = str(field.at)
        return found

    def field(self, key: str) -> Field:
        """Return the field called `key`; `KeyError` where there is none."""
        for field in self.query(Field):
            if field.key == key:
                return field
        raise KeyError(key)

    @on(Field.Done)
    def go_on(self, event: Field.Done) -> None:
        """Go to the next field; from the last one, save."""
        event.stop()
        if event.field.inside() is self.focus_chain[-1]:
            self.action_save()
        else:
            self.focus_next()

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_field_before(self) -> None:
        """Go back to the field before."""
        self.focus_previous()

    def action_save(self) -> None:
        """Save and leave, or say all that is wrong."""
        with self.saying():
            self.dismiss(self.save())

    @contextmanager
    def saying(self) -> Iterator[None]:
        """Say all that is wrong with what is filled in, and stay."""
        try:
            yield
        except Wrong as wrong:
            self._complain(wrong.problems)
        except Refused as refused:
            known = refused.about in {field.key for field in self.query(Field)}
            self._complain({refused.about: refused.sentence} if known else {})
            if not known:
                self.post_message(SayRefused(refused.sentence))
        except StoreError as error:
            self.post_message(SayRefused(str(error)))

    def _complain(self, problems: Mapping[str, str]) -> None:
        """Write every problem at its field, and go to the first."""
        self.app.clear_notifications()  # what was refused before would lie over it
        first = True
        for field in self.query(Field):
            field.say(problems.get(field.key, ""))
            if field.key in problems and first:
                field.inside().focus()
                self.call_after_refresh(field.scroll_visible, animate=False)
                first = False

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Leave; ask first where something would be lost."""
        if self.typed() != self._before:
            title = "Leave without saving?"
            body = f"What you typed here is lost. {key_for('form.save')} saves it."
            if not await self.app.push_screen_wait(Confirm(title, body)):
                return
        self.dismiss(None)


class Wrong(Exception):
    """Something in a form is wrong.

    Args:
        problems: By the key of the field: what is wrong, and what to do.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def section(title: str, *, first: bool = False) -> Static:
    """Return the heading of some fields."""
    return Static(Content(title), classes="section -first" if first else "section")


def hint(text: str) -> Static:
    """Return a line that explains the fields below it."""
    return Static(Content(text), classes="hint")
