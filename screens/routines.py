"""The routines before a sitting that are not lines of the list: the preamble, and a no-show."""

from __future__ import annotations

from abc import abstractmethod

from textual import work

from data.rules import gate, no_show
from screens.answers import Answering
from screens.keys_now import key_for
from screens.navigation import GoHome, Retitle
from screens.waiting import Waiting


class Routines(Answering):
    """What is done with one key wherever the cursor is."""

    @abstractmethod
    def routine_done(self, name: str, done: bool) -> None:
        """Show where the sitting stands after a routine; `name` is the check that it answers."""

    def on_mount(self) -> None:
        """Go on with a wait that goes on: no restart ends it."""
        if no_show.waiting(self.state):
            self.action_no_show()

    @work(exclusive=True, group="answer")
    async def action_script(self) -> None:
        """Have the preamble read out."""
        self.routine_done(gate.PREAMBLE, await self.read_preamble())

    @work(exclusive=True, group="answer")
    async def action_no_show(self) -> None:
        """Wait for an apprentice who is not there."""
        booked = self._record.sitting.scheduled_at
        if not self.keep(lambda state, now: no_show.begin_wait(state, now, booked)):
            return
        waiting = Waiting(self._record, self._clock, self.scripts, self._unkept)
        came_of_it = await self.app.push_screen_wait(waiting)
        self.post_message(Retitle("epa-tui"))
        if came_of_it == "no-show":
            again = f"{key_for('home.add')} in the list books another sitting"
            self.notify(f"No-show recorded. {again}.", markup=False)
            self.post_message(GoHome())
        self.routine_done("", False)
