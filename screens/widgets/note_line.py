"""The note line: where an assessor types, and the hint above it that answers at once.

Every key is passed on, so that what is being typed can be kept before it is saved. Nothing that was
typed is ever thrown away: leaving the line leaves the text in it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from data.record.entries import Mark
from data.record.text import clean
from data.rules.capture import parse
from data.rules.completion import Completion, complete
from data.rules.vocabulary import Vocabulary
from screens.keys_now import key_for
from screens.widgets.fitting import fitted
from screens.widgets.line import Line
from screens.widgets.offering import offered

PROMPT = ">"
"""Stands before the line; a line that is for something else says so here."""

BEGUN_TAG, BEGUN_INCIDENT = "#", "! "
"""What stands in the line beforehand, where it is opened for a tag or for the words of an incident.
"""
BEGUN = (BEGUN_TAG, BEGUN_INCIDENT.strip())
"""A line with no more than that in it says nothing yet."""


class NoteLine(Vertical):
    """The line, and above it a hint: completions, what a tag means, or why it is refused."""

    DEFAULT_CSS = """
    NoteLine { dock: bottom; height: 2; background: $surface; padding: 0 1; margin-bottom: 1; }
    NoteLine > Static { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    NoteLine > Horizontal { height: 1; }
    NoteLine .prompt { width: auto; margin-right: 1; color: $text-muted; }
    NoteLine Line { border: none; height: 1; padding: 0; background: $surface; width: 1fr; }
    NoteLine Line:focus { border: none; background-tint: $foreground 0%; }
    NoteLine.-open { background: $boost; }
    NoteLine.-open .prompt { color: $accent; text-style: bold; }
    NoteLine.-refused, NoteLine.-offering { height: auto; }
    NoteLine.-refused > Static, NoteLine.-offering > Static {
        height: auto; max-height: 6; text-wrap: wrap;
    }
    """

    LISTENING = "Enter saves   empty Enter: keys   #p4+ tag   ! incident"
    OPEN = "Enter saves   empty Enter: keys   ? question   ?? follow-up   #p4+ tag   ! incident"

    @dataclass
    class Typed(Message):
        """A key changed the text."""

        text: str
        cursor: int

    @dataclass
    class Entered(Message):
        """Enter was pressed on a text."""

        text: str

    @dataclass
    class Left(Message):
        """The line was left: keys act again."""

    @dataclass
    class Refused(Message):
        """Something could not be taken."""

        sentence: str

    def __init__(
        self,
        vocabulary: Vocabulary,
        heard: Callable[[], Container[str]],
        same: Callable[[], Sequence[Mark]] = tuple,
    ) -> None:
        super().__init__()
        self._vocabulary, self._heard, self._same = vocabulary, heard, same
        self._completions: tuple[Completion, ...] = ()
        self._hint = resting()
        self._hidden = self._listening = False
        self._refusal = ""
        self._offered: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """Put the hint above the line."""
        yield Static(resting(), markup=False)
        with Horizontal():
            yield Static(PROMPT, classes="prompt", markup=False)
            yield Line(self._complete)

    @property
    def line(self) -> Line:
        """The input."""
        return self.query_one(Line)

    @property
    def text(self) -> str:
        """What is in the line."""
        return self.line.value

    def prompt(self, words: str) -> None:
        """Say before the line what it is for."""
        self.query_one(".prompt", Static).update(Content(words))

    def offer(self, wordings: Sequence[str]) -> None:
        """Show wordings above the line, each with its digit, until something is typed.

        Args:
            wordings: At most nine; none takes the offer back.
        """
        self._offered = wordings

    def open(self, text: str | None = None) -> None:
        """Let letters type.

        Args:
            text: Put this into the line, cursor at its end; None leaves what is there.
        """
        if text is not None:
            self.line.value = text
            self.line.cursor_position = len(text)
        # At once, not when the screen is idle: the next letter may be typed already.
        self.screen.set_focus(self.line)

    def listen(self, *, listening: bool) -> None:
        """Leave questions out of the hint while none can be asked."""
        self._listening = listening
        self._say(self._hint_now())

    def hide(self, hidden: bool) -> None:
        """Show dots for letters, and no hint; typing goes on."""
        self._hidden = hidden
        self.line.password = hidden
        self._say(self._hint_now())

    def clear(self) -> None:
        """Empty the line after its text was saved; what was typed since stays."""
        self.line.saved()
        self._forget_refusal()
        self._answer(self.text)

    def refuse(self, sentence: str) -> bool:
        """Say above the line why what stands in it was not taken, until it is changed.

        Args:
            sentence: Why, and what to do.

        Returns:
            False where the terminal has no room for the hint: it has to be said elsewhere.
        """
        if not self.query_one(Static).display:
            return False
        self._refusal = sentence
        self.add_class("-refused")
        self._say(self._hint_now())
        return True

    def _forget_refusal(self) -> None:
        self._refusal = ""
        self.remove_class("-refused")

    def answered(self) -> None:
        """Take the next Enter: the last one was refused, and its text stays."""
        self.line.answered()

    def on_resize(self, event: events.Resize) -> None:
        """Lay what is offered out anew, for as many columns as there are now."""
        if self.has_class("-open"):
            self._say(self._hint_now())

    def on_descendant_focus(self) -> None:
        """Show that letters type now."""
        self.add_class("-open")
        self._answer(self.text)

    def on_descendant_blur(self) -> None:
        """Show that keys act now."""
        self.remove_class("-open")
        self._forget_refusal()
        self._completions = ()
        self._say(self._hint_now())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._forget_refusal()
        self.post_message(self.Typed(event.value, self.line.cursor_position))
        self._answer(event.value)

    @on(Line.Entering)
    def _entering(self, event: Line.Entering) -> None:
        event.stop()
        self.post_message(self.Entered(clean(event.text)))

    @on(Line.Refused)
    def _refused(self, event: Line.Refused) -> None:
        event.stop()
        self.post_message(self.Refused(event.sentence))

    @on(Line.Leaving)
    def _leaving(self, event: Line.Leaving) -> None:
        event.stop()
        self.post_message(self.Left())

    def _complete(self) -> None:
        """Complete what stands in the line now: its last letter may not have been answered yet."""
        self._answer(self.text)
        if self._completions:
            best = self._completions[0]
            line = self.line
            text = line.value[: best.start] + best.insert + line.value[best.end :]
            line.value = text
            line.cursor_position = best.start + len(best.insert)

    def _answer(self, text: str) -> None:
        """Say what the tags typed so far mean, or why one is refused."""
        self._completions = ()
        if "#" in text or "@" in text:
            cursor = self.line.cursor_position
            heard, same = self._heard(), self._same()
            self._completions = complete(text, cursor, self._vocabulary, heard=heard, same=same)
        self._say(self._hint_now())

    def _hint_now(self) -> str | Content:
        """Return what the hint says to what stands in the line."""
        text = self.text
        if not self.has_class("-open"):
            return unsaved() if text else resting()
        if self._refusal:
            return Content(self._refusal).stylize("$text-error")
        if self._completions:
            first, *others = self._completions
            more = "   ".join(other.insert for other in others)
            completes = key_for("note.complete")
            return Content.assemble(
                (f"{completes} ", "bold"), first.label, f"   {more}" if more else ""
            )
        if self._offers(text):
            return offered(self._offered, self.content_size.width)
        tagged = "#" in text or "@" in text
        read = parse(text, self._vocabulary, same=self._same()) if tagged else None
        problems = read.problems if read else ()
        if problems:
            return Content(problems[0].sentence).stylize("$text-error")
        hint = self.LISTENING if self._listening else self.OPEN
        return fitted(hint, self.content_size.width)

    def _offers(self, text: str) -> bool:
        return bool(self._offered) and text.strip() in ("", BEGUN_INCIDENT.strip())

    def _say(self, hint: str | Content) -> None:
        """Write the hint, where it is another one; no word of a text while the line is hidden."""
        offering = self.has_class("-open") and self._offers(self.text) and not self._hidden
        self.set_class(offering, "-offering")
        self.screen.set_class(offering, "-offering")
        unseen = refused_unseen() if self._refusal else " "
        shown = unseen if self._hidden else hint
        content = Content(shown) if isinstance(shown, str) else shown
        if content.markup != self._hint:
            self._hint = content.markup
            self.query_one(Static).update(content)


def resting() -> str:
    """Return what the hint says while keys act."""
    return f"{key_for('live.note')} opens the note line"


def unsaved() -> str:
    """Return what the hint says of a text that was left."""
    return f"not saved yet: {key_for('live.note')} goes on, Enter saves"


def refused_unseen() -> str:
    """Return what the hint says of a refusal while the line is hidden."""
    return f"not taken: {key_for('live.blank', typing=True)} shows why"
