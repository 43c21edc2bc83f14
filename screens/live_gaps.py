"""Time that nobody watched: a machine that slept, a program that was closed, clocks that jumped.

Noticed when the clocks are read; what it means for the phase is for the assessor to say.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import work

from data.record.entries import Body
from data.record.instant import Instant, jump
from data.record.state import SittingState
from data.rules import clock_guards
from data.rules.clock_back import clock_went_back
from screens.dialogs import Choose
from screens.live_desk import LiveDesk
from screens.navigation import SayRefused
from screens.widgets.times import span, wall

UNWATCHED_MS = 5_000
"""A gap shorter than this, in milliseconds, counts without a question."""

_WENT_BACK = (
    "The machine's clock is {} behind when the program was last open. The phase goes on from the "
    "time used then. Set the machine's clock right, and note how long the gap was."
)


@dataclass(frozen=True)
class Gap:
    """Time in which the clock ran and nobody watched."""

    length: int
    """Milliseconds."""
    cause: str
    """`closed` or `asleep`."""
    since: int
    """Wall time of its begin, in milliseconds."""


class GapKeys(LiveDesk):
    """What the live screen does about time that nobody watched."""

    _gap: Gap | None = None
    """Time that the assessor is being asked about."""
    _gap_asked: Choose | None = None

    def notice_jump(self, now: Instant) -> None:
        """Record a clock that was moved, and ask about time that the machine slept."""
        before, self._saving.last_reading = self._saving.last_reading, now
        found = jump(before, now) if before and self._speed == 1 else None
        if found is None or self.state.live_over:
            return
        self.do(clock_guards.clock_jumped, found)
        if found.asleep_ms:
            self._gap_found(Gap(found.asleep_ms, "asleep", now.wall - found.asleep_ms))

    def ask_about_closing(self) -> None:
        """Ask about the time in which the program was closed while the clock ran."""
        now, seen = self._clock(), self._record.last_seen
        if clock_went_back(self.state, now, seen):
            self.do(clock_went_back, seen)
            self.post_message(SayRefused(_WENT_BACK.format(span(seen.wall - now.wall))))
        gap = now.since(seen)
        if gap >= UNWATCHED_MS:
            self._gap_found(Gap(gap, "closed", now.wall - gap))

    def _gap_found(self, gap: Gap) -> None:
        """Ask about time that nobody watched, where the clock ran."""
        clock = self.state.clock
        if clock is None or not clock.running:
            return
        asking = self._gap
        if asking is None:
            self._gap = gap
            self._ask_gap()
            return
        # While it is being asked another one came: both are one, and are asked about anew.
        self._gap = Gap(asking.length + gap.length, asking.cause, asking.since)
        if self._gap_asked is not None and self._gap_asked.is_current:
            self._gap_asked.dismiss(None)

    @work(group="gap")
    async def _ask_gap(self) -> None:
        """Ask whether time that nobody watched counts; it does unless the assessor says no.

        Asked again where it grew in the meantime, or where it is left out for no reason.
        """
        gap, reason = self._gap, ""
        while gap is not None:
            reason = ""
            self._gap_asked = _gap_question(gap)
            place = await self.ask(self._gap_asked)
            self._gap_asked = None
            if place == 1 and gap == self._gap:
                answer = await self.ask_line("Why is it left out?")
                reason = answer or ""
            if gap == self._gap and (reason or place != 1):
                break
            gap = self._gap
        self._gap = None
        if gap is not None:
            self.do(_gap_guard, gap.length, not reason, gap.cause, reason)


def _gap_question(gap: Gap) -> Choose:
    """Return the question whether a gap counts."""
    what = "The machine slept" if gap.cause == "asleep" else "The program was closed"
    return Choose(
        f"{what} for {span(gap.length)}, since {wall(gap.since)}. Does this time count?",
        ("It counts: the call went on", "Leave it out: it stood still"),
    )


def _gap_guard(
    state: SittingState, now: Instant, gap_ms: int, counts: bool, cause: str, reason: str
) -> tuple[Body, ...]:
    """Judge a gap of the phase under way; nothing where it ended meanwhile."""
    if state.clock is None:
        return ()
    return clock_guards.judge_gap(state, now, gap_ms, counts, cause, reason)
