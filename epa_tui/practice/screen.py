"""The live screen with a task on it: what is asked, a hint in time, and what became of it.

Everything that a key would enter is looked at first: what belongs to no task is not entered, and
counts as a miss. The live screen itself knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from data.record.instant import Clock, Instant
from data.rules.refused import Refused
from data.store.sitting_record import SittingRecord
from epa_tui.practice.course import Course
from epa_tui.practice.task import Seen
from epa_tui.practice.told import way
from screens.live import LiveScreen
from screens.live_desk import Guarded
from screens.save_watch import SaveWatch
from screens.widgets.note_line import NoteLine

SKIP = "ctrl+n"
"""Gives a task up, also while letters type."""

WRONG = "That is not what is asked here, so nothing was entered."
THIN = 56
"""Cells of a line below which a task needs three of them."""
HINT_EVERY_S = 0.5
"""How often it is looked whether a hint is due, in seconds."""


class LeapingClock:
    """A clock that can be moved on, for what takes minutes in a sitting and none in a practice.

    Args:
        clock: Tells the real time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock, self._leapt_ms = clock, 0

    def __call__(self) -> Instant:
        """Tell the time."""
        return self._clock().later(self._leapt_ms)

    def leap(self, milliseconds: int) -> None:
        """Move on."""
        self._leapt_ms += milliseconds


@dataclass(frozen=True)
class TaskFacts:
    """What is shown of the task."""

    place: str
    """`3/20`."""
    happens: str
    hint: str = ""
    """The quickest way; empty while it is too early for it."""
    wrong: bool = False
    """True where the last key was wrong."""
    score: str = ""
    """A sign for each task: done without a miss, done or skipped with one, still to come."""


class TaskPanel(Widget):
    """What is asked, in two lines or three short ones, and below it a hint and the score."""

    DEFAULT_CSS = """
    TaskPanel { height: 3; background: $primary 25%; padding: 0 1; }
    TaskPanel.-thin { height: 4; }
    TaskPanel.-wrong { background: $error 25%; }
    """

    facts: reactive[TaskFacts | None] = reactive(None)

    def watch_facts(self, facts: TaskFacts | None) -> None:
        """Show in colour as well that something was wrong."""
        self.set_class(facts is not None and facts.wrong, "-wrong")

    def on_resize(self, event: events.Resize) -> None:
        """Take a line more where lines are short."""
        self.set_class(event.size.width < THIN, "-thin")

    def render(self) -> Content:
        """Write the task."""
        facts = self.facts
        if facts is None:
            return Content("")
        width = self.size.width
        asked = Content.assemble((f"{facts.place}  ", "bold $accent"), (facts.happens, "bold"))
        most = max(1, self.size.height - 1)
        lines = asked.wrap(width)[:most] if width else []
        below = self._below(facts, width)
        room = [Content("")] * (most - len(lines))
        return Content("\n").join([*lines, *room, below])

    def _below(self, facts: TaskFacts, width: int) -> Content:
        """Return the line with the hint on the left and the score on the right."""
        skip = "Ctrl+N skips"
        left = Content.assemble(
            ("wrong key: press " if facts.wrong else "", "bold $text-error"),
            (facts.hint or skip, "bold $text-success" if facts.hint else "$text-muted"),
        )
        score = facts.score if len(facts.score) + 2 <= width - left.cell_length else ""
        gap = " " * max(1, width - left.cell_length - len(score))
        return Content.assemble(left, gap, (score, "$text-muted"))


