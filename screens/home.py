"""The home screen: what is booked from today on, and every assessment with a search.

It is painted from an agenda that was read before the terminal was set up; the store is only asked
again when it says that it is ready.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from data.record.instant import Clock
from data.rules.due import part_of
from data.store.rows import AgendaRow, Assessment, AssessmentRow, Owed, Sitting
from data.store.store import Store
from screens.actions import HOME, bindings
from screens.agenda import (
    agenda_rows,
    known_assessor,
    next_first,
    nothing_written,
)
from screens.assessment_rows import assessment_rows
from screens.booking_keys import home_keys
from screens.due_rows import (
    at_cursor,
    due_rows,
    most_rows,
    overdue_words,
    told_dues,
    until,
)
from screens.finding import EVERYONE, TODAY, Finding
from screens.keys_now import key_for
from screens.navigation import OpenExchange, OpenJourney
from screens.typed import wall_ms
from screens.widgets.columns import SAMPLE
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.part_line import PartLine
from screens.widgets.row_list import RowList
from screens.widgets.search_line import SearchLine
from screens.wording import day_written, full_name, today_written

if TYPE_CHECKING:
    from data.standards.library import Library

_PARTS = ("Today and coming", "All assessments")


class HomeScreen(Finding):
    """Sittings to come with what is due, and all assessments.

    Args:
        store: Where assessments are kept.
        clock: Tells the time.
        agenda: What is shown at first, without asking the store.
        dues: What is due, as it was read with the agenda.
        demonstration: True where the store holds made-up people; the heading says so.
        library: Gives the standards, when an assessment is entered or changed.
    """

    DEFAULT_CSS = """
    HomeScreen { overflow: hidden; }
    HomeScreen #search { height: 1; margin: 1 1 0 1; display: none; }
    HomeScreen #search Static { width: 2; color: $accent; text-style: bold; }
    HomeScreen #search SearchLine { width: 1fr; }
    HomeScreen RowList { margin: 1 1 0 1; }
    HomeScreen #nothing { margin: 1 2; height: 1fr; color: $text-muted; display: none; }
    HomeScreen.-empty #nothing { display: block; }
    HomeScreen.-empty RowList { display: none; }
    HomeScreen.-everyone #search { display: block; }
    HomeScreen.-short PartLine { height: 1; padding: 0 1; }
    HomeScreen.-short RowList, HomeScreen.-short #search { margin: 0 1; }
    HomeScreen.-short #nothing { margin: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(HOME)]
    AUTO_FOCUS = "RowList"

    parts = getters.query_one(PartLine)

    def __init__(
        self,
        store: Store,
        clock: Clock,
        agenda: tuple[AgendaRow, ...] = (),
        demonstration: bool = False,
        *,
        dues: tuple[Owed, ...] = (),
        library: Callable[[], Library],
    ) -> None:
        super().__init__(store, clock, library)
        self._agenda = agenda
        self._dues = told_dues(dues, clock().local().date())
        self._demonstration = demonstration
        self._places: dict[int, str] = {}
        self._unsent, self._stopped = 0, False

    def compose(self) -> ComposeResult:
        """Lay out heading, views, search, list and keys."""
        yield Heading(
            "Assessments",
            today_written(self._clock()),
            label="DEMONSTRATION, not encrypted" if self._demonstration else "",
        )
        yield PartLine(_PARTS, TODAY)
        with Horizontal(id="search"):
            yield Static("/ ", markup=False)
            yield SearchLine("name, ULN, employer or provider")
        yield RowList()
        yield Static(id="nothing")
        yield KeyBar(())

    def on_mount(self) -> None:
        """Show what was read before the start."""
        self._paint()

    def on_resize(self, event: events.Resize) -> None:
        """Set the columns for another width, and give up margins where there is little room."""
        self.set_class(event.size.height < 14, "-short")
        self._paint()
        if len(self._found) < event.size.height:
            self.read_on()

    def refresh_agenda(self) -> None:
        """Read the sittings again; the application calls this when the store is ready."""
        today = self._clock().local().date()
        self._agenda = tuple(self._store.agenda(wall_ms(datetime.combine(today, time()))))
        self._dues = told_dues(self._store.dues(until(today)), today)
        self._ready.set()
        if self._view == EVERYONE:
            self.look_for(self.search.text)
        self._show_heading()
        self._paint()

    def show_unsent(self, number: int, *, stopped: bool = False) -> None:
        """Say how many results have not left yet.

        Args:
            number: As many.
            stopped: Somebody has to look before they can.
        """
        self._unsent, self._stopped = number, stopped
        self._show_heading()

    def _show_heading(self) -> None:
        way = key_for("home.exchange")
        how = f"to send, STOPPED ({way})" if self._stopped else f"to send ({way})"
        today = today_written(self._clock())
        if self._unsent:  # the day gives way: in the demonstration both would not fit
            today = f"{self._unsent} {how}   {day_written(self._clock().local().date())}"
        self.query_one(Heading).show("Assessments", today)

    # --- What is shown -------------------------------------------------------------------------

    def _paint(self) -> None:
        """Write the rows of the view in sight."""
        width, late = max(20, self.size.width - 3), ""
        if self._view == TODAY:
            now, most = self._clock(), most_rows(self.size.height)
            names = [full_name(row.assessment) for row in self._agenda]
            dues = due_rows(self._dues, now, width, most, names)
            rows = agenda_rows(self._agenda, now, width, dues)
            late = overdue_words(self._dues, now.local().date(), "past due")
            beside = self._beside(late, width)
        else:
            rows = assessment_rows(self._found, self._clock(), width)
            beside = self.found_words
        self.rows.show(rows)
        self.parts.show(self._view, beside, urgent=bool(late))
        self.set_class(self._view == EVERYONE, "-everyone")
        self.set_class(not rows and self._asked is None, "-empty")
        nothing = nothing_written(
            everyone=self._view == EVERYONE, searched=self.search.text, only=self._only
        )
        self.query_one("#nothing", Static).update(nothing)
        self._show_keys()

    def _beside(self, late: str, width: int) -> str:
        """Return how many sittings there are, and before all else what is overdue."""
        sittings = f"{len(self._agenda)} sittings" if len(self._agenda) > 1 else ""
        if late and width < 60:
            return late
        return ", ".join(words for words in (sittings, late) if words)

    def _show_keys(self) -> None:
        typing = self.focused is self.search
        self.query_one(KeyBar).show(home_keys(listed=self.rows.key is not None, typing=typing))

    def action_switch(self) -> None:
        """Change between the two views; each keeps its place."""
        self.turn_to(EVERYONE if self._view == TODAY else TODAY)
        self.leave_search()

    def turn_to(self, view: int) -> None:
        """Show one of the two views; each keeps its place."""
        if view == self._view:
            return
        if self.rows.key:
            self._places[self._view] = self.rows.key
        self._view = view
        if view == EVERYONE:
            self.look_for(self.search.text)
        self._paint()
        if view in self._places:
            self.rows.move_to(self._places[view])

    # --- Search --------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Open the search line."""
        self.turn_to(EVERYONE)
        self.screen.set_focus(self.search)
        self._show_keys()

    @on(SearchLine.Left)
    def leave_search(self) -> None:
        """Give the keys back to the list."""
        self.set_focus(self.rows if self.rows.display else None)
        self._show_keys()

    def show_first_page(self) -> None:
        """Show what was found, the cursor where it was."""
        self._paint()
        if self._places.get(EVERYONE):
            self.rows.move_to(self._places.pop(EVERYONE))

    def show_next_page(self, rows: tuple[AssessmentRow, ...]) -> None:
        """Show more of what was found."""
        lines = [*self._found[:SAMPLE], *rows]
        self._found.extend(rows)
        width = max(20, self.size.width - 3)
        self.rows.extend(assessment_rows(lines, self._clock(), width)[-len(rows) :])

    # --- What is done --------------------------------------------------------------------------

    def chosen(self) -> tuple[Assessment, tuple[Sitting, ...]] | None:
        """Return the assessment at the cursor, and its sittings, the one to open first."""
        key = self.rows.key
        if self._view == TODAY:
            for booked in self._agenda:
                if booked.sitting.id == key:
                    return booked.assessment, (booked.sitting,)
            owed = at_cursor(self._dues, key)
            mine = self._store.sittings(owed.assessment.id) if owed else ()
            return (owed.assessment, next_first(mine)) if owed else None
        for row in self._found:
            if row.assessment.id == key:
                return row.assessment, next_first(row.sittings)
        return None

    def assessor(self) -> str:
        """Return the assessor of what is in sight: most often the same person again."""
        return known_assessor(self._agenda, self._found)

    def show_changed(self, assessment: Assessment) -> None:
        """Read again, with the cursor on what was changed."""
        self._places[EVERYONE] = assessment.id
        self.refresh_agenda()
        mine = [row.sitting.id for row in self._agenda if row.assessment.id == assessment.id]
        here = self.chosen()
        if self._view == EVERYONE or (here and here[0].id == assessment.id):
            return
        if mine:
            self.rows.move_to(mine[0])
        else:
            self.turn_to(EVERYONE)  # what was just entered must not seem to be lost

    def action_open(self) -> None:
        """Open the sitting at the cursor where it stands; of what is due, the journey."""
        if self._view == TODAY and (owed := at_cursor(self._dues, self.rows.key)):
            self.post_message(OpenJourney(owed.assessment.id, part_of(owed.due.what)))
        else:
            super().action_open()

    def action_exchange(self) -> None:
        """Show what has left, what waits and what was refused."""
        self.post_message(OpenExchange())

    async def action_quit(self) -> None:
        """Close the program; everything is saved."""
        await self.app.action_quit()
