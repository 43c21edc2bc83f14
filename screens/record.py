"""The record of a sitting: every entry in order, what was derived from it, and its way out.

The timeline hides nothing: what was undone, back-dated, left out or departed from the plan stands
where it happened. The chain is checked anew whenever it is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.record.chain import verify
from data.record.errors import BrokenChain
from data.record.instant import Clock
from data.record.state import SittingState
from data.rules import judging
from data.rules.course import course
from data.rules.grading import Overall, method_grade
from data.rules.sealing import reopen, withdraw
from data.store.sitting_record import SittingRecord
from screens.actions import EVERYWHERE, RECORD, bindings
from screens.dialogs import Ask, Confirm
from screens.keeping import keep
from screens.keys_now import key_for
from screens.navigation import GoHome, OpenSitting
from screens.sealing import say_result
from screens.taking_back import TakeBackKey, handed_line
from screens.trace import TraceScreen
from screens.widgets.columns import MUTED
from screens.widgets.course_chart import CourseChart
from screens.widgets.grade_words import due_line, grade_line, overall_line, overall_of
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page, Paragraph, stored
from screens.widgets.row_list import RowList
from screens.widgets.search_line import SearchLine
from screens.widgets.sitting_words import who_line
from screens.widgets.timeline import Line, matching, timeline, timeline_rows
from screens.wording import local


class RecordScreen(TakeBackKey):
    """Shows one sitting's record.

    Args:
        record: The sitting.
        clock: Tells the time.
        export: Writes the result, called in a thread; returns a sentence to show.
        withdraw: Takes the result back for a reason, as `export` does its work.
        during: True where the organisation allows judgements, and so their sight, while live.
        overall: Returns the provisional overall grade, as the store has the other methods.
        due: Returns by when the result has to be out, or since when it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(RECORD)]
    AUTO_FOCUS = "#timeline"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012 - as Textual types it
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual types it
        (0, "-low"),
        (16, "-middle"),
        (24, "-high"),
        (36, "-tall"),
    ]
    DEFAULT_CSS = """
    RecordScreen #facts { height: auto; max-height: 5; padding: 0 1; background: $surface; }
    RecordScreen SearchLine { padding: 0 1; display: none; }
    RecordScreen.-filtering SearchLine { display: block; }
    RecordScreen #timeline { height: 1fr; }
    RecordScreen Page { height: 4; border-top: solid $foreground 50%; }
    RecordScreen CourseChart { display: none; }
    RecordScreen.-high.-wide CourseChart { display: block; }
    RecordScreen.-tall.-wide CourseChart { display: block; margin: 1 0; }
    RecordScreen.-low Page { display: none; }
    RecordScreen.-low #facts { max-height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(
        self,
        record: SittingRecord,
        clock: Clock,
        *,
        export: Callable[[], str],
        withdraw: Callable[[str], str],
        during: bool = False,
        overall: Callable[[], Overall] | None = None,
        due: Callable[[], str] | None = None,
    ) -> None:
        super().__init__()
        self._record, self._clock, self._export = record, clock, export
        self._withdraw, self._during = withdraw, during
        self._overall = overall or (lambda: overall_of(record.state))
        self._due = due or (lambda: due_line(record.state))
        self._lines: tuple[Line, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the facts, the filter, the timeline, the line at the cursor and the keys."""
        yield Heading("Record", who_line(self._record))
        yield Static(id="facts")
        yield CourseChart()
        yield SearchLine("Words or a kind: note, deviation, P4")
        yield RowList(name="timeline", empty="No entry has all of these words.")
        yield Page(name="line")
        yield KeyBar((*(action for action in RECORD if action.footer), EVERYWHERE[0]))

    def on_screen_resume(self) -> None:
        """Show the record as it is now."""
        self.repaint()

    def repaint(self) -> None:
        """Read the record anew."""
        state = self._record.state
        self._lines = timeline(state)
        self.query_one(CourseChart).course = course(state, self._clock())
        self.query_one("#facts", Static).update(self._facts(state))
        self._show_lines()

    def _facts(self, state: SittingState) -> Content:
        """Return the grades, where they may be seen, and whether the chain holds."""
        lines = handed_line(state)
        if judging.unlocked(state, during=self._during):
            lines.append(grade_line(state))
        if state.graded:
            lines.append(overall_line(state, self._overall()))
        if state.sealed:
            lines.append(Content(self._due()).stylize(MUTED))
        whole, chain = chain_line(state)
        # A broken chain comes before everything that was derived from it.
        return Content("\n").join([*lines, chain] if whole else [chain, *lines])

    def _show_lines(self) -> None:
        """Show the lines that the filter lets through."""
        rows = self.query_one("#timeline", RowList)
        found = matching(self._lines, self.query_one(SearchLine).text)
        today = local(self._clock().wall).date()
        rows.show(timeline_rows(found, self.size.width, today))
        self._show_line()

    @on(RowList.Moved)
    def _show_line(self) -> None:
        line = self._at
        page = [Paragraph(stored(line.plain()))] if line else []
        self.query_one("#line", Page).show(page)

    @property
    def _at(self) -> Line | None:
        """The line at the cursor."""
        key = self.query_one("#timeline", RowList).key
        return next((line for line in self._lines if line.key == key), None)

    def on_resize(self, event: events.Resize) -> None:
        """Set the columns anew."""
        if self._lines:
            self._show_lines()

    def action_filter(self) -> None:
        """Open the line that filters as it is typed."""
        self.add_class("-filtering")
        self.set_focus(self.query_one(SearchLine))

    @on(SearchLine.Typed)
    def _filter(self) -> None:
        self._show_lines()

    @on(SearchLine.Left)
    def _leave_filter(self) -> None:
        """Go back to the timeline; the filter stays while there are words in it."""
        self.set_class(bool(self.query_one(SearchLine).text), "-filtering")
        self.query_one("#timeline", RowList).focus()

    def action_trace(self) -> None:
        """Go from a descriptor to its notes."""
        self.app.push_screen(TraceScreen(self._record, during=self._during))

    @work
    async def action_export(self) -> None:
        """Write the result, and say where it is or what went wrong."""
        await say_result(self, self._export)

    @work
    async def action_reopen(self) -> None:
        """Break the seal for a reason, confirmed with y."""
        if not self._record.state.sealed:
            keep(self, self._record, self._clock, lambda state, now: reopen(state, now, ""))
            return
        reason = await self.app.push_screen_wait(
            Ask("Why is the sealed sitting reopened?", "The seal stays readable in the record.")
        )
        if reason is None:
            return
        question = Confirm("Break the seal?", f"Reason: {reason}")
        if await self.app.push_screen_wait(question):
            keep(self, self._record, self._clock, lambda state, now: reopen(state, now, reason))
            self.repaint()

    @work
    async def action_withdraw(self) -> None:
        """Take the result back for a reason, confirmed with y."""
        if not self._record.state.graded:
            keep(
                self,
                self._record,
                self._clock,
                lambda state, now: withdraw(state, now, "", made=True),
            )
            return
        reason = await self.app.push_screen_wait(
            Ask(
                "Why is the result withdrawn?",
                "The reason leaves with the withdrawal: write no names.",
            )
        )
        if reason is None:
            return
        question = Confirm("Withdraw the result?", self._withdrawal(reason))
        if await self.app.push_screen_wait(question):
            await say_result(self, lambda: self._withdraw(reason))
            self.repaint()

    def _withdrawal(self, reason: str) -> str:
        """Return what is about to be taken back, and that it leaves this machine."""
        state = self._record.state
        whose = f"{who_line(self._record)}: {method_grade(state).grade or 'no grade'}."
        leaves = "The withdrawal goes wherever the result goes; the record stays."
        return f"{whose}\n{leaves}\nReason: {reason}"

    def action_copy(self) -> None:
        """Copy the line at the cursor, as far as the terminal allows it."""
        line = self._at
        if line is not None:
            self.app.copy_to_clipboard(line.plain())
            way = f"If it did not arrive, export ({key_for('record.export')})."
            said = f"Line {line.key} was sent to the clipboard. {way}"
            self.notify(said, markup=False, timeout=4)

    def action_judge(self) -> None:
        """Show the judgements."""
        self.post_message(OpenSitting(self._record.sitting.id, "judge"))

    def action_home(self) -> None:
        """Show the list of sittings."""
        self.post_message(GoHome())


def chain_line(state: SittingState) -> tuple[bool, Content]:
    """Return whether the chain of the record holds, checked now, and the line that says so."""
    try:
        verify(state.entries)
    except BrokenChain as broken:
        told = f"Chain broken. {broken} Tell your organisation."
        return False, Content(told).stylize("bold $text-error")
    number = len(state.entries)
    entries = "1 entry" if number == 1 else f"{number} entries"
    undone = f", {len(state.undone)} undone" if state.undone else ""
    told = f"Chain of {entries} whole, head {state.last.hash[:12]}{undone}"
    return True, Content(told).stylize(MUTED)
