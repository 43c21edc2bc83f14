"""The note line of the live screen: what becomes of what is typed, and what a line can be for."""

from __future__ import annotations

from textual import on

from data.record.entries import Body, Mark
from data.record.instant import Instant
from data.record.state import Note, Remark, SittingState
from data.rules import talk_guards
from data.rules.capture import Capture, Kind, parse
from data.rules.incident_words import describe_incident
from data.rules.last_note import last_note, last_tags
from data.rules.parked import listening, waiting
from screens.keys_now import key_for
from screens.live_desk import LiveDesk
from screens.navigation import SayRefused
from screens.widgets.note_line import BEGUN_INCIDENT, BEGUN_TAG, PROMPT, NoteLine

TAG = "tag >"
"""Stands before the note line while it tags the last note."""

PARKED = "parked >"
"""Stands before the note line while it asks what was parked."""
_DIGITS = "123456789"
"""The keys that choose the words of an incident."""

INCIDENT = "incident >"
"""Stands before the note line while it says what an incident was."""


class LineKeys(LiveDesk):
    """What is typed on the live screen, and what becomes of it."""

    tagging: int | None = None
    """Sequence number of the note that is being tagged; None while a note is typed."""
    telling: int | None = None
    """Sequence number of the incident that is being put into words; else None."""
    asking: int | None = None
    """Sequence number of what was parked and is being asked now; else None."""
    _begun = ""
    """What stood in the line when it was opened for something that was kept before."""
    _wordings: tuple[str, ...] = ()
    """What is offered for the incident that is being put into words."""
    _from_keys = True
    """Whether the keys act again when the incident has its words."""

    def begin(self) -> None:
        """Show the sitting; what was parked and stands in the line again is still what is asked."""
        super().begin()
        text = self.query_one(NoteLine).text
        begun = [p for p in waiting(self.state) if p.text and text.startswith(_asked_with(p))]
        if begun:  # of two that begin alike it is the longer: the line holds the whole of it
            self.asking = max(begun, key=lambda parked: len(parked.text)).seq
            self.query_one(NoteLine).prompt(PARKED)

    def action_note(self) -> None:
        """Let letters type."""
        line = self.query_one(NoteLine)
        if not line.text:
            self.free_line()
        line.open()

    def free_line(self) -> None:
        """Let what is typed next be a line of its own."""
        self.tagging = self.telling = self.asking = None
        self.query_one(NoteLine).prompt(PROMPT)
        self.query_one(NoteLine).offer(())

    def action_tag(self) -> None:
        """Type a tag for the last note."""
        note = self.last_note()
        if note is None:
            opens = f"{key_for('live.note')} opens the note line."
            self.post_message(SayRefused(f"There is no note to tag yet. {opens}"))
        elif self.line_is_free():
            self.free_line()
            self.tagging = note.seq
            self._begin(BEGUN_TAG, TAG)

    def action_incident(self) -> None:
        """Keep the time of an incident; what is typed then are its words."""
        if not self.do(talk_guards.incident):
            return
        line = self.query_one(NoteLine)
        if line.text:
            said = "Incident kept. When this line is saved, ! and words can say what happened."
            self.notify(said, markup=False, timeout=4)
            return
        self._from_keys = not line.line.has_focus
        self.free_line()
        self.telling = self.state.incidents[-1].seq
        wordings = self._scripts.wordings.incidents()
        self._wordings = wordings.lines
        self.query_one(NoteLine).offer(self._wordings)
        self._begin(BEGUN_INCIDENT, INCIDENT)
        if wordings.problem:
            self.notify(wordings.problem, markup=False, timeout=8)

    def ask_parked(self, parked: Remark) -> None:
        """Put what was parked into the line as a question; Enter asks it, and the keys act again.

        Args:
            parked: It stays what was asked, however its words are changed in the line.
        """
        self.free_line()
        self.asking = parked.seq
        self._begin(_asked_with(parked), PARKED)

    def _begin(self, text: str, prompt: str) -> None:
        line, self._begun = self.query_one(NoteLine), text.strip()
        line.prompt(prompt)
        line.open(text)

    def line_is_free(self) -> bool:
        """Tell whether the note line is empty; say so where it is not."""
        free = not self.query_one(NoteLine).text
        if not free:
            self.post_message(
                SayRefused(f"A note is not saved yet. {key_for('live.note')} goes on with it.")
            )
        return free

    def last_note(self) -> Note | None:
        """Return the newest note that was not undone."""
        return last_note(self.state)

    @on(NoteLine.Typed)
    def keep_draft(self, event: NoteLine.Typed) -> None:
        """Keep every key of what is being typed."""
        event.stop()
        self._record.keep_draft(event.text, event.cursor, self._clock())
        self._word_incident(event.text)

    def _word_incident(self, text: str) -> None:
        """Put the wording of a digit into the line, where the digit is all that was typed."""
        digit, line = text.removeprefix(BEGUN_INCIDENT), self.query_one(NoteLine)
        chosen = self.telling is not None and digit in tuple(_DIGITS[: len(self._wordings)])
        if chosen and line.text == text:  # nothing was typed since
            line.open(f"{BEGUN_INCIDENT}{self._wordings[int(digit) - 1]}")

    @on(NoteLine.Left)
    def act_again(self, event: NoteLine.Left) -> None:
        """Let keys act; the text stays in the line."""
        event.stop()
        if self._aimed and self.query_one(NoteLine).text.strip() in ("", self._begun):
            self._empty()
        self.act()

    @property
    def _aimed(self) -> bool:
        """Whether the line is about something that was kept before."""
        return any(aim is not None for aim in (self.tagging, self.telling, self.asking))

    def _empty(self) -> None:
        """Empty the line of what was only begun, also in the draft."""
        self.free_line()
        self.query_one(NoteLine).clear()
        self._record.keep_draft("", 0, self._clock())

    @on(NoteLine.Refused)
    def say(self, event: NoteLine.Refused) -> None:
        """Say why something could not be taken."""
        event.stop()
        self.refuse_line(event.sentence)

    @on(NoteLine.Entered)
    def save(self, event: NoteLine.Entered) -> None:
        """Make what was typed an entry; refused text stays in the line."""
        event.stop()
        said = parse(event.text, self._vocabulary, self.state.plan, last_tags(self.state))
        if not self._save(said):
            self.query_one(NoteLine).answered()

    def _save(self, said: Capture) -> bool:
        """Tell whether what was typed became an entry; say why where it did not."""
        if said.problems:
            self.refuse_line(said.problems[0].sentence)
            return False
        if self.tagging is not None:
            return self._tag(self.tagging, said)
        if self.telling is not None and said.kind is Kind.INCIDENT:
            return self._tell(self.telling, said.text)
        asking = self.asking
        done = self.do(_said_guard, said, self._record.first_key, asking, from_line=True)
        if done and self._aimed:
            self.free_line()
            if asking is not None:
                self.act()
        return done

    def _tag(self, note: int, said: Capture) -> bool:
        """Tag a note with what was typed, and let keys act again."""
        if said.kind is not Kind.NOTE or said.text or said.evidence:
            self.refuse_line(
                f"Type tags alone here, such as #p4+. Then {key_for('live.note')} for a note."
            )
            return False
        if not self.do(_tag_guard, note, said.marks, from_line=True):
            return False
        self.free_line()
        self.act()
        return True

    def _tell(self, incident: int, words: str) -> bool:
        """Give an incident its words, and go back to where its key was pressed."""
        if not words:
            self._empty()
        elif not self.do(describe_incident, incident, words, from_line=True):
            return False
        self.free_line()
        if self._from_keys or not words:
            self.act()
        return True


def _asked_with(parked: Remark) -> str:
    """Return what the line says first where something parked is asked."""
    return f"? {parked.text}"


def _said_guard(
    state: SittingState,
    now: Instant,
    said: Capture,
    first_key: Instant | None,
    parked: int | None,
    deviation: str = "",
) -> tuple[Body, ...]:
    """Return the entries of a line from the note line.

    A question typed while the assessor has to listen is parked; a line of tags alone ticks them.
    """
    ask = talk_guards.ask
    if said.kind in (Kind.QUESTION, Kind.FOLLOWUP) and listening(state):
        tags = " ".join(f"#{code}" for code in said.aims)
        words = f"{said.text}  {tags}" if tags else said.text
        return talk_guards.park(state, now, words, first_key)
    if said.kind is Kind.NOTE and said.marks and not said.text and not said.evidence:
        return _tag_guard(state, now, None, said.marks)
    if said.kind is Kind.PLANNED:
        return ask(state, now, planned=said.planned, deviation=deviation)
    if said.kind in (Kind.QUESTION, Kind.FOLLOWUP):
        main = said.kind is Kind.QUESTION
        return ask(
            state, now, said.text, main=main, aims=said.aims, parked=parked, deviation=deviation
        )
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
