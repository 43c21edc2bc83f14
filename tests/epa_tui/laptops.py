"""Two laptops with clocks of their own, and a stick that is carried between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from data.exchange.handover_contents import entries_of, from_bytes
from data.exchange.handover_file import read_sealed, unseal
from data.record.instant import Instant
from data.record.state import SittingState
from data.standards.loader import LoadedStandard
from data.store.handed import Handed
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from epa_tui.giving import Given, keep_given, settle, write_handover
from epa_tui.taking import take
from tests.screens.ticking import NOON

MINUTE = 60_000
SITTING = "sitting-0"


class World:
    """The time that goes by for everybody."""

    passed = 0

    def wait(self, minutes: float) -> None:
        self.passed += int(minutes * MINUTE)


class Laptop:
    """One laptop: a store, and clocks that know nothing of those of another.

    Args:
        home: The folder of its store.
        world: What its clocks follow.
        boot: Name of its start.
        tick: What its own clock counts from.
    """

    def __init__(self, home: Path, world: World, boot: str, tick: int) -> None:
        self.home, self.boot, self._world, self._tick = home, boot, world, tick
        self.store = Store.open(home)

    def __call__(self) -> Instant:
        gone = self._world.passed
        return Instant(NOON.wall + gone, self._tick + gone, self.boot)

    @contextmanager
    def opened(self, loaded: LoadedStandard) -> Iterator[SittingRecord]:
        record = SittingRecord.open(self.store, SITTING, loaded.standard)
        try:
            yield record
        finally:
            assert record.close()

    def gives(self, loaded: LoadedStandard, stick: Path, reason: str = "taken ill") -> Given:
        with self.opened(loaded) as record:
            return given(self.store, record, loaded, self(), stick, reason)

    def takes(self, one: Given, assessor: str = "") -> SittingState | None:
        handed = read(one)
        return take(self.store, handed, entries_of(handed), self(), assessor).state


def read(one: Given) -> Handed:
    return from_bytes(_opened(one.path, one.passphrase))


@cache  # slow on purpose
def _opened(path: Path, passphrase: str) -> bytes:
    return unseal(read_sealed(path), passphrase)


def given(
    store: Store,
    record: SittingRecord,
    loaded: LoadedStandard,
    now: Instant,
    stick: Path,
    reason: str = "taken ill",
) -> Given:
    stick.mkdir(exist_ok=True)
    one = write_handover(store, record, loaded, now, reason, "ask about P4", stick)
    keep_given(record, one)
    settle(record)
    return one
