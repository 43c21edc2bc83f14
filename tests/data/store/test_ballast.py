"""A full disk gives up its reserve: the sitting goes on, and the assessor is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.entries import Noted
from data.store.ballast import Ballast
from data.store.errors import NotSaved, StoreUnwritable
from data.store.private_files import write_private
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from tests.data.record.sittings import opening, shipped
from tests.data.store.building import LIVE, NOON, a_sitting, an_assessment
from tests.data.store.canaries import written
from tests.data.store.small_disk import fill_up, small_disk

SITTING = "sitting-0"
SIZE = 1024 * 1024
FULL = "THE DISK IS FULL"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as folder:
        yield folder


@pytest.fixture
def store(disk: Path) -> Iterator[Store]:
    with Store.open(disk / "home") as opened:
        opened.ballast = Ballast(opened.path.parent, SIZE)
        opened.save_bookings([an_assessment()], [a_sitting()])
        opened.append(SITTING, written(opened, SITTING, [opening(shipped(), "M1", "1")]), LIVE)
        yield opened


def test_it_is_laid_where_there_is_room_for_its_owner_only(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path, 10_000)
    assert not ballast.there
    assert not ballast.give_up()
    assert ballast.lay()
    assert ballast.lay()
    assert ballast.there
    assert (tmp_path / "ballast").stat().st_mode & 0o777 == 0o600
    content = (tmp_path / "ballast").read_bytes()
    assert len(content) == 10_000
    assert len(set(content)) > 200  # nulls would take no space
    assert ballast.give_up()
    assert not ballast.there
    assert list(tmp_path.iterdir()) == []


def test_a_part_of_one_is_none_and_is_laid_anew(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path, 10_000)
    (tmp_path / "ballast").write_bytes(b"x" * 9_999)
    assert not ballast.there
    assert ballast.lay()
    assert ballast.there


def test_it_is_not_laid_where_the_disk_has_little_room(disk: Path) -> None:
    ballast = Ballast(disk, 3 * SIZE)
    assert not ballast.lay()
    assert list(disk.iterdir()) == []


def test_a_file_that_does_not_fit_leaves_the_former_one_whole(disk: Path) -> None:
    write_private(disk / "store.key", b"the key")
    fill_up(disk / "filler")
    with pytest.raises(StoreUnwritable, match="No space"):
        write_private(disk / "store.key", b"y" * 10_000)
    assert (disk / "store.key").read_bytes() == b"the key"
    assert {path.name for path in disk.iterdir()} == {"store.key", "filler"}


def test_on_a_full_disk_the_sitting_goes_on_and_says_so_until_there_is_room(
    disk: Path, store: Store
) -> None:
    assert store.ballast.lay()
    record = SittingRecord.open(store, SITTING, shipped().standard)
    fill_up(disk / "filler")
    for number in range(20):
        record.add(NOON.later(number), Noted("x" * 2000), drop_draft=True)
    assert record.flush()
    assert not store.ballast.there
    assert store.trouble.startswith(FULL)
    assert len(store.entries(SITTING)) == 21

    store.checkpoint()
    assert store.trouble.startswith(FULL)  # carrying the log over does not bring the room back
    store.recover()
    assert store.trouble.startswith(FULL)

    (disk / "filler").unlink()
    store.recover()
    assert store.ballast.there
    assert store.trouble == ""
    record.close()


def test_a_log_that_cannot_be_carried_over_uses_the_reserve_and_says_so(
    disk: Path, store: Store
) -> None:
    assert store.ballast.lay()
    notes = written(store, SITTING, [Noted("x" * 2000) for _ in range(100)])
    store.append(SITTING, notes, LIVE)
    fill_up(disk / "filler")
    store._carry_over()
    assert not store.ballast.there
    assert store.trouble.startswith(FULL)
    assert len(store.entries(SITTING)) == 101


def test_without_a_reserve_a_full_disk_is_told_and_nothing_is_lost(
    disk: Path, store: Store
) -> None:
    fill_up(disk / "filler")
    assert not store.give_up_ballast()
    notes = written(store, SITTING, [Noted("x" * 200_000)])
    with pytest.raises(NotSaved) as refused:
        store.append(SITTING, notes, LIVE)
    assert refused.value.full
    assert len(store.entries(SITTING)) == 1
    (disk / "filler").unlink()
    store.append(SITTING, notes, LIVE)
    assert len(store.entries(SITTING)) == 2


def test_on_a_full_disk_a_sitting_is_booked_and_begun_with_the_reserve(
    store: Store, disk: Path
) -> None:
    assert store.ballast.lay()
    store.checkpoint()
    fill_up(disk / "filler")
    more = (an_assessment(n, employer="Fictional Films" * 500) for n in range(1, 40))
    store.save_bookings(more, [a_sitting(1)])
    begun = SittingRecord.begin(
        store, store.sitting("sitting-1"), an_assessment(1), shipped(), NOON
    )
    assert begun.close()
    assert store.search("").total == 40
    assert not store.ballast.there and FULL in store.trouble