class PracticeScreen(LiveScreen):
    """The live screen, one task after the other.

    Args:
        record: A sitting that is thrown away.
        clock: Tells the real time.
        course: Keeps the score.
        keys: What the user has set, by the id of the action.
    """

    DEFAULT_CSS = """
    PracticeScreen { overflow: hidden; }
    PracticeScreen.-low CoverageStrip, PracticeScreen.-tiny CoverageStrip { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            SKIP, "skip", "Skip", tooltip="Give this task up.", id="practice.skip", priority=True
        )
    ]

    @dataclass
    class Over(Message):
        """There is nothing left to do."""

    def __init__(
        self, record: SittingRecord, clock: Clock, course: Course, keys: Mapping[str, str]
    ) -> None:
        self._real, self._leaping = clock, LeapingClock(clock)
        super().__init__(record, self._leaping, SaveWatch())
        self.course, self._user_keys = course, keys
        self._wrong = False

    def compose(self) -> ComposeResult:
        """Put the task above the live screen."""
        yield TaskPanel()
        yield from super().compose()

    def begin(self) -> None:
        """Begin the first task."""
        super().begin()
        self._next_task()
        self.set_interval(HINT_EVERY_S, self.show_task)

    @property
    def seen(self) -> Seen:
        """What there is to see."""
        return Seen(self.state, self.hidden)

    def _next_task(self) -> None:
        """Begin the task that is next, at its time of the phase."""
        task, clock = self.course.task, self.state.clock
        self._wrong = False
        if task is None:
            self.post_message(self.Over())
        elif task.at_ms and clock is not None:
            self._leaping.leap(max(0, task.at_ms - clock.elapsed(self._clock())))
        self.course.begin(self.seen, self._real())
        super().repaint()
        self.show_task()

    def do(
        self, guard: Guarded, *arguments: object, from_line: bool = False, **named: object
    ) -> bool:
        """Enter what belongs to the task; anything else is a miss and is not entered.

        Args:
            guard: See `LiveDesk.do`, as for the others.
            arguments: What it needs besides the state and the instant.
            from_line: What stands on the note line becomes an entry.
            named: What it needs besides, by name.

        Returns:
            True when the entries were made.
        """
        if not self._is_right(guard, *arguments, **named):
            if from_line:
                self.refuse_line(WRONG)
            return False
        return super().do(guard, *arguments, from_line=from_line, **named)

    def allows(self, guard: Guarded, *arguments: object) -> bool:
        """Tell whether a guard would allow what belongs to the task."""
        return self._is_right(guard, *arguments) and super().allows(guard, *arguments)

    def _is_right(self, guard: Guarded, *arguments: object, **named: object) -> bool:
        """Tell whether what a guard gives belongs to the task; what it refuses is a miss, too."""
        try:
            bodies = guard(self.state, self._clock(), *arguments, **named)
        except Refused:
            self.miss()
            return True  # the live screen says why
        if not self.course.admits(bodies):
            self.miss()
            return False
        return True

    def miss(self) -> None:
        """Count a wrong key, and show the quickest way."""
        self.course.miss()
        self._wrong = True
        self.show_task()

    def right(self) -> None:
        """Forget that the last key was wrong."""
        self._wrong = False

    def repaint(self) -> None:
        """Show the sitting, and go on where the task is done."""
        super().repaint()
        if self.course.look(self.seen, self._real()):
            self._next_task()

    def action_skip(self) -> None:
        """Give the task up: what it asks for is entered, so that the sitting goes on."""
        task = self.course.task
        if task is None:
            return
        self._put_away()
        bodies = task.show(self.state, self._clock())
        self.course.skip(self._real())
        if bodies:
            self._record.add(self._clock(), *bodies)
        else:
            self.action_blank()
        self._next_task()

    def _put_away(self) -> None:
        """Close what the assessor has open: a line that was begun, the checklist."""
        self.free_line()
        self.query_one(NoteLine).open("")
        if self.has_class("-checklist"):
            self.action_checklist()
        self.act()

    def show_task(self) -> None:
        """Show the task as it stands."""
        task, course = self.course.task, self.course
        if task is None:
            return
        hint = way(task, self._user_keys) if course.hinting(self._real()) else ""
        signs = ("○" if outcome.misses else "●" for outcome in course.outcomes)
        score = "".join(signs).ljust(len(course.tasks), "·")
        self.query_one(TaskPanel).facts = TaskFacts(
            f"{len(course.outcomes) + 1}/{len(course.tasks)}",
            task.happens,
            hint,
            self._wrong,
            score,
        )
