"""The application around the practice: a store that is thrown away, the screen, and the score."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from data.record.instant import Clock
from data.record.phase_clock import MINUTE
from data.standards.library import Library
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from epa_tui.crash import FOLDER
from epa_tui.dressing import dress
from epa_tui.guarded_app import GuardedApp
from epa_tui.invented import script
from epa_tui.invented.cast import REFERENCE, ULNS, VERSION, booked, invented
from epa_tui.invented.rehearsal import Rehearsal
from epa_tui.keyboard import take_keys
from epa_tui.practice.course import Course
from epa_tui.practice.screen import THIN, PracticeScreen
from epa_tui.practice.told import table, total
from epa_tui.settings import Settings
from screens.actions import EVERYWHERE, bindings
from screens.navigation import GoHome, OpenSitting
from screens.widgets.columns import MUTED
from screens.widgets.heading import Heading

_BEFORE = 12
"""Minutes before the practice at which its sitting was prepared."""


def sitting_to_practise(store: Store, clock: Clock) -> SittingRecord:
    """Book an invented sitting in an empty store, and prepare it up to its start.

    Args:
        store: Thrown away afterwards.
        clock: Tells the time.
    """
    now = clock()
    assessment = invented(now, "Testa", "Example", ULNS[0], "Sample Films")
    sitting = booked(assessment, "M1", now.wall)
    store.save_bookings([assessment], [sitting])
    loaded = Library().find(REFERENCE, VERSION)
    rehearsal = Rehearsal(store, loaded, sitting, now.later(-_BEFORE * MINUTE))
    rehearsal.plan(script.PROJECT_PLAN[:3]).ready().keep()
    return SittingRecord.open(store, sitting.id, loaded.standard)


class ScoreScreen(Screen[None]):
    """What came of the practice.

    Args:
        course: Over.
        keys: What the user has set, by the id of the action.
    """

    CSS = """
    ScoreScreen VerticalScroll { padding: 0 1; margin-top: 1; scrollbar-size-vertical: 1; }
    ScoreScreen.-low VerticalScroll { margin: 0; }
    ScoreScreen Static { text-wrap: nowrap; text-overflow: ellipsis; }
    ScoreScreen .foot {
        dock: bottom; height: 1; padding: 0 1; background: $panel; color: $text-muted;
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - as Textual types it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,escape", "leave", "Leave", tooltip="End the practice.", id="score.leave")
    ]

    def __init__(self, course: Course, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._course, self._keys = course, keys

    def compose(self) -> ComposeResult:
        """Show the score, and a line for each task."""
        yield Heading(total(self._course), "Practice")
        with VerticalScroll():
            yield Static(id="score", markup=False)
        leave = Content.assemble(("Enter", "bold $foreground"), " Leave; the table is printed then")
        yield Static(leave, classes="foot")

    def on_resize(self, event: events.Resize) -> None:
        """Write the table, without its figures where lines are short."""
        short = event.size.width < THIN
        heading, *lines = table(self._course, self._keys, short=short) or [""]
        words = Content("\n".join([heading, *lines])).stylize(MUTED, 0, len(heading))
        self.query_one("#score", Static).update(words)

    def action_leave(self) -> None:
        """End the practice."""
        self.app.exit()


class PracticeApp(GuardedApp):
    """A sitting that is thrown away, with tasks.

    Args:
        store: Thrown away afterwards.
        clock: Tells the time.
        settings: The user's own, so that the keys are the user's own.
    """

    TITLE = "epa_tui practice"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE[:2])]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, store: Store, clock: Clock, settings: Settings) -> None:
        super().__init__(store.path.parent / FOLDER)
        self.course = Course()
        self.record = sitting_to_practise(store, clock)
        self._clock, self._keys = clock, settings.keys
        dress(self, settings)
        take_keys(self, settings.keys)

    def on_mount(self) -> None:
        """Begin with the first task."""
        # Not as the default screen: Textual reads the style of no screen but a pushed one.
        self.push_screen(PracticeScreen(self.record, self._clock, self.course, self._keys))

    async def on_event(self, event: events.Event) -> None:
        """Count each key, and find those that do nothing at all."""
        if isinstance(event, events.Key) and not event.is_forwarded:  # it comes back, too
            self._count(event)
        await super().on_event(event)

    def _count(self, key: events.Key) -> None:
        screen = self.screen
        if key.key != "question_mark":
            self.course.press()
        if not isinstance(screen, PracticeScreen):
            return
        screen.right()
        acts = not isinstance(screen.focused, Input)
        if acts and key.is_printable and key.key not in screen.active_bindings:
            screen.miss()

    @on(PracticeScreen.Over)
    def _show_score(self) -> None:
        self.push_screen(ScoreScreen(self.course, self._keys))

    @on(GoHome)
    @on(OpenSitting)
    def _leave(self) -> None:
        self.exit()


def practise(home: Path, clock: Clock, settings: Settings, *, mouse: bool = True) -> Course:
    """Run the practice on a store in a folder, and return how it went.

    Args:
        home: An empty folder; thrown away afterwards.
        clock: Tells the time.
        settings: The user's own.
        mouse: Let the application have the mouse.
    """
    with Store.open(home) as store:
        app = PracticeApp(store, clock, settings)
        try:
            app.run(mouse=mouse)
        finally:
            app.record.close()
    return app.course
