"""What time it is, by clocks that agree with each other or are caught.

An instant carries the wall time, which people can change, and a tick that nobody can. Only the
application and the command line make a clock; everything else is handed instants.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Written by hand: the machine's language must not change what a record or a screen says."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""From 0, as `date.weekday` counts."""


@dataclass(frozen=True, slots=True)
class Instant:
    """One reading of all clocks. Times are in milliseconds."""

    wall: int
    """UTC, milliseconds since 1970. The user or the network can move it."""
    tick: int
    """A count that nothing moves and that goes on while the machine sleeps."""
    boot: str
    """Which start of the machine `tick` counts from."""
    awake: int = field(default=0, compare=False)
    """Like `tick`, but standing still while the machine sleeps. Not kept in the record."""
    tells_sleep: bool = field(default=True, compare=False)
    """False where `tick` may stand still as well: then only the wall clock shows a sleep."""

    def since(self, earlier: Instant) -> int:
        """Return the milliseconds that passed since `earlier`; never negative.

        The tick decides. Where the machine was started anew in between, only the wall clock
        spans the two.
        """
        span = self.tick - earlier.tick if self.boot == earlier.boot else self.wall - earlier.wall
        return max(0, span)

    def later(self, milliseconds: int) -> Instant:
        """Return the instant `milliseconds` after this one, by every clock."""
        return Instant(
            self.wall + milliseconds,
            self.tick + milliseconds,
            self.boot,
            self.awake + milliseconds,
            self.tells_sleep,
        )

    @property
    def utc(self) -> datetime:
        """The wall time."""
        return datetime.fromtimestamp(self.wall / 1000, UTC)

    def local(self) -> datetime:
        """Return the wall time in the time zone of this machine."""
        return self.utc.astimezone()

    def iso(self) -> str:
        """Return the wall time as ISO 8601 with milliseconds, in UTC."""
        return iso(self.wall)


Clock = Callable[[], Instant]
"""Anything that tells the time when it is called."""


def iso(wall: int) -> str:
    """Return milliseconds since 1970 as ISO 8601 in UTC, for example `2026-05-20T10:07:00.000Z`."""
    stamp = datetime.fromtimestamp(wall // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{stamp}.{wall % 1000:03d}Z"


def _boot_name() -> str:
    """Return a name for this start of the machine; a new one each call where it has none."""
    source = Path("/proc/sys/kernel/random/boot_id")
    try:
        return source.read_text("ascii").replace("-", "")[:12]
    except OSError:
        return os.urandom(6).hex()


def system_clock() -> Clock:
    """Return a clock that reads this machine's own clocks."""
    boot = _boot_name()
    asleep_too = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))

    def read() -> Instant:
        awake = time.monotonic_ns() // 1_000_000
        tick = awake if asleep_too is None else time.clock_gettime_ns(asleep_too) // 1_000_000
        return Instant(time.time_ns() // 1_000_000, tick, boot, awake, asleep_too is not None)

    return read


def faster(clock: Clock, factor: int, not_before: int = 0) -> Clock:
    """Return a clock that starts now and runs `factor` times as fast, for demonstrations.

    Args:
        clock: The clock to speed up.
        factor: How many seconds pass in one second; at least 1.
        not_before: Start at this wall time where that is later, in milliseconds since 1970: an
            earlier run may have been ahead of the world.
    """
    import secrets  # slow to load, and only demonstrations need it here

    start = clock()
    begin = max(start.wall, not_before)
    # Each run counts its own ticks: only the wall time goes on from one to the next.
    boot = f"{start.boot}x{secrets.token_hex(3)}"

    def read() -> Instant:
        now = clock()
        return Instant(
            begin + (now.wall - start.wall) * factor,
            start.tick + (now.tick - start.tick) * factor,
            boot,
            start.awake + (now.awake - start.awake) * factor,
        )

    return read


@dataclass(frozen=True, slots=True)
class Jump:
    """Clocks that disagree about how much time went by between two readings."""

    wall_ms: int
    """How far the wall clock was moved: positive is forward."""
    asleep_ms: int
    """How long the machine slept."""
    unsure_ms: int = 0
    """How much of `wall_ms` may have been a sleep that the tick did not count."""


def jump(before: Instant, after: Instant, *, tolerance_ms: int = 2000) -> Jump | None:
    """Tell whether the wall clock was moved or the machine slept between two readings.

    Args:
        before: The earlier reading of this process.
        after: The later one.
        tolerance_ms: What may differ without a word.

    Returns:
        What happened, or None where all clocks agree.
    """
    moved = (after.wall - before.wall) - (after.tick - before.tick)
    asleep = (after.tick - before.tick) - (after.awake - before.awake)
    wall = moved if abs(moved) >= tolerance_ms else 0
    unsure = 0 if after.tells_sleep else max(0, wall)
    found = Jump(wall, asleep if asleep >= tolerance_ms else 0, unsure)
    return found if found.wall_ms or found.asleep_ms else None


def wall_moved(before: Instant, after: Instant, *, tolerance_ms: int = 2000) -> int:
    """Return how far the wall clock was moved between readings of two runs of the program.

    Where the machine was started anew in between, only a wall clock that went back shows.

    Args:
        before: The last reading of the earlier run.
        after: The first reading of the later one.
        tolerance_ms: What may differ without a word.

    Returns:
        Milliseconds, positive forward; 0 where nothing shows.
    """
    moved = after.wall - before.wall
    if before.boot == after.boot:
        moved -= after.tick - before.tick
    else:
        moved = min(0, moved)
    return moved if abs(moved) >= tolerance_ms else 0
