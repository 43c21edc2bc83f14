"""What has to be in order on this machine before a sitting: saved, space, terminal and clock.

Pure: every reading is a parameter. Nothing here stops a sitting; it is said in time to be mended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from data.record.instant import Instant

LEAST_FREE = 200_000_000
"""Bytes that should be free: far more than a sitting needs; others write to the disk too."""

LEAST_COLUMNS, LEAST_LINES = 80, 24
"""The terminal in which the live screen shows everything."""

_MADE = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp() * 1000)


@dataclass(frozen=True)
class Fact:
    """One thing about this machine."""

    name: str
    value: str
    good: bool
    advice: str = ""
    """What to do where it is not good."""


def saving(word: str, problem: str, encrypted: bool) -> Fact:
    """Tell whether the store takes what is written, and whether others could read it.

    Args:
        word: The state of saving, in a word.
        problem: Why something is not saved, and what to do; empty where all is well.
        encrypted: Whether the store is.
    """
    kept = "encrypted" if encrypted else "plain"
    return Fact("Store", f"{word}, {kept}", not problem, problem)


def space(free_bytes: int | None) -> Fact:
    """Tell whether the disk has room; None where that is not known."""
    if free_bytes is None:
        return Fact("Disk", "not known", True)
    value = f"{free_bytes / 1e9:.0f} GB free" if free_bytes >= 1e9 else f"{free_bytes // 10**6} MB"
    return Fact("Disk", value, free_bytes >= LEAST_FREE, "Free some space before the start.")


def terminal(columns: int, lines: int) -> Fact:
    """Tell whether the terminal shows the whole live screen."""
    good = columns >= LEAST_COLUMNS and lines >= LEAST_LINES
    advice = (
        f"The live screen is whole from {LEAST_COLUMNS}x{LEAST_LINES} on: make the window larger."
    )
    return Fact("Terminal", f"{columns}x{lines}", good, advice)


def clock(now: Instant, last: Instant) -> Fact:
    """Tell whether the clock of this machine can be right.

    Args:
        now: The present.
        last: The time of the newest entry.
    """
    sane = now.wall >= max(_MADE, last.wall)
    advice = "The clock is behind the record: set the date and time of this machine."
    return Fact("Clock", f"{now.local():%H:%M}", sane, advice)
