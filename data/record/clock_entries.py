"""What clocks do by themselves, as lines of the record: they jump, and time goes by unwatched.

The other kinds are in `data.record.entries`, which also hands on the names from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from data.record.body import Body


@dataclass(frozen=True)
class Unwatched(Body):
    """Time went by while the clock ran and nobody watched; `GapJudged` says what it means."""

    kind: ClassVar[str] = "unwatched"
    gap_ms: int
    cause: str
    """`closed` or `asleep`."""
    uncounted_ms: int = 0
    """How much of it the clocks did not count: they cannot tell it from a moved wall clock."""
    used_ms: int = 0
    """Time used before it, where the machine was started anew and its clocks do not say; else 0."""


@dataclass(frozen=True)
class GapJudged(Body):
    """Whether time in which the program did not run, or the machine slept, counts."""

    kind: ClassVar[str] = "gap"
    gap_ms: int
    counts: bool
    cause: str
    """`closed` or `asleep`."""
    reason: str = ""
    uncounted_ms: int = 0
    """How much of it the clocks had not counted: it is added where the gap counts."""


@dataclass(frozen=True)
class ClockJumped(Body):
    """The wall clock was moved; the phase clock was not."""

    kind: ClassVar[str] = "clock-jumped"
    wall_ms: int
    asleep_ms: int = 0
    used_ms: int = 0
    """Time the phase had used for certain, where the clocks cannot tell any more; else 0."""
