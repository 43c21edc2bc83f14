"""What each phase was given and what it used: time that was not used does not move on.

The specification gives each phase its own time; the ledger shows that nobody moved any of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.record.instant import Instant
from data.record.state import SittingState


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """The time of one phase, in milliseconds."""

    title: str
    allotted_ms: int
    """With the approved extra time."""
    used_ms: int
    """What the phase clock counted."""

    @property
    def unused_ms(self) -> int:
        """What was allotted and not used; it is gone when the phase ends."""
        return max(0, self.allotted_ms - self.used_ms)


def phase_times(state: SittingState, now: Instant) -> tuple[PhaseTime, ...]:
    """Return the times of the phases that began, in the order of the method.

    Args:
        state: Where the sitting stands.
        now: The moment it is asked for.
    """
    return tuple(
        PhaseTime(phase.title, clock.allotted, clock.elapsed(now))
        for phase in state.method.phases
        if (clock := state.phases.get(phase.code)) is not None
    )
