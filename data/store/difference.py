"""What a backup has that the store has not, and the other way round. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from data.store.contents import Contents, Held


@dataclass(frozen=True, slots=True)
class SittingDifference:
    """How one sitting differs between a store and a backup."""

    sitting: str
    apprentice: str = field(repr=False)
    method: str
    alike: int
    """How many entries at the begin are the same in both."""
    lost: int
    """Entries that only the store has: restoring the backup loses them."""
    gained: int
    """Entries that only the backup has."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a store and a backup differ."""

    sittings: tuple[SittingDifference, ...]
    assessments_lost: int
    assessments_gained: int
    bookings_lost: int = 0
    """Sittings without an entry that only the store has."""
    bookings_gained: int = 0
    unread: bool = False
    """Whether the store is there and cannot be read, or not all of it: it loses what is in it."""
    untold: bool = False
    """Whether nothing here tells any more who was erased."""

    @property
    def same(self) -> bool:
        """True where both hold the same entries, assessments and bookings."""
        return not (self.unread or self.sittings or any(count for count, *_ in self._counts()))

    @property
    def lost(self) -> int:
        """How many entries restoring loses."""
        return sum(one.lost for one in self.sittings)

    @property
    def gained(self) -> int:
        """How many entries restoring gains."""
        return sum(one.gained for one in self.sittings)

    def lines(self) -> Iterator[str]:
        """Say it for a person, one line for each sitting that differs."""
        if self.same:
            yield "Store and backup hold the same."
        if self.unread:
            yield _UNREAD
        if self.untold:
            yield _UNTOLD
        for count, kind, what in self._counts():
            if count:
                yield f"{count} {kind}{'s' * (count > 1)} {what} {_them(count)}."
        for one in self.sittings:
            yield f"{one.apprentice or 'unknown'}, {one.method}: {_told(one)}"

    def _counts(self) -> tuple[tuple[int, str, str], ...]:
        loses, gains = "only in the store: restoring loses", "only in the backup: restoring gains"
        return (
            (self.assessments_lost, "assessment", loses),
            (self.assessments_gained, "assessment", gains),
            (self.bookings_lost, "booking", loses),
            (self.bookings_gained, "booking", gains),
        )


_UNREAD = (
    "The store here cannot be read, or not all of it: restoring replaces everything in it. What "
    "is told of it below is what can be read."
)
_UNTOLD = (
    "Neither it nor a backup beside it tells who was erased from it: look through the list after "
    "restoring, and erase them again."
)


def difference(store: Contents, backup: Contents) -> Difference:
    """Compare what a store holds with what a backup holds.

    Args:
        store: What restoring would replace, as far as it can be read.
        backup: What would take its place.
    """
    names = sorted(store.sittings.keys() | backup.sittings.keys())
    compared = (_compared(store.sittings.get(n), backup.sittings.get(n)) for n in names)
    return Difference(
        tuple(one for one in compared if one.lost or one.gained),
        len(store.assessments - backup.assessments),
        len(backup.assessments - store.assessments),
        _bookings(store, backup),
        _bookings(backup, store),
    )


def _bookings(one: Contents, other: Contents) -> int:
    """Count the sittings without an entry that only `one` has."""
    return sum(not held.hashes and n not in other.sittings for n, held in one.sittings.items())


def _compared(store: Held | None, backup: Held | None) -> SittingDifference:
    ours = store.hashes if store else ()
    theirs = backup.hashes if backup else ()
    alike = 0
    while alike < min(len(ours), len(theirs)) and ours[alike] == theirs[alike]:
        alike += 1
    held = store or backup
    assert held is not None
    return SittingDifference(
        held.sitting, held.apprentice, held.method, alike, len(ours) - alike, len(theirs) - alike
    )


def _told(one: SittingDifference) -> str:
    parts = []
    if one.lost:
        parts.append(f"{_entries(one.alike, one.lost)} only in the store (lost by restoring)")
    if one.gained:
        parts.append(f"{_entries(one.alike, one.gained)} only in the backup (gained)")
    return ", ".join(parts)


def _entries(alike: int, count: int) -> str:
    if count == 1:
        return f"entry {alike + 1}"
    return f"entries {alike + 1} to {alike + count}"


def _them(count: int) -> str:
    return "them" if count > 1 else "it"
