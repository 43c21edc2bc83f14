"""The keys of the live screen around the phases: scripts, the no-show, adjourning, abandoning."""

from __future__ import annotations

from textual import work

from data.rules import adjourning, clock_guards, gate
from data.rules.no_show import begin_wait
from screens.answers import DOCUMENTS
from screens.dialogs import Choose, Confirm
from screens.keys_now import key_for
from screens.live_facts import still_hidden
from screens.live_gaps import GapKeys
from screens.navigation import SayRefused
from screens.teleprompter import Teleprompter
from screens.typed import counter_problem, read_counter
from screens.waiting import Waiting

_OTHER_DOCUMENT = "another document with a photo"
_RECORDING_ANSWERS = ("it runs; type its counter", "it runs, without a counter", "it does not run")


class ConductKeys(GapKeys):
    """What is done around the phases of a sitting."""

    @work(exclusive=True, group="script")
    async def action_script(self) -> None:
        """Show what is to be read out: the preamble, and the closing when all is heard."""
        if self.hidden:
            self.post_message(SayRefused(still_hidden("live.script")))
            return
        name = "closing" if self.state.phases_over else gate.PREAMBLE
        await self.ask(Teleprompter(self._record, self._clock, self._scripts, name))
        self.repaint()

    @work(exclusive=True, group="end")
    async def action_no_show(self) -> None:
        """Wait for an apprentice who is not there."""
        if self.hidden:
            self.post_message(SayRefused(still_hidden("live.no_show")))
            return
        if not self.do(begin_wait, self._record.sitting.scheduled_at):
            return
        unkept = self._saving.unanswered
        await self.ask(Waiting(self._record, self._clock, self._scripts, unkept))
        self.repaint()

    @work(exclusive=True, group="end")
    async def action_abandon(self) -> None:
        """End the sitting before its time, with a reason and a yes."""
        if not self.allows(clock_guards.end_sitting, "abandoned", "to be asked"):
            return
        title = "Why is the sitting abandoned?"
        body = "It ends here; what was heard stays in the record."
        if not self.state.adjourned:
            body += f" To go on another day: {key_for('live.adjourn')}."
        reason = await self._confirmed(title, body, "Abandon the sitting?")
        if reason:
            self.do(clock_guards.end_sitting, "abandoned", reason)

    @work(exclusive=True, group="end")
    async def action_adjourn(self) -> None:
        """Stop the sitting, to go on another day, with a reason and a yes."""
        if not self.allows(adjourning.adjourn, "to be asked"):
            return
        title = "Why is the sitting adjourned?"
        body = "The clock stands until it is taken up, on this or another day, as this attempt."
        reason = await self._confirmed(title, body, "Adjourn the sitting?")
        if reason and self.do(adjourning.adjourn, reason):
            books, up = key_for("home.edit"), key_for("live.start")
            said = f"Adjourned. {books} in the list books another day; {up} here takes it up."
            self.notify(said, markup=False, timeout=8)

    async def _confirmed(self, title: str, body: str, question: str) -> str:
        """Return the reason for something that a yes followed; a reason without one waits."""
        reason = await self.ask_line(title, body)
        if not reason:
            return ""
        if await self.ask(Confirm(question, reason)):
            return reason
        self._saving.unanswered[title] = reason
        return ""

    @work(exclusive=True, group="take up")
    async def take_up(self) -> None:
        """Take an adjourned sitting up: what has to be asked again, then the clock goes on."""
        asked = False
        while left := adjourning.to_ask_again(self.state):
            asked = True
            if not await self._ask_again(left[0]):
                return
        if asked:
            up = key_for("live.start")
            said = f"Asked again. {up} takes the sitting up: the clock goes on from there."
            self.notify(said, markup=False, timeout=6)
        else:
            self.do(adjourning.take_up)

    async def _ask_again(self, check: gate.Check) -> bool:
        """Ask a check of the start once more; return whether it was answered."""
        if check.name == gate.RECORDING:
            return await self._recording_again()
        if check.name == gate.IDENTITY:
            answers = (*DOCUMENTS, _OTHER_DOCUMENT, "none was shown")
            place = await self.ask(Choose("Which document was shown today?", answers))
            if place is None:
                return False
            ok = place < len(answers) - 1
            return self.do(gate.check, check.name, ok, answers[place] if ok else "")
        place = await self.ask(Choose(check.question, ("yes", "no")))
        return place is not None and self.do(gate.check, check.name, place == 0)

    async def _recording_again(self) -> bool:
        body = "The recording of the other day does not count on: the new one has its own counter."
        place = await self.ask(Choose("Is the recording running?", _RECORDING_ANSWERS, body))
        if place is None:
            return False
        if place:
            return self.do(gate.check, gate.RECORDING, place == 1)
        asked = self._clock()
        title, body = "What does the recording's counter show?", "Minutes and seconds: 02:13"
        answer = await self.ask_line(title, body, check=counter_problem)
        if answer is None:
            return False
        waited = self._clock().since(asked)
        return self.do(adjourning.recording_again, read_counter(answer) + waited)
