"""Copies are made, checked and let go of; one that nobody waits for is cut short."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.store import upkeep
from data.store.backup import backups
from data.store.store import Store
from data.store.upkeep import CutShort, NoRoom, keep_backup
from tests.data.store.canaries import fill

NOW = 1_779_000_000.0


def test_a_copy_that_was_checked_counts(home: Path) -> None:
    with Store.open(home) as store:
        fill(store, 0, 1)
        kept = keep_backup(store, "hand", NOW)
    assert [backup.path for backup in backups(home)] == [kept]


def test_a_copy_is_cut_short_when_the_program_leaves_and_nothing_of_it_stays(home: Path) -> None:
    with Store.open(home) as store:
        fill(store, 0, 1)
        asked = iter([False, True])
        with pytest.raises(CutShort, match="The next start makes one"):
            keep_backup(store, "live", NOW, lambda: next(asked))
    assert list((home / "backups").iterdir()) == []


def test_on_a_disk_that_is_nearly_full_none_is_made(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_ROOM", 10**12)  # as if the store were as large
    with Store.open(home) as store:
        fill(store)
        with pytest.raises(NoRoom, match="Free some space"):
            keep_backup(store, "live", NOW)
    assert backups(home) == []
