"""The apprentice is not there: a clock that counts up, the steps of the routine, and how it ends.

Everything is an entry: closing the program loses nothing, and the wait goes on when it is opened.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from data.record.conduct import Wait
from data.record.instant import Clock, Instant
from data.rules import no_show
from data.rules.refused import Refused
from data.store.sitting_record import SittingRecord
from screens.action import bindings
from screens.actions import WAIT
from screens.dialogs import Ask, Confirm
from screens.keeping import Make, keep
from screens.keys_now import key_for
from screens.navigation import Retitle
from screens.scripts import Scripts
from screens.teleprompter import Teleprompter
from screens.widgets.columns import MUTED
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.times import big, span, wall
from screens.wording import full_name


class Waiting(ModalScreen[str]):
    """Waits; the answer is `arrived`, `no-show`, or empty where the wait goes on.

    Args:
        record: The sitting; its wait has begun.
        clock: Tells the time.
        scripts: What is said on the telephone, and how long is waited.
        unkept: Texts that were typed and left, by what was asked.
    """

    DEFAULT_CSS = """
    Waiting { background: $background; align: left top; overflow: hidden; }
    Waiting VerticalScroll {
        width: 1fr; max-width: 76; height: 1fr; padding: 1 1; scrollbar-size-vertical: 1;
    }
    Waiting #told { height: auto; margin: 1 0; }
    Waiting #steps { text-wrap: nowrap; text-overflow: ellipsis; }
    Waiting.-low VerticalScroll { padding: 0 1; }
    Waiting.-low #told { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(WAIT)]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - as Textual types it
    AUTO_FOCUS = ""

    def __init__(
        self, record: SittingRecord, clock: Clock, scripts: Scripts, unkept: dict[str, str]
    ) -> None:
        super().__init__()
        self._record, self._clock, self._scripts = record, clock, scripts
        self._unkept = unkept
        self._shown = ""

    def compose(self) -> ComposeResult:
        """Lay out heading, clock, what it means, steps and keys."""
        yield Heading("Waiting for the apprentice", full_name(self._record.assessment))
        with VerticalScroll(can_focus=False):
            yield Static(id="digits", markup=False)
            yield Static(id="told", markup=False)
            yield Static(id="steps", markup=False)
        yield KeyBar(WAIT)

    def on_mount(self) -> None:
        """Show the wait, and let its clock count; what is told at the bottom would cover it."""
        self.app.clear_notifications()
        self._show_steps()
        self._tick()
        self.set_interval(0.5, self._tick)

    @property
    def _wait(self) -> Wait | None:
        return no_show.waiting(self._record.state)

    def _tick(self) -> None:
        """Show the next second of the wait."""
        wait, now = self._wait, self._clock()
        if wait is None:
            return
        waited = wait.waited(now)
        shown = span(waited) if waited >= 0 else f"-{span(-waited)}"
        left = no_show.left_to_wait(wait, now, self._scripts.wait_minutes)
        if shown != self._shown:
            self._shown = shown
            self.post_message(Retitle(f"{shown} WAITING"))
            style = "bold $text-warning" if not left else "bold $foreground"
            self.query_one("#digits", Static).update(
                Content("\n".join(big(shown.lstrip("-")))).stylize(style if waited >= 0 else MUTED)
            )
            self.query_one("#told", Static).update(
                Content(self._told(wait.at.wall - wait.before_ms, waited, left, now))
            )

    def _told(self, booked: int, waited: int, left: int, now: Instant) -> str:
        """Return what the wait means now."""
        if waited < 0:
            return f"until the booked time, {wall(booked, seconds=False)}"
        key = key_for("wait.no_show")
        if left:
            minutes = self._scripts.wait_minutes
            until = wall(now.wall + left)
            return (
                f"past the booked time. {key} records a no-show from {until} ({minutes} minutes)."
            )
        return f"past the booked time. The wait is over: {key} records the no-show."

    def _show_steps(self) -> None:
        wait = self._wait
        done = {step.name: step.at for step in wait.steps} if wait else {}
        lines = []
        for number, (name, words) in enumerate(no_show.STEPS, start=1):
            at = done.get(name)
            time = wall(at.wall) if at else "○".ljust(8)
            style = MUTED if at else "bold"
            lines.append(
                Content.assemble(
                    (f"{number}  ", "bold $accent"), (f"{time}  ", MUTED), (words, style)
                )
            )
        self.query_one("#steps", Static).update(Content("\n").join(lines))

    def on_key(self, event: events.Key) -> None:
        """Take a digit as a step that was done."""
        digits = "123456789"[: len(no_show.STEPS)]
        if event.character and event.character in digits:
            event.stop()
            name = no_show.STEPS[int(event.character) - 1][0]
            self._keep(lambda state, now: no_show.step(state, now, name))
            self._show_steps()

    def _keep(self, make: Make) -> Refused | None:
        return keep(self, self._record, self._clock, make)

    def action_arrived(self) -> None:
        """Record that the apprentice came, and how late."""
        if self._keep(no_show.arrived) is None:
            self.dismiss("arrived")

    def action_script(self) -> None:
        """Show what is said on the telephone."""
        self.app.push_screen(Teleprompter(self._record, self._clock, self._scripts, "no-show"))

    @work(exclusive=True, group="wait")
    async def action_no_show(self) -> None:
        """Record that the apprentice did not come, after a yes; too early only for a reason."""
        minutes, reason = self._scripts.wait_minutes, ""
        try:
            no_show.no_show(self._record.state, self._clock(), minutes)
        except Refused as refused:
            told = "It is recorded as a deviation."
            ask = Ask(refused.sentence, told, waiting=self._unkept, key=refused.rule)
            given = await self.app.push_screen_wait(ask)
            if not given:
                return
            reason = given
        body = "The sitting ends. It can be booked again."
        if not await self.app.push_screen_wait(Confirm("Record a no-show?", body)):
            return
        if self._keep(lambda s, now: no_show.no_show(s, now, minutes, deviation=reason)) is None:
            self.dismiss("no-show")

    def action_close(self) -> None:
        """Leave; the wait goes on."""
        self.dismiss("")
