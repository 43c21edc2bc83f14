"""What the clocks of the machine did to an open sitting, whichever screen is shown.

The application asks every second for every sitting that is open, the live screen before each entry:
a jump is never left for later, when another one could have hidden it.
"""

from __future__ import annotations

from data.record.instant import Instant
from data.rules.clock_back import clock_went_back
from data.rules.unwatched import UNWATCHED_MS, between_readings, between_runs
from data.store.sitting_record import SittingRecord
from screens.save_watch import SaveWatch
from screens.widgets.times import span

_WENT_BACK = (
    "The machine's clock is {} behind when the program was last open. The phase goes on from the "
    "time used then. Set the machine's clock right, and note how long the gap was."
)
_NO_TIME = (
    "By the machine's clock the program was closed for {} only. Where it was longer, set the "
    "machine's clock right, and note how long the gap was."
)


def notice_jump(record: SittingRecord, watch: SaveWatch, now: Instant) -> bool:
    """Record what the clocks did since they were last read.

    Args:
        record: The sitting.
        watch: Holds the last reading, and takes this one.
        now: This reading.

    Returns:
        True when something was recorded.
    """
    before, watch.last_reading = watch.last_reading, now
    bodies = between_readings(record.state, before, now) if before else ()
    if bodies:
        record.add(now, *bodies)
    return bool(bodies)


def notice_closing(record: SittingRecord, watch: SaveWatch, now: Instant) -> None:
    """Record what the clocks did while no program had the sitting open; once after opening it.

    Args:
        record: The sitting, just opened.
        watch: Takes the first reading, and what the live screen is to say about the clocks.
        now: The present.
    """
    seen, watch.last_reading = record.last_seen, now
    watch.clocks_told = _told(record, seen, now)
    if bodies := between_runs(record.state, seen, now):
        record.add(now, *bodies)


def _told(record: SittingRecord, seen: Instant, now: Instant) -> str:
    """Return what to say where the clocks cannot tell how long the program was closed."""
    if clock_went_back(record.state, now, seen):
        return _WENT_BACK.format(span(seen.wall - now.wall))
    clock, gap = record.state.clock, now.since(seen)
    runs = clock is not None and clock.running
    if runs and seen.boot != now.boot and gap < UNWATCHED_MS:
        return _NO_TIME.format(span(gap))
    return ""
