"""Which backups are kept when there are many. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.store.backup import Backup

HOUR, DAY = 3600, 86_400

STEPS = ((2 * HOUR, 0), (DAY, HOUR), (14 * DAY, DAY), (92 * DAY, 7 * DAY))
"""Up to which age, in seconds, one is kept for each stretch of how many seconds; 0: all."""

NEWEST_KEPT = 3
"""Of the newest, whatever their age."""

MOST_AT_ONCE = 10
"""How many go in one run: what a wrong clock can do stays small."""

_NOT_THINNED = ("hand", "before-", "replaced")
KEPT_FOR = 92 * DAY
"""How long those are kept that were made for a reason of their own."""


def superfluous(found: Iterable[Backup], now: float) -> list[Backup]:
    """Return the backups that may go.

    Everything of the last two hours stays, then one an hour for a day, one a day for two weeks
    and one a week for three months; what was made by hand or before a change stays three months.
    No more than `MOST_AT_ONCE` go at once, the oldest first.

    Args:
        found: All backups, in any order.
        now: Seconds since 1970.
    """
    ordered = sorted(found, key=lambda one: one.number, reverse=True)
    kept: set[tuple[int, int]] = set()
    going = []
    for place, (one, age) in enumerate(_with_ages(ordered, now)):
        if place < NEWEST_KEPT or (one.label.startswith(_NOT_THINNED) and age < KEPT_FOR):
            continue
        stretch = _stretch(one, age)
        if stretch is None or stretch in kept:
            going.append(one)
        else:
            kept.add(stretch)
    return going[-MOST_AT_ONCE:]  # the oldest


def _with_ages(ordered: list[Backup], now: float) -> Iterator[tuple[Backup, float]]:
    """Go through backups, newest first, with their ages in seconds.

    A pause of more than three months is a clock that was set, or a time in which nothing was
    written: it makes nothing older, for whoever comes back has only these.
    """
    age, later = 0.0, now
    for one in ordered:
        pause = later - one.made_at
        age += pause if 0 < pause <= KEPT_FOR else 0
        later = one.made_at
        yield one, min(age, max(0.0, now - one.made_at))


def _stretch(one: Backup, age: float) -> tuple[int, int] | None:
    """Return the stretch of time of which this may be the one that is kept; None where it is old.

    Stretches are of the clock and not of the age, so that the same one is kept each time.
    """
    for limit, length in STEPS:
        if age < limit:
            return (length, int(one.made_at // length)) if length else (0, one.number)
    return None
