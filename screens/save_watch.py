"""What outlives one showing of the live screen: who is told, the last clock read, texts that wait.

The writer reports every commit, also that of each key typed; a screen repaints its lamp only when
the lamp would say something else.
"""

from __future__ import annotations

from collections.abc import Callable

from data.record.instant import Instant
from data.store.writer import SaveState


class SaveWatch:
    """Given to a record as `on_change`, and to the screen that shows the lamp."""

    def __init__(self) -> None:
        self.tell: Callable[[], object] | None = None
        """Called in the writer's thread; must do no more than post a message."""
        self.expecting = False
        """True while the lamp says that something is being saved."""
        self.unanswered: dict[str, str] = {}
        """Texts that were typed into a dialog and left, by what was asked."""
        self.unsent = 0
        """Results that have not left yet, of whatever sitting."""
        self.last_reading: Instant | None = None
        """The clocks when they were last read: a sleep shows also after another screen."""
        self.clocks_told = ""
        """What the live screen is to say about the clocks when it is next shown."""

    def __call__(self, state: SaveState) -> None:
        """Take the new state from the writer."""
        wanted = state is SaveState.NOT_SAVED or (state is SaveState.SAVED and self.expecting)
        if wanted and self.tell is not None:
            self.expecting = state is SaveState.NOT_SAVED
            self.tell()

    def show_unsent(self, number: int) -> None:
        """Take how many results have not left yet; a screen repaints only what changed."""
        if number != self.unsent:
            self.unsent = number
            if self.tell is not None:
                self.tell()
