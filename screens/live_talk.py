"""The keys of the live screen that have to do with what is said: questions, marks, undo."""

from __future__ import annotations

from textual import work

from data.rules import talk_guards, undoing
from data.rules.parked import drop, listening, waiting
from screens.choose_parked import MOST, ChooseParked
from screens.keys_now import key_for
from screens.live_facts import parked_words, still_hidden
from screens.live_last_note import LastNoteKeys
from screens.navigation import SayRefused


class TalkKeys(LastNoteKeys):
    """What is said on the live screen, and what the assessor does with it."""

    def action_question(self) -> None:
        """Count a main question."""
        self.do(talk_guards.ask)

    def action_follow_up(self) -> None:
        """Note a follow-up to the open question."""
        self.do(talk_guards.ask, main=False)

    def action_planned(self) -> None:
        """Ask the proposed question word for word."""
        proposed = self._planning.of(self.state)
        if proposed.number is not None:
            self.do(talk_guards.ask, planned=proposed.number)
        elif self.state.plan.keys() - {question.planned for question in self.state.questions}:
            said = proposed.nothing or "nothing is open that a planned question reaches"
            self.post_message(SayRefused(f"{_begun(said)}. ? and a number asks one all the same."))
        else:
            self.post_message(SayRefused(_none_left()))

    def action_other(self) -> None:
        """Propose another question, until coverage changes."""
        before = self._planning.of(self.state)
        after = self._planning.other(self.state)
        if after.number is None:
            self.post_message(SayRefused(_none_left()))
        elif after.number == before.number:
            self.post_message(SayRefused("No other planned question reaches what is open."))
        self.show_clock(self._clock())

    def action_stronger(self) -> None:
        """Mark the last tag as sufficient."""
        self._sign("+")

    def action_weaker(self) -> None:
        """Mark the last tag as counter-evidence."""
        self._sign("-")

    def action_unclear(self) -> None:
        """Mark the last tag as unclear."""
        self._sign("?")

    def _sign(self, sign: str) -> None:
        note = self.last_note()
        if note is None or not note.marks:
            tags = f"{key_for('live.tag')} tags it, then mark it."
            self.post_message(SayRefused(f"The last note has no tag. {tags}"))
            return
        self.do(talk_guards.mark, note.marks[-1].code, sign, note.seq)

    def action_park(self) -> None:
        """Keep what was just heard, to ask about it."""
        note = self.last_note()
        here = note is not None and note.phase == self.state.current
        self.do(talk_guards.park, note.text if note is not None and here else "")

    @work(exclusive=True, group="parked")
    async def action_parked(self) -> None:
        """Choose what was parked; it opens in the note line as a question, or is dropped."""
        parked = waiting(self.state)[:MOST]
        if self.hidden:
            self.post_message(SayRefused(still_hidden("live.parked")))
            return
        if not parked:
            parks = f"{key_for('live.park')} parks what was just heard."
            self.post_message(SayRefused(f"Nothing is parked. {parks}"))
            return
        if not self.line_is_free():
            return
        chosen = await self.ask(ChooseParked([parked_words(remark) for remark in parked]))
        if chosen is None:
            return
        place, dropped = chosen
        if dropped:
            self.do(drop, parked[place].seq)
        elif listening(self.state):
            self.post_message(SayRefused("You listen now. What is parked is asked afterwards."))
        else:
            self.ask_parked(parked[place])

    def action_undo(self) -> None:
        """Take back the last entry."""
        label = undoing.undo_label(self.state)
        if self.do(undoing.undo) and label and not self.hidden:
            self.notify(f"Undone: {label}", markup=False, timeout=3)


def _none_left() -> str:
    return f"No planned question is left. {key_for('live.question')} counts one of your own."


def _begun(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
