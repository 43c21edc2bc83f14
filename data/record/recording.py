"""The recording's counter: from the readings that were typed to the counter at any moment.

A recording that was dropped and started again is another segment with a counter of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from data.record.instant import Instant


class Reading(NamedTuple):
    """What the counter showed, and when."""

    at: Instant
    counter_ms: int
    segment: int = 1
    """1 for the first recording, 2 for the one after it."""
    stopped: Instant | None = None
    """When this recording was said to have stopped; None while it runs, or where nobody said so."""


class Heard(NamedTuple):
    """A moment in a recording."""

    segment: int
    counter_ms: int


def heard_at(readings: Sequence[Reading], when: Instant, back_ms: int = 0) -> Heard | None:
    """Return where in the recording a moment is; None where nothing was being recorded.

    Args:
        readings: Readings of the counter, the oldest first.
        when: The moment.
        back_ms: Ask for so much before it.
    """
    for reading in reversed(readings):
        counter = reading.counter_ms + when.since(reading.at) - back_ms
        if counter < 0 and reading.segment > 1:
            continue  # before this recording began, in one before it
        ended = reading.stopped
        if ended is not None and when.since(ended) >= back_ms:
            return None
        return Heard(reading.segment, max(0, counter))
    return None
