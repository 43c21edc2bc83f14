"""How a sitting was conducted around its phases: scripts, room, waiting, adjournments.

Values of a state, computed by `data.record.conduct_effects`; none is ever changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.record.entries import Checked
from data.record.instant import Instant


@dataclass(frozen=True, slots=True)
class ReadOut:
    """A paragraph that was read out."""

    seq: int
    script: str
    line: int
    of: int
    text: str
    at: Instant


@dataclass(frozen=True, slots=True)
class RoomTick:
    """A line of the room checklist, as it was last answered."""

    name: str
    ok: bool
    question: str
    at: Instant


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the no-show routine that was done."""

    seq: int
    name: str
    at: Instant


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait for the apprentice, from its begin on."""

    at: Instant
    before_ms: int
    """How long the apprentice was late when it began; negative before the booked time."""
    steps: tuple[Step, ...] = ()
    late_ms: int | None = None
    """How late the apprentice came; None while nobody has come."""

    def waited(self, now: Instant) -> int:
        """Return how late the apprentice is, in milliseconds; negative before the booked time."""
        return self.before_ms + now.since(self.at)


@dataclass(frozen=True, slots=True)
class Adjournment:
    """A time between two days of one sitting; none of it counts."""

    at: Instant
    reason: str
    phase: str | None
    """Code of the phase under way; None between phases."""
    left_ms: int
    """What was left of the allotted time of that phase; negative in overtime, 0 between phases."""
    after: int
    """Sequence number of the entry that adjourned."""
    checks: Mapping[str, Checked] = field(default_factory=dict)
    """What was asked again before the sitting was taken up."""
    taken_up: Instant | None = None


@dataclass(frozen=True)
class Conduct:
    """What was done around the phases."""

    lines: tuple[ReadOut, ...] = ()
    room: Mapping[str, RoomTick] = field(default_factory=dict)
    wait: Wait | None = None
    """The wait that goes on, or the last where the sitting ended in it; None else."""
    waits: tuple[Wait, ...] = ()
    """The waits that were over when the apprentice came."""
    adjournments: tuple[Adjournment, ...] = ()
