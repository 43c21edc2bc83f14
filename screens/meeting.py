"""The planning meeting: its clock, and the agenda to be ticked, one key for each line.

Everything is an entry: closing the program loses nothing, and the clock goes on when it is opened
again, as it is counted from the entry with which the meeting began.
"""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Static

from data.record.instant import Clock
from data.record.phase_clock import ClockState
from data.rules.journey_view import JourneyView
from data.rules.meeting import undo_newest
from data.rules.planning_part import PART, step_of
from data.rules.refused import Refused
from data.store.errors import StoreError
from data.store.journey_record import JourneyRecord
from screens.actions import EVERYWHERE, bindings
from screens.dialogs import Confirm
from screens.journey_actions import MEETING
from screens.meeting_rows import agenda_rows, booking_line, keys_of, meeting_clock, shown_meeting
from screens.navigation import Retitle, SayRefused
from screens.step_form import StepForm
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.phase_panel import PhasePanel
from screens.widgets.row_list import RowList
from screens.wording import full_name

SPACIOUS = 36
"""Lines from which the agenda has an empty line between two of its own."""


class MeetingScreen(Screen[None]):
    """Runs the planning meeting of one assessment.

    Args:
        record: The assessment.
        clock: Tells the time.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MEETING)]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual types it
        (0, "-low"),
        (16, "-usual"),
        (28, "-high"),
    ]
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    MeetingScreen { overflow: hidden; }
    MeetingScreen #booked {
        height: 1; padding: 0 1; margin: 1 0; text-wrap: nowrap; text-overflow: ellipsis;
    }
    MeetingScreen RowList { height: 1fr; margin: 0 1; }
    MeetingScreen.-low #booked { display: none; }
    MeetingScreen.-high PhasePanel { margin: 1 0 0 0; }
    """

    def __init__(self, record: JourneyRecord, clock: Clock) -> None:
        super().__init__()
        self._record, self._clock = record, clock
        self._title = "epa-tui"

    def compose(self) -> ComposeResult:
        """Lay out heading, clock, booking, agenda and keys."""
        yield Heading("Planning meeting", full_name(self._record.assessment))
        yield PhasePanel()
        yield Static(id="booked", markup=False)
        yield RowList(wrap=True)
        yield KeyBar(())

    def on_mount(self) -> None:
        """Let the clock count."""
        self.set_interval(0.5, self._tick)

    def on_screen_resume(self) -> None:
        """Show the meeting, with what was done elsewhere meanwhile."""
        self.repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Break the rows anew for another width."""
        self.call_after_refresh(self.repaint)

    @property
    def _view(self) -> JourneyView:
        return self._record.view(self._clock())

    def repaint(self) -> None:
        """Write everything anew."""
        view, rows = self._view, self.query_one(RowList)
        self.query_one("#booked", Static).update(booking_line(view))
        width = max(20, (rows.size.width or self.size.width - 2) - 1)
        rows.show(agenda_rows(view, width, spaced=self.size.height >= SPACIOUS))
        self.query_one(KeyBar).show((*keys_of(view), EVERYWHERE[0]))
        self._tick()

    def _tick(self) -> None:
        """Show the next second of the clock."""
        now = self._clock()
        facts = meeting_clock(self._record.view(now), now)
        self.query_one(PhasePanel).facts = facts
        running = facts.state in (ClockState.RUNNING, ClockState.OVERTIME)
        title = f"{facts.left} MEETING" if running else "epa-tui"
        if title != self._title:
            self._title = title
            self.post_message(Retitle(title))

    # --- What is done --------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Take a digit as the line of the agenda to tick."""
        lines = self._record.journey.planning.agenda
        if event.character and event.character in "123456789"[: len(lines)]:
            event.stop()
            self._tick_line(lines[int(event.character) - 1].name)

    def action_tick(self) -> None:
        """Tick the line at the cursor, or take its tick back."""
        if name := self.query_one(RowList).key:
            self._tick_line(name)

    def _tick_line(self, name: str) -> None:
        meeting = shown_meeting(self._view)
        back = meeting is not None and name in meeting.ticked
        self._do("tick", topic=name, back=back)

    def _do(self, verb: str, **given: Any) -> None:
        """Carry a step out that asks for nothing more; say why where it is refused."""
        try:
            self._record.do(step_of(verb), given, self._clock())
        except (Refused, StoreError) as error:
            self.post_message(SayRefused(str(error)))
        self.repaint()

    @work(exclusive=True, group="step")
    async def action_begin(self) -> None:
        """Begin the meeting; a second one only after a yes."""
        if closed := step_of("start").closed(self._view):
            self.post_message(SayRefused(closed))
            return
        planning = self._record.state.planning
        if planning.held and not planning.open:
            body = "A planning meeting was held already."
            if not await self.app.push_screen_wait(Confirm("Begin another meeting?", body)):
                return
        self._do("start")

    def action_undo(self) -> None:
        """Take back the newest tick, or the begin of the meeting."""
        try:
            self._record.add(self._clock(), undo_newest(self._record.state))
        except (Refused, StoreError) as error:
            self.post_message(SayRefused(str(error)))
        self.repaint()

    def action_book(self) -> None:
        """Ask for the day, time and place of a sitting."""
        self._ask("sitting")

    def action_move(self) -> None:
        """Ask for the day, time and place of the meeting."""
        self._ask("book")

    def action_end(self) -> None:
        """Ask who was present, and end the meeting."""
        self._ask("hold")

    def action_missed(self) -> None:
        """Ask who did not come."""
        self._ask("miss")

    def _ask(self, verb: str) -> None:
        """Show the form of a step, where it is open."""
        step = step_of(verb)
        if closed := step.closed(self._view):
            self.post_message(SayRefused(closed))
            return
        self.app.push_screen(StepForm(self._record, PART, step, self._clock))

    def action_close(self) -> None:
        """Leave; the clock goes on."""
        self.post_message(Retitle("epa-tui"))
        self.dismiss(None)
