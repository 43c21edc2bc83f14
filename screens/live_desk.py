"""How the keys of the live screen make an entry: a guard decides, and the assessor is asked.

The keys are in `live_clock`, `live_talk` and `live`; this module holds what they share.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual import work
from textual.screen import Screen

from data.record.entries import Body
from data.rules.refused import Refused
from screens.dialogs import Ask, Check, some_text
from screens.live_frame import LiveFrame
from screens.navigation import SayRefused
from screens.widgets.checklist import Checklist
from screens.widgets.note_line import NoteLine
from screens.widgets.row_list import RowList

Answer = TypeVar("Answer")
"""What a dialog gives."""

Guarded = Callable[..., tuple[Body, ...]]
"""A guard: takes the state, the instant and more, gives the entries or raises `Refused`."""


class LiveDesk(LiveFrame):
    """What the keys of the live screen work on."""

    def do(
        self, guard: Guarded, *arguments: object, from_line: bool = False, **named: object
    ) -> bool:
        """Make the entries that a guard allows; tell the assessor why where it refuses.

        Where the plan may be departed from for a reason, the reason is asked for, and the entries
        are made with the deviation beside them.

        Args:
            guard: Decides about the entries.
            arguments: What it needs besides the state and the instant.
            from_line: What stands on the note line becomes an entry: the line is empty afterwards.
            named: What it needs besides, by name.

        Returns:
            True when the entries were made.
        """
        now = self._clock()
        try:
            bodies = guard(self.state, now, *arguments, **named)
        except Refused as refused:
            if refused.deviation:
                self._ask_deviation(refused, guard, arguments, {**named, "from_line": from_line})
            elif from_line:
                self.refuse_line(refused.sentence)
            else:
                self.post_message(SayRefused(refused.sentence))
            return False
        if bodies:
            self._record.add(now, *bodies, drop_draft=from_line)
        if from_line:
            self.query_one(NoteLine).clear()
        self.repaint()
        return True

    def allows(self, guard: Guarded, *arguments: object) -> bool:
        """Tell whether a guard would allow this now; tell the assessor why where it does not."""
        try:
            guard(self.state, self._clock(), *arguments)
        except Refused as refused:
            self.post_message(SayRefused(refused.sentence))
            return False
        return True

    def refuse_line(self, sentence: str) -> None:
        """Say why what stands on the note line was not taken, right above it."""
        if not self.query_one(NoteLine).refuse(sentence):
            self.post_message(SayRefused(sentence))

    async def ask_line(
        self, title: str, body: str = "", *, key: str = "", check: Check = some_text
    ) -> str | None:
        """Ask for a line of text; what was typed and left the last time stands in it again.

        Args:
            title: The question.
            body: What to know for the answer.
            key: What is asked for, where the title is not always the same.
            check: Returns what is wrong with an answer, or an empty string.

        Returns:
            The text; None where it was left.
        """
        waiting = self._saving.unanswered
        return await self.ask(Ask(title, body, check=check, waiting=waiting, key=key))

    async def ask(self, dialog: Screen[Answer]) -> Answer:
        """Ask the assessor something, with nothing that was said before in front of it."""
        self.app.clear_notifications()
        return await self.app.push_screen_wait(dialog)

    def act(self) -> None:
        """Let single letters act."""
        talk, checklist = self.query_one("#talk", RowList), self.query_one(Checklist)
        self.set_focus(checklist.rows if self.has_class("-checklist") else talk)

    @work
    async def _ask_deviation(
        self,
        refused: Refused,
        guard: Guarded,
        arguments: tuple[object, ...],
        named: dict[str, object],
    ) -> None:
        """Ask why the plan is departed from, and make the entries with the deviation."""
        body = "Type the reason: it is recorded as a deviation."
        reason = await self.ask_line(refused.sentence, body, key=refused.rule)
        if reason:
            # The same call again, with the reason: a dictionary cannot tell its types.
            self.do(guard, *arguments, **{**named, "deviation": reason})  # type: ignore[arg-type]
