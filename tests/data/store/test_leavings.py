"""What a killed exchange left is cleared by whoever opens the store next, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.store.backup import FOLDER, approve, backups
from data.store.errors import StoreDamaged
from data.store.store import Store
from tests.data.store.building import an_assessment
from tests.data.store.canaries import fill

_PART = "0123456789abcdef.part"


def test_parts_of_a_killed_exchange_are_removed_when_the_store_is_opened(home: Path) -> None:
    with Store.open(home) as store:
        fill(store)
        approve(store.back_up("hand"))
    ours = [
        home / f".store.db.{_PART}",
        home / f".store.db.{_PART}-journal",
        home / f".ballast.{_PART}",
        home / FOLDER / f".000001-hand.db.{_PART}",
    ]
    others = [home / ".store.db.bak", home / "my.part", home / f".store.key.{_PART}"]
    for path in (*ours, *others):
        path.write_text("Kanarienvogel00")
    Store.open(home).close()
    assert not [path for path in ours if path.exists()]
    assert all(path.exists() for path in others)
    assert len(backups(home)) == 1


def test_a_store_that_has_a_second_name_as_the_replaced_one_opens_with_its_log(home: Path) -> None:
    with Store.open(home) as store:
        fill(store)
    kept = home / FOLDER / "000001-replaced.db"
    kept.parent.mkdir()
    kept.hardlink_to(home / "store.db")
    (home / FOLDER / "000001-replaced.db-wal").write_bytes(b"")
    with Store.open(home) as store:
        assert len(store.entries("sitting-0")) == 4
    assert list(kept.parent.iterdir()) == []


def test_a_replaced_store_of_its_own_stays(home: Path) -> None:
    with Store.open(home) as store:
        fill(store)
        copy = approve(store.back_up("replaced"))
    Store.open(home).close()
    assert copy.exists()


@pytest.mark.parametrize(("left", "emptied"), [("log", False), ("backup", False), ("backup", True)])
def test_where_a_store_was_no_new_one_is_made(home: Path, left: str, emptied: bool) -> None:
    with Store.open(home) as store:
        store.save_assessment(an_assessment())
        if left == "backup":
            approve(store.back_up("hand"))
    (home / "store.db").write_bytes(b"") if emptied else (home / "store.db").unlink()
    if left == "log":
        (home / "store.db-wal").write_bytes(b"a log")

    with pytest.raises(StoreDamaged, match="it is missing"):
        Store.open(home)

    if left == "log":
        assert (home / "store.db-wal").read_bytes() == b"a log"
