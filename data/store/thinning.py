"""Which backups are kept when there are many. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from data.store.backup import Backup

HOUR, DAY = 3600, 86_400

STEPS = ((2 * HOUR, 0), (DAY, HOUR), (14 * DAY, DAY), (92 * DAY, 7 * DAY))
"""Up to which age, in seconds, one is kept for each stretch of how many seconds; 0: all."""

NEWEST_KEPT = 3
"""Of the newest, whatever their age."""

_NOT_THINNED = ("hand", "before-", "replaced")
_KEPT_FOR = 92 * DAY
"""How long those are kept that were made for a reason of their own."""


def superfluous(found: Iterable[Backup], now: float) -> list[Backup]:
    """Return the backups that may go.

    Everything of the last two hours stays, then one an hour for a day, one a day for two weeks
    and one a week for three months; what was made by hand or before a change stays three months.

    Args:
        found: All backups, in any order.
        now: Seconds since 1970.
    """
    ordered = sorted(found, key=lambda one: one.number, reverse=True)
    kept: set[tuple[int, int]] = set()
    going = []
    for place, one in enumerate(ordered):
        age = max(0.0, now - one.made_at)
        if place < NEWEST_KEPT or (one.label.startswith(_NOT_THINNED) and age < _KEPT_FOR):
            continue
        stretch = _stretch(one, age)
        if stretch is None or stretch in kept:
            going.append(one)
        else:
            kept.add(stretch)
    return going


def _stretch(one: Backup, age: float) -> tuple[int, int] | None:
    """Return the stretch of time of which this may be the one that is kept; None where it is old.

    Stretches are of the clock and not of the age, so that the same one is kept each time.
    """
    for limit, length in STEPS:
        if age < limit:
            return (length, int(one.made_at // length)) if length else (0, one.number)
    return None
