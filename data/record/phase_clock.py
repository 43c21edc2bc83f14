"""The clock of one phase: time allotted, time used, and what is left.

A value that is never changed: each thing that happens gives a new clock. All times are whole
milliseconds; `now` is always a parameter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from data.record.instant import Instant
from data.standards.model import Method, Phase

MINUTE = 60_000
"""Milliseconds in a minute."""


class ClockState(StrEnum):
    """The state word that the live screen shows."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    PAUSED = "PAUSED"
    OVERTIME = "OVERTIME"
    OVER_CEILING = "OVER CEILING"
    ENDED = "ENDED"


def allotted_ms(phase: Phase, extra_per_mille: int) -> int:
    """Return the time of a phase with the approved extra time, in milliseconds."""
    return phase.minutes * MINUTE * (1000 + extra_per_mille) // 1000


def discretion_ms(method: Method, phase: Phase, extra_per_mille: int) -> int:
    """Return what the discretion adds to one phase at the most, in milliseconds.

    Args:
        method: Says how large the share is, and of what.
        phase: The phase.
        extra_per_mille: Approved extra time, thousandths of the base.
    """
    adjusted = method.extension.basis == "adjusted"
    basis = allotted_ms(phase, extra_per_mille if adjusted else 0)
    return basis * method.extension.per_mille // 1000


def pool_ms(method: Method, extra_per_mille: int) -> int:
    """Return the discretion of all phases of a method together, in milliseconds."""
    return sum(discretion_ms(method, phase, extra_per_mille) for phase in method.phases)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the clock stood still."""

    began: Instant
    reason: str
    back_ms: int = 0
    """How long before `began` the clock stood still: as far as that could be granted."""
    ended: Instant | None = None


@dataclass(frozen=True, slots=True)
class PhaseClock:
    """Where one phase stands."""

    phase: str
    allotted: int
    """Base time and approved extra time, in milliseconds."""
    discretion: int
    """What the discretion may add, in milliseconds."""
    started: Instant
    since: Instant | None
    """Begin of the running stretch; None while the clock stands."""
    gathered: int = 0
    """Milliseconds counted before `since`."""
    settled: int = 0
    """Milliseconds counted before the last pause or gap: no later pause reaches further back."""
    pauses: tuple[Pause, ...] = ()
    extended: tuple[str, ...] = ()
    """Reasons for which the assessor extended."""
    ended: Instant | None = None
    left_out: int = 0
    """Milliseconds that the assessor decided not to count."""

    @classmethod
    def begin(cls, phase: str, allotted: int, discretion: int, now: Instant) -> PhaseClock:
        """Start a phase."""
        return cls(phase, allotted, discretion, started=now, since=now)

    @property
    def ceiling(self) -> int:
        """The most that the phase may take, in milliseconds."""
        return self.allotted + self.discretion

    @property
    def running(self) -> bool:
        """True while time goes by."""
        return self.since is not None

    def elapsed(self, now: Instant) -> int:
        """Return the time used, in milliseconds."""
        return self.gathered + (now.since(self.since) if self.since else 0)

    def remaining(self, now: Instant) -> int:
        """Return the time left of the allotted time; negative in overtime."""
        return self.allotted - self.elapsed(now)

    def discretion_used(self, now: Instant) -> int:
        """Return how far the phase ran past its allotted time, in milliseconds."""
        return max(0, self.elapsed(now) - self.allotted)

    def state(self, now: Instant) -> ClockState:
        """Return the state word."""
        if self.ended:
            return ClockState.ENDED
        if not self.running:
            return ClockState.PAUSED
        used = self.elapsed(now)
        if used > self.ceiling:
            return ClockState.OVER_CEILING
        return ClockState.OVERTIME if used > self.allotted else ClockState.RUNNING

    def ends_at(self, now: Instant) -> int:
        """Return the wall time at which the allotted time is over, if nothing stops the clock."""
        return now.wall + self.remaining(now)

    def ceiling_at(self, now: Instant) -> int:
        """Return the wall time at which the discretion is over, if nothing stops the clock."""
        return now.wall + self.ceiling - self.elapsed(now)

    def pause(self, now: Instant, reason: str, back_ms: int = 0) -> PhaseClock:
        """Stop the clock, or say that it should have stopped `back_ms` ago.

        A pause reaches back to the last pause, or gap that was left out, at the most: what was
        counted before it stays counted.
        """
        if not self.running:
            return self
        used = self.elapsed(now)
        back = min(max(0, back_ms), used - self.settled)
        kept, pauses = used - back, (*self.pauses, Pause(now, reason, back))
        return replace(self, gathered=kept, settled=kept, since=None, pauses=pauses)

    def resume(self, now: Instant) -> PhaseClock:
        """Let the clock go on."""
        if self.running or self.ended:
            return self
        return replace(self, since=now, pauses=self._pauses_ended(now))

    def adjourn(self, now: Instant) -> PhaseClock:
        """Let the clock stand until another day: a pause that lasts is over, none reaches back."""
        if self.ended:
            return self
        used, pauses = self.elapsed(now), self._pauses_ended(now)
        return replace(self, gathered=used, settled=used, since=None, pauses=pauses)

    def extend(self, reason: str) -> PhaseClock:
        """Keep the reason for which the assessor lets the apprentice finish."""
        return replace(self, extended=(*self.extended, reason))

    def leave_out(self, gap_ms: int, now: Instant) -> PhaseClock:
        """Do not count a gap of `gap_ms` milliseconds that is just over.

        Only what was counted can be left out: of a gap that lies in a pause, nothing. No pause
        can be back-dated into what was left out.
        """
        if self.ended:
            return self
        used = self.elapsed(now)
        left = min(max(0, gap_ms - self._stood(now)), used)
        return replace(
            self,
            gathered=used - left,
            settled=used - left,
            since=now if self.running else None,
            left_out=self.left_out + left,
        )

    def count_gap(self, now: Instant, uncounted_ms: int = 0) -> PhaseClock:
        """Count a gap that is just over.

        Where the machine was started anew in the gap, only the wall clock spans it. What it said
        is kept now, so that nobody moves the time by it any more.

        Args:
            now: The present.
            uncounted_ms: How much of the gap the tick did not count, in milliseconds: it is added.
        """
        added = max(0, uncounted_ms)
        if self.since is None or (self.since.boot == now.boot and not added):
            return self
        return replace(self, gathered=self.elapsed(now) + added, since=now)

    def go_on_from(self, used_ms: int, now: Instant) -> PhaseClock:
        """Go on from a time used that is certain, whatever the clocks say.

        Args:
            used_ms: Time used, in milliseconds; never less than what was settled before.
            now: The present, by clocks that cannot be compared with those before.
        """
        if self.since is None:
            return self
        return replace(self, gathered=max(self.settled, used_ms), since=now)

    def end(self, now: Instant) -> PhaseClock:
        """End the phase."""
        if self.ended:
            return self
        used, pauses = self.elapsed(now), self._pauses_ended(now)
        return replace(self, gathered=used, since=None, pauses=pauses, ended=now)

    def _stood(self, now: Instant) -> int:
        """Return for how long the clock has stood still, in milliseconds."""
        if self.running or not self.pauses:
            return 0
        return now.since(self.pauses[-1].began) + self.pauses[-1].back_ms

    def _pauses_ended(self, now: Instant) -> tuple[Pause, ...]:
        if not self.pauses or self.pauses[-1].ended:
            return self.pauses
        return (*self.pauses[:-1], replace(self.pauses[-1], ended=now))
