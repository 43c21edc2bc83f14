"""A sitting on a simulated machine, and beside it the true time as intervals.

The record is made by the rules of the product; what should come out is computed from the
intervals alone, which know no clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.entries import Body, ClockJumped, Opened, PhaseStarted
from data.record.fold import fold, then
from data.record.instant import Instant
from data.record.phase_clock import PhaseClock
from data.rules import clock_guards
from data.rules.unwatched import (
    UNWATCHED_MS,
    between_readings,
    between_runs,
    judge_open_gap,
    open_gap,
)
from data.standards.library import Library

STANDARD = Library().find("ST0792").standard
BEGIN = Instant(1_779_271_200_000, 5_000_000, "boot-0", 5_000_000)
SMALL_MS = 2_000
"""What the clocks may differ by without a word, in milliseconds."""


@dataclass
class Interval:
    """A stretch of true time in which the phase ran."""

    length: int
    counts: bool = True
    asked: bool = False
    """True until the assessor has said what it means."""


class Timeline:
    """A sitting, its machine, and the truth.

    Args:
        tells_sleep: Whether the machine's tick goes on in sleep.
    """

    def __init__(self, tells_sleep: bool) -> None:
        self.now = replace(BEGIN, tells_sleep=tells_sleep)
        self.true = 0
        self.running = True
        self.intervals: list[Interval] = []
        self.jumps: list[tuple[int, int]] = []
        opened = link(Opened("ST0792", "1.1", "0" * 64, "M2", "1"), self.now, "0", None, IN_CLEAR)
        self.state = fold(STANDARD, [opened])
        self._add(PhaseStarted("discussion"))
        self.go(1_000)

    @property
    def clock(self) -> PhaseClock:
        clock = self.state.clock
        assert clock is not None
        return clock

    @property
    def used(self) -> int:
        """The time used, by the record."""
        return self.clock.elapsed(self.now)

    @property
    def expected(self) -> int:
        """The time used, by the intervals."""
        return sum(interval.length for interval in self.intervals if interval.counts)

    @property
    def recorded(self) -> list[tuple[int, int]]:
        """The jumps in the record."""
        found = [e.body for e in self.state.entries if isinstance(e.body, ClockJumped)]
        return [(jump.wall_ms, jump.asleep_ms) for jump in found]

    def go(self, length: int) -> None:
        """Let all clocks go."""
        self._pass(length)
        self._read(self.now.later(length))

    def sleep(self, length: int) -> None:
        """Let the machine sleep."""
        noticed, counted = length >= SMALL_MS, self.now.tells_sleep
        self._pass(length, counts=counted, asked=noticed)
        if noticed:
            self.jumps.append((0, length) if counted else (length, 0))
        tick = self.now.tick + (length if counted else 0)
        self._read(replace(self.now, wall=self.now.wall + length, tick=tick))

    def move(self, by: int) -> None:
        """Move the wall clock; forward only where that cannot be a sleep."""
        by = by if self.now.tells_sleep else -abs(by)
        if abs(by) >= SMALL_MS:
            self.jumps.append((by, 0))
        self._read(replace(self.now, wall=self.now.wall + by))

    def close(self, length: int, by: int) -> None:
        """Close the program, move the wall clock, and open the program again."""
        seen = self.now
        self._pass(length, asked=length >= UNWATCHED_MS)
        if abs(by) >= SMALL_MS:
            self.jumps.append((by, 0))
        self.now = replace(seen.later(length), wall=seen.wall + length + by)
        self._add(*between_runs(self.state, seen, self.now))

    def boot(self, length: int, by: int) -> None:
        """Start the machine anew; where the wall clock is moved, so far back that it shows."""
        seen, behind = self.now, max(0, -by)
        wall = seen.wall - behind - SMALL_MS if behind else seen.wall + length
        if behind:
            self.jumps.append((wall - seen.wall, 0))
            if self.running:
                self._settle()  # nothing is known of the gap: it is not counted, and said so
        else:
            self._pass(length, asked=True)
        self.true += length if behind else 0
        self.now = replace(seen, wall=wall, tick=9_000, awake=9_000, boot=f"{seen.boot}'")
        self._add(*between_runs(self.state, seen, self.now))

    def pause(self) -> None:
        """Pause, unless a question stands in the way, or go on."""
        gap = open_gap(self.state)
        if gap is not None and gap.length >= UNWATCHED_MS:
            return
        if self.running:
            self._add(*clock_guards.pause(self.state, self.now, "other"))
        else:
            self._add(*clock_guards.resume(self.state, self.now))
            self._settle()
        self.running = not self.running

    def answer(self, counts: bool) -> None:
        """Say what the time means that is asked about, if any is."""
        gap = open_gap(self.state)
        assert (gap.length if gap else 0) == (self._open() if self.running else 0)
        if gap is None or gap.length < UNWATCHED_MS:
            return
        reason = "" if counts else "it stood still"
        self._add(*judge_open_gap(self.state, self.now, gap, reason))
        for interval in self.intervals:
            interval.counts = counts if interval.asked else interval.counts
        self._settle()

    def _open(self) -> int:
        return sum(interval.length for interval in self.intervals if interval.asked)

    def _pass(self, length: int, *, counts: bool = True, asked: bool = False) -> None:
        self.true += length
        if self.running:
            self.intervals.append(Interval(length, counts, asked))

    def _settle(self) -> None:
        for interval in self.intervals:
            interval.asked = False

    def _read(self, now: Instant) -> None:
        before, self.now = self.now, now
        self._add(*between_readings(self.state, before, now))

    def _add(self, *bodies: Body) -> None:
        for body in bodies:
            number = str(len(self.state.entries))
            self.state = then(self.state, link(body, self.now, number, self.state.last, IN_CLEAR))
