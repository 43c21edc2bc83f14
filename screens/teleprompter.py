"""A script to be read out, paragraph by paragraph; each tick is an entry with its time."""

from __future__ import annotations

from textual.content import Content

from data.record.conduct import ReadOut
from data.record.instant import Clock
from data.rules.reading_out import read_line, read_now
from data.rules.refused import Refused
from data.store.sitting_record import SittingRecord
from screens.line_by_line import LineByLine, minute
from screens.navigation import SayRefused
from screens.scripts import Scripts
from screens.wording import full_name

TITLES = {
    "preamble": "Preamble, to be read out",
    "closing": "Closing words, to be read out",
    "no-show": "To be said on the telephone",
}


class Teleprompter(LineByLine):
    """Shows a script; it begins where it was left.

    Args:
        record: The sitting.
        clock: Tells the time.
        scripts: The user's words.
        name: Which script.
    """

    def __init__(self, record: SittingRecord, clock: Clock, scripts: Scripts, name: str) -> None:
        words, self._told = scripts.words(name, record)
        super().__init__(record, clock, TITLES[name], full_name(record.assessment), words)
        self._script = name
        self._read: list[ReadOut] = list(read_now(record.state, name, words))
        self._at = len(self._read)

    def on_mount(self) -> None:
        """Say what is wrong with the user's words."""
        if self._told:
            self.post_message(SayRefused(self._told))

    def ticked(self, place: int) -> Content:
        """Return when a paragraph was read."""
        return minute(self._read[place].at) if place < len(self._read) else Content("")

    def action_read(self) -> None:
        """Tick the paragraph read, and go on."""
        now = self._clock()
        if self.held(now):
            return
        if self._at == len(self._read) and not self._keep():
            return
        self.go_on()

    def _keep(self) -> bool:
        """Make the tick an entry; where a seal holds it is read without one."""
        state, now = self._record.state, self._clock()
        if state.sealed:
            self._read.append(ReadOut(0, self._script, self._at + 1, 0, "", now))
            return True
        try:
            bodies = read_line(state, now, self._script, self._texts, self._at)
        except Refused as refused:
            self.post_message(SayRefused(refused.sentence))
            return False
        self._record.add(now, *bodies)
        self._read.append(self._record.state.conduct.lines[-1])
        return True

    def action_no(self) -> None:
        """Do nothing: a paragraph is read, or it is not."""
