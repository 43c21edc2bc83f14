"""Time that nobody watched: a machine that slept, a program that was closed, clocks that jumped.

Noticed when the clocks are read; what it means for the phase is for the assessor to say.
"""

from __future__ import annotations

from textual import work

from data.record.instant import Instant
from data.rules import clock_guards
from data.rules.adjourning import adjourn
from data.rules.unwatched import UNWATCHED_MS, Gap, judge_open_gap, open_gap
from screens.dialogs import Choose
from screens.live_desk import Guarded, LiveDesk
from screens.live_jumps import notice_jump
from screens.navigation import SayRefused
from screens.widgets.times import span, wall

_STOPS = (clock_guards.pause, clock_guards.end_phase, clock_guards.end_sitting, adjourn)
"""What stops the clock: not before it is said whether the time until now counts."""


class GapKeys(LiveDesk):
    """What the live screen does about time that nobody watched."""

    _asking = False
    """True while the assessor is being asked whether time counts."""
    _gap_asked: tuple[Gap, Choose] | None = None
    """What is being asked about, and the dialog."""

    def begin(self) -> None:
        """Say what is to be said about the clocks since the program was last open."""
        super().begin()
        told, self._saving.clocks_told = self._saving.clocks_told, ""
        if told:
            self.post_message(SayRefused(told))

    def do(
        self, guard: Guarded, *arguments: object, from_line: bool = False, **named: object
    ) -> bool:
        """Notice what the clocks did, then make the entries that a guard allows.

        Args:
            guard: See `LiveDesk.do`, as for the others.
            arguments: What it needs.
            from_line: What stands on the note line becomes an entry.
            named: What it needs by name.

        Returns:
            True when the entries were made.
        """
        self.notice_jump(self._clock())
        if guard in _STOPS and self._gap() is not None:
            return False  # the question is there: its answer comes first
        return super().do(guard, *arguments, from_line=from_line, **named)

    def notice_jump(self, now: Instant) -> None:
        """Record what the clocks did, and ask about time that nobody watched."""
        if self._speed == 1 and notice_jump(self._record, self._saving, now):
            self.repaint()
        gap = self._gap()
        if gap is None:
            return
        if not self._asking:
            self._asking = True
            self._ask_gap()
        elif self._gap_asked is not None and self._gap_asked[0] != gap:
            # While it is being asked another one came: both are one, and are asked about anew.
            dialog = self._gap_asked[1]
            if dialog.is_current:
                dialog.dismiss(None)

    def _gap(self) -> Gap | None:
        """Return the time that is to be asked about; None where there is none, or little."""
        gap = open_gap(self.state)
        return gap if gap is not None and gap.length >= UNWATCHED_MS else None

    @work(group="gap")
    async def _ask_gap(self) -> None:
        """Ask whether time that nobody watched counts; it does unless the assessor says no.

        Asked again where it grew in the meantime, where it is left out for no reason, or where
        the clocks do not count it and nothing was chosen.
        """
        try:
            while (gap := self._gap()) is not None:
                reason = await self._ask_reason(gap)
                if reason is not None and gap == self._gap():
                    self.do(judge_open_gap, gap, reason)
        finally:
            self._asking = False

    async def _ask_reason(self, gap: Gap) -> str | None:
        """Return why a gap is left out, empty where it counts; None where nothing was decided."""
        dialog = _gap_question(gap)
        self._gap_asked = gap, dialog
        place = await self.ask(dialog)
        self._gap_asked = None
        if place == 1 and gap == self._gap():
            return await self.ask_line("Why is it left out?") or None
        if place is None and gap.uncounted:
            return None
        return "" if place != 1 else None


def _gap_question(gap: Gap) -> Choose:
    """Return the question whether a gap counts."""
    what = "The machine slept" if gap.cause == "asleep" else "The program was closed"
    if gap.carried:
        what = "Nobody had the sitting"
    if gap.uncounted:
        since = f"{span(gap.length)}, since {wall(gap.since)}"
        return Choose(
            f"The machine slept for {since}, or its clock was moved. Does this time count?",
            ("It counts: it slept, and the call went on", "Leave it out: it stood still, or moved"),
        )
    return Choose(
        f"{what} for {span(gap.length)}, since {wall(gap.since)}. Does this time count?",
        ("It counts: the call went on", "Leave it out: it stood still"),
    )
