"""The keys of the live screen that act on the last note: its minute, its tags, whose words."""

from __future__ import annotations

from data.rules import last_note
from screens.live_line import LineKeys
from screens.widgets.mark_words import marks_text, signed
from screens.widgets.times import span


class LastNoteKeys(LineKeys):
    """What one key does to the last note."""

    def action_earlier(self) -> None:
        """Move the last note back by one step."""
        self._shift(-last_note.STEP_MS)

    def action_later(self) -> None:
        """Move the last note on by one step."""
        self._shift(last_note.STEP_MS)

    def _shift(self, by_ms: int) -> None:
        if self.do(last_note.shift, by_ms) and (note := self.last_note()):
            moved = f", {signed(note.shifted_ms)}" if note.shifted_ms else ", as it was typed"
            self._say_done(f"The last note is at {span(note.clock_ms)}{moved}")

    def action_ditto(self) -> None:
        """Give the last note the tags of the note before it."""
        if self.do(last_note.repeat_tags) and (note := self.last_note()):
            self._say_done(f"The last note has {marks_text(note.marks)}")

    def action_verbatim(self) -> None:
        """Say that the last note has the apprentice's own words, or that it has the gist."""
        if self.do(last_note.turn_verbatim) and (note := self.last_note()):
            self._say_done(
                f"The last note has {'their own words' if note.verbatim else 'the gist'}"
            )

    def _say_done(self, sentence: str) -> None:
        """Say what became of the last note where its row has no room to show it."""
        if not self.hidden and not self.query_one("#middle").display:
            self.notify(sentence, markup=False, timeout=3)
