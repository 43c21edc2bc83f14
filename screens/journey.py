"""The way of one assessment from gateway to certificate: its parts, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static

from data.record.instant import Clock
from data.rules.journey_undoing import given_back, undo, undo_told
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.step import Part, Step, always
from data.rules.way import way
from data.store.errors import StoreError
from data.store.journey_record import JourneyRecord
from screens.actions import EVERYWHERE, bindings
from screens.dialogs import Choose, Confirm
from screens.journey_actions import JOURNEY
from screens.journey_facts import part_page, part_rows, standing_line, timeline_page
from screens.navigation import GoHome, SayRefused
from screens.step_form import StepForm
from screens.way_line import way_line
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page
from screens.widgets.row_list import RowList
from screens.wording import full_name


@dataclass(frozen=True)
class Door:
    """A screen of its own that a part leads to."""

    words: str
    """What is chosen: `Open the portfolio`."""
    screen: Callable[[JourneyRecord], Screen[Any]]
    closed: Callable[[JourneyView], str] = always
    """Why it leads nowhere now; empty where it is open."""
    warns: Callable[[JourneyView], str] = always
    """What follows from opening it, to be confirmed first; empty where nothing does."""


class JourneyScreen(Screen[None]):
    """Shows where an assessment stands, and carries out the steps of its parts.

    Args:
        record: The assessment.
        clock: Tells the time.
        parts: In the order of the way.
        doors: By the key of a part, the screens that it leads to.
        at: Key of the part to begin at; empty for the first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(JOURNEY)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual types it
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual types it
        (0, "-low"),
        (20, "-high"),
        (30, "-tall"),
    ]
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    JourneyScreen #standing { height: 1; margin: 1 1 0 1; }
    JourneyScreen #way { height: 1; margin: 0 2; display: none; }
    JourneyScreen.-high #way, JourneyScreen.-tall #way { display: block; }
    JourneyScreen.-tall #way { margin: 1 2; }
    JourneyScreen #parts { layout: vertical; height: 1fr; }
    JourneyScreen RowList { height: 1fr; margin: 0 1; }
    JourneyScreen.-high RowList, JourneyScreen.-tall RowList { height: 10; }
    JourneyScreen Page { height: 1fr; border-top: solid $foreground 50%; }
    JourneyScreen.-wide #parts { layout: horizontal; }
    JourneyScreen.-wide RowList { width: 45%; max-width: 76; height: 1fr; margin: 0 0 0 1; }
    JourneyScreen.-wide Page { border-top: none; border-left: solid $foreground 50%; }
    JourneyScreen.-low #standing { margin: 0 1; }
    """

    def __init__(
        self,
        record: JourneyRecord,
        clock: Clock,
        parts: Sequence[Part],
        doors: Mapping[str, Sequence[Door]],
        *,
        at: str = "",
    ) -> None:
        super().__init__()
        self._record, self._clock = record, clock
        self._parts = {part.key: part for part in parts}
        self._doors = doors
        self._timeline = False
        self._at = at

    def compose(self) -> ComposeResult:
        """Lay out who, where it stands, the parts, the text of one and the keys."""
        yield Heading("Journey", self._who())
        yield Static(id="standing")
        yield Static(id="way")
        with Container(id="parts"):
            yield RowList()
            yield Page()
        yield KeyBar((*(action for action in JOURNEY if action.footer), EVERYWHERE[0]))

    def _who(self) -> str:
        assessment = self._record.assessment
        option = f" option {assessment.option}" if assessment.option else ""
        return f"{full_name(assessment)}   {assessment.reference}{option}"

    def on_screen_resume(self) -> None:
        """Show the assessment, with what was done elsewhere meanwhile."""
        self.repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Set the columns anew."""
        self.call_after_refresh(self.repaint)

    def repaint(self) -> None:
        """Write everything anew."""
        view, rows = self._record.view(self._clock()), self.query_one(RowList)
        self.query_one("#standing", Static).update(standing_line(view, self.size.width - 2))
        self.query_one("#way", Static).update(way_line(way(view), self.size.width - 4))
        width = max(20, (rows.size.width or self.size.width) - 1)
        rows.show(part_rows(tuple(self._parts.values()), view, width))
        if self._at in self._parts:
            rows.move_to(self._at)
            self._at = ""
        self._show_text(top=False)

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._timeline = False
        self._show_text(top=True)

    def _show_text(self, *, top: bool) -> None:
        part = self._part
        if self._timeline:
            told = timeline_page(self._record)
        elif part is not None:
            told = part_page(part, self._record.view(self._clock()))
        else:
            return
        self.query_one(Page).show(told, top=top)

    @property
    def _part(self) -> Part | None:
        return self._parts.get(self.query_one(RowList).key or "")

    @work(exclusive=True, group="step")
    async def action_step(self) -> None:
        """Choose what to do in the part at the cursor, and do it."""
        part = self._part
        if part is None:
            return
        view = self._record.view(self._clock())
        steps = [step for step in part.steps if not step.closed(view)]
        doors = [door for door in self._doors.get(part.key, ()) if not door.closed(view)]
        choices: list[Door | Step] = [*doors, *steps]
        words = [one.words for one in choices]
        if not words:
            ways: list[Door | Step] = [*part.steps, *self._doors.get(part.key, ())]
            self.post_message(SayRefused(_why_nothing(part, [way.closed(view) for way in ways])))
            return
        place = 0 if len(words) == 1 else await self._place(part, words)
        if place is None or not await self._warned(choices[place]):
            return
        await self.app.push_screen_wait(self._screen(part, choices[place]))
        self.repaint()

    async def _warned(self, chosen: Door | Step) -> bool:
        """Say what follows from opening a door; return whether it is to be opened all the same."""
        told = chosen.warns(self._record.view(self._clock())) if isinstance(chosen, Door) else ""
        return not told or await self.app.push_screen_wait(Confirm(f"{chosen.words}?", told))

    async def _place(self, part: Part, words: Sequence[str]) -> int | None:
        return await self.app.push_screen_wait(Choose(part.title, words))

    def _screen(self, part: Part, chosen: Door | Step) -> Screen[Any]:
        if isinstance(chosen, Door):
            return chosen.screen(self._record)
        return StepForm(self._record, part, chosen, self._clock)

    @work(exclusive=True, group="step")
    async def action_undo(self) -> None:
        """Take back what was recorded last; it stays in the timeline."""
        told = undo_told(self._record.view(self._clock()))
        if told and not await self.app.push_screen_wait(Confirm("Take this back?", told)):
            return
        now = self._clock()
        view = self._record.view(now)
        try:
            self._record.add(now, *undo(view), **given_back(view))
        except (Refused, StoreError) as error:
            self.post_message(SayRefused(str(error)))
        self.repaint()

    def action_timeline(self) -> None:
        """Show everything that was recorded, or the part at the cursor again."""
        self._timeline = not self._timeline
        self._show_text(top=True)

    def action_text_down(self) -> None:
        """Read on."""
        self.query_one(Page).turn(1)

    def action_text_up(self) -> None:
        """Go back."""
        self.query_one(Page).turn(-1)

    def action_home(self) -> None:
        """Show the list of sittings."""
        self.post_message(GoHome())


def _why_nothing(part: Part, reasons: Sequence[str]) -> str:
    """Return why nothing can be done in a part now."""
    return next((reason for reason in reasons if reason), f"{part.title}: nothing is to be done.")
