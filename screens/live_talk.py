"""The keys of the live screen that have to do with what is said: questions, notes, tags."""

from __future__ import annotations

from textual import on, work

from data.record.entries import Body, Mark
from data.record.instant import Instant
from data.record.state import Note, SittingState
from data.rules import talk_guards, undoing
from data.rules.capture import Capture, Kind, parse
from screens.dialogs import Choose
from screens.live_desk import LiveDesk
from screens.live_facts import next_planned, parked, parked_words
from screens.navigation import SayRefused
from screens.widgets.note_line import PROMPT, NoteLine

TAG = "tag >"
"""Stands before the note line while it tags the last note."""

MOST_PARKED = 9
"""How many parked questions are offered: as many as there are digits to choose with."""


class TalkKeys(LiveDesk):
    """What is said on the live screen, and what the assessor does with it."""

    tagging: int | None = None
    """Sequence number of the note that is being tagged; None while a note is typed."""

    def action_question(self) -> None:
        """Count a main question."""
        self.do(talk_guards.ask)

    def action_follow_up(self) -> None:
        """Note a follow-up to the open question."""
        self.do(talk_guards.ask, main=False)

    def action_planned(self) -> None:
        """Ask the next planned question word for word."""
        number = next_planned(self.state)
        if number is None:
            self.post_message(SayRefused("No planned question is left. q counts one of your own."))
        else:
            self.do(talk_guards.ask, planned=number)

    def action_note(self) -> None:
        """Let letters type."""
        line = self.query_one(NoteLine)
        self.tagging = self.tagging if line.text else None
        line.open(prompt=TAG if self.tagging else PROMPT)

    def action_tag(self) -> None:
        """Type a tag for the last note."""
        note = self._last_note()
        if note is None:
            self.post_message(SayRefused("There is no note to tag yet. n opens the note line."))
        elif self._line_is_free():
            self.tagging = note.seq
            self.query_one(NoteLine).open("#", TAG)

    def _line_is_free(self) -> bool:
        """Tell whether the note line is empty; say so where it is not."""
        free = not self.query_one(NoteLine).text
        if not free:
            self.post_message(SayRefused("A note is not saved yet. n goes on with it."))
        return free

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
        note = self._last_note()
        if note is None or not note.marks:
            self.post_message(SayRefused("The last note has no tag. t tags it, then mark it."))
            return
        self.do(talk_guards.mark, note.marks[-1].code, sign, note.seq)

    def action_park(self) -> None:
        """Keep what was just heard, to ask about it."""
        note = self._last_note()
        here = note is not None and note.phase == self.state.current
        self.do(talk_guards.park, note.text if note is not None and here else "")

    @work(exclusive=True, group="parked")
    async def action_parked(self) -> None:
        """Choose what was parked; it opens in the note line as a question."""
        waiting = parked(self.state)[-MOST_PARKED:]
        if not waiting:
            self.post_message(SayRefused("Nothing is parked. a parks what was just heard."))
        elif self._line_is_free():
            words = [parked_words(remark) for remark in waiting]
            place = await self.ask(Choose("Ask about which?", words))
            if place is not None:
                self.tagging = None
                self.query_one(NoteLine).open(f"? {waiting[place].text}")

    def action_incident(self) -> None:
        """Keep the time of an incident; its words may follow."""
        if self.do(talk_guards.incident):
            self.notify("Incident kept. A note can say what happened.", markup=False, timeout=4)

    def action_undo(self) -> None:
        """Take back the last entry."""
        label = undoing.undo_label(self.state)
        if self.do(undoing.undo) and label and not self.hidden:
            self.notify(f"Undone: {label}", markup=False, timeout=3)

    def _last_note(self) -> Note | None:
        return next(reversed(tuple(self.state.notes.values())), None)

    @on(NoteLine.Typed)
    def keep_draft(self, event: NoteLine.Typed) -> None:
        """Keep every key of what is being typed."""
        event.stop()
        self._record.keep_draft(event.text, event.cursor, self._clock())

    @on(NoteLine.Left)
    def act_again(self, event: NoteLine.Left) -> None:
        """Let keys act; the text stays in the line."""
        event.stop()
        if self.tagging is not None and self.query_one(NoteLine).text in ("", "#"):
            self._end_tagging()
        self.act()

    def _end_tagging(self) -> None:
        """Empty the line of the tag that was begun, also in the draft."""
        self.tagging = None
        self.query_one(NoteLine).clear()
        self._record.keep_draft("", 0, self._clock())

    @on(NoteLine.Refused)
    def say(self, event: NoteLine.Refused) -> None:
        """Say why something could not be taken."""
        event.stop()
        self.post_message(SayRefused(event.sentence))

    @on(NoteLine.Entered)
    def save(self, event: NoteLine.Entered) -> None:
        """Make what was typed an entry; refused text stays in the line."""
        event.stop()
        if not self._save(parse(event.text, self._vocabulary, self.state.plan)):
            self.query_one(NoteLine).answered()

    def _save(self, said: Capture) -> bool:
        """Tell whether what was typed became an entry; say why where it did not."""
        if said.problems:
            self.post_message(SayRefused(said.problems[0].sentence))
            return False
        if self.tagging is not None:
            return self._tag(self.tagging, said)
        return self.do(_said_guard, said, self._record.first_key, from_line=True)

    def _tag(self, note: int, said: Capture) -> bool:
        """Tag a note with what was typed, and let keys act again."""
        if said.kind is not Kind.NOTE or said.text or said.evidence:
            self.post_message(SayRefused("Type tags alone here, such as #p4+. Then n for a note."))
            return False
        if not self.do(_tag_guard, note, said.marks, from_line=True):
            return False
        self.tagging = None
        self.act()
        return True


def _said_guard(
    state: SittingState,
    now: Instant,
    said: Capture,
    first_key: Instant | None,
    deviation: str = "",
) -> tuple[Body, ...]:
    """Return the entries of a line from the note line.

    A question typed while the assessor has to listen is parked; a line of tags alone ticks them.
    """
    ask = talk_guards.ask
    if said.kind in (Kind.QUESTION, Kind.FOLLOWUP) and _listening(state):
        tags = " ".join(f"#{code}" for code in said.aims)
        return talk_guards.park(state, now, f"{said.text}  {tags}" if tags else said.text)
    if said.kind is Kind.NOTE and said.marks and not said.text and not said.evidence:
        return _tag_guard(state, now, None, said.marks)
    if said.kind is Kind.PLANNED:
        return ask(state, now, planned=said.planned, deviation=deviation)
    if said.kind in (Kind.QUESTION, Kind.FOLLOWUP):
        main = said.kind is Kind.QUESTION
        return ask(state, now, said.text, main=main, aims=said.aims, deviation=deviation)
    if said.kind is Kind.INCIDENT:
        return talk_guards.incident(state, now, said.text)
    return talk_guards.note(
        state, now, said.text, said.marks, said.verbatim, said.evidence, first_key
    )


def _tag_guard(
    state: SittingState, now: Instant, note: int | None, marks: tuple[Mark, ...]
) -> tuple[Body, ...]:
    """Return the entries that tag a note that was made before, or no note in particular."""
    return tuple(
        body for mark in marks for body in talk_guards.mark(state, now, mark.code, mark.sign, note)
    )


def _listening(state: SittingState) -> bool:
    """Tell whether the phase under way is one in which the assessor asks nothing."""
    return state.clock is not None and state.method.phase(state.clock.phase).silent
