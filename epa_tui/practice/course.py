"""Keeps the score of a practice: which task it is, how long it took, and what went wrong.

Knows no screen and no clock: the state, the keys and the present are told to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.record.entries import Body, Undone
from data.record.instant import Instant
from epa_tui.practice.task import ALWAYS, Seen, Task
from epa_tui.practice.tasks import TASKS

HINT_AFTER_MS = 8_000
"""So long a task is left alone before the quickest way to it is shown, in milliseconds."""


@dataclass(frozen=True)
class Outcome:
    """How one task went."""

    task: Task
    took_ms: int
    keys: int
    """How many keys were pressed, those of words included."""
    misses: int
    """How many keys were wrong; a task that was skipped is one miss more."""
    skipped: bool = False


class Course:
    """The tasks, one after the other.

    Args:
        tasks: What there is to do.
    """

    def __init__(self, tasks: Sequence[Task] = TASKS) -> None:
        self.tasks = tuple(tasks)
        self.outcomes: list[Outcome] = []
        """How each task went that is over."""
        self.keys = self.misses = 0
        """Of the present task."""
        self._before: Seen | None = None
        self._since: Instant | None = None

    @property
    def task(self) -> Task | None:
        """What is to be done now; None when all is over."""
        place = len(self.outcomes)
        return self.tasks[place] if place < len(self.tasks) else None

    @property
    def over(self) -> bool:
        """True when there is nothing left to do."""
        return self.task is None

    def begin(self, seen: Seen, now: Instant) -> None:
        """Begin the present task."""
        self._before, self._since = seen, now
        self.keys = self.misses = 0

    def press(self) -> None:
        """Count a key."""
        self.keys += 1

    def miss(self) -> None:
        """Count a wrong key."""
        self.misses += not self.over

    def admits(self, bodies: Iterable[Body]) -> bool:
        """Tell whether entries belong to the present task, or lead to it.

        Args:
            bodies: What a key would enter.
        """
        task, some = self.task, tuple(bodies)
        if task is None:
            return True
        made = [body for body in some if not isinstance(body, Undone)]
        fit = all(isinstance(body, ALWAYS) or task.fits(body) for body in made)
        # What is undone in the same breath as another takes its place was only said better.
        return fit and (bool(made) or all(self._may_go(task, body) for body in some))

    def _may_go(self, task: Task, body: Body) -> bool:
        """Tell whether an undo is what is asked, or takes a step of this task back."""
        before = self._before
        own = before and isinstance(body, Undone) and body.target > before.state.last.seq
        return bool(own) or task.fits(body)

    def look(self, seen: Seen, now: Instant) -> bool:
        """Tell whether the present task is done; then the next one is there, to be begun."""
        if self.task is None or self._before is None or not self.task.done(self._before, seen):
            return False
        self._close(now)
        return True

    def skip(self, now: Instant) -> None:
        """Give the present task up; the next one is there, to be begun."""
        if self.task is not None:
            self.misses += 1
            self._close(now, skipped=True)

    def _close(self, now: Instant, *, skipped: bool = False) -> None:
        if self.task is not None and self._since is not None:
            took = now.since(self._since)
            self.outcomes.append(Outcome(self.task, took, self.keys, self.misses, skipped))
        self._before = None

    def hinting(self, now: Instant) -> bool:
        """Tell whether it is time to show the quickest way."""
        waited = now.since(self._since) if self._since else 0
        return not self.over and (self.misses > 0 or waited >= HINT_AFTER_MS)
