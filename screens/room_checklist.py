"""The room checklist before the start: each line is looked at and answered with one key."""

from __future__ import annotations

from textual.content import Content

from data.record.instant import Clock
from data.rules.refused import Refused
from data.rules.room import next_line, tick
from data.store.sitting_record import SittingRecord
from screens.actions import ROOM
from screens.line_by_line import LineByLine, minute
from screens.navigation import SayRefused
from screens.scripts import Scripts
from screens.wording import full_name


class RoomChecklist(LineByLine):
    """Goes through the room; it begins at the first line that is open, else that is not so.

    Args:
        record: The sitting.
        clock: Tells the time.
        scripts: The organisation's words.
    """

    KEYS = ROOM

    def __init__(self, record: SittingRecord, clock: Clock, scripts: Scripts) -> None:
        self._room, self._told = scripts.room(record)
        about = full_name(record.assessment)
        questions = [line.question for line in self._room]
        super().__init__(record, clock, "The room", about, questions)
        self._at = next_line(record.state, self._room)

    def on_mount(self) -> None:
        """Say what is wrong with the organisation's list."""
        if self._told:
            self.post_message(SayRefused(self._told))

    def ticked(self, place: int) -> Content:
        """Return when a line was answered, or that the answer was no."""
        answer = self._record.state.conduct.room.get(self._room[place].name)
        if answer is None:
            return Content("")
        refused = Content("   NO").stylize("bold $text-error")
        return minute(answer.at) if answer.ok else refused

    def action_read(self) -> None:
        """Answer the line with yes."""
        self._answer(True)

    def action_no(self) -> None:
        """Answer the line with no."""
        self._answer(False)

    def _answer(self, ok: bool) -> None:
        now = self._clock()
        if self.held(now):
            return
        try:
            bodies = tick(self._record.state, now, self._room, self._room[self._at].name, ok)
        except Refused as refused:
            self.post_message(SayRefused(refused.sentence))
            return
        self._record.add(now, *bodies)
        self.go_on()
