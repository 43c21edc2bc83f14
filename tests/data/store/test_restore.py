"""Restoring puts a whole store in the place of a whole or a damaged one, and forgets nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from data.store.backup import FOLDER, approve, backups, check
from data.store.erasing import erase_in_copies
from data.store.errors import StoreDamaged, StoreInUse, TextErased
from data.store.restore import NoBackup, compare, newest_backup, restore, tell_damage
from data.store.store import Store
from data.store.verifying import verify_store
from tests.data.store.building import NOON
from tests.data.store.canaries import KEY, add_notes, fill, readable
from tests.data.store.damaging import flip
from tests.data.store.dying import deaths, dies_within, note_for_ever, restore_first

SITTING = "sitting-0"


def _count(home: Path, key: bytes | None = None) -> int:
    with Store.open(home, key) as store:
        return len(store.entries(SITTING))


def _with_backup(home: Path, key: bytes | None = None) -> Path:
    """Make a store with 6 entries, of which its backup has 4."""
    with Store.open(home, key) as store:
        fill(store)
        copy = approve(store.back_up("hand"))
        add_notes(store, 2)
    return copy


@pytest.fixture
def homes(tmp_path: Path) -> Callable[[], Path]:
    """Return what makes a folder with a store and a backup, a new one each time."""
    _with_backup(tmp_path / "first")
    numbers = count()

    def home() -> Path:
        folder = tmp_path / str(next(numbers))
        shutil.copytree(tmp_path / "first", folder)
        return folder

    return home


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_the_replaced_store_is_kept_and_can_be_restored_again(
    home: Path, key: bytes | None
) -> None:
    backup = _with_backup(home, key)
    told = compare(home, backup, key)
    assert (told.lost, told.gained, told.same) == (2, 0, False)

    replaced = restore(home, backup, key, NOON)

    assert _count(home, key) == 4
    assert backup.exists()
    assert replaced is not None
    assert replaced.name == "000002-replaced.db"
    assert replaced.stat().st_mode & 0o777 == 0o600
    assert check(replaced, key).entries == 6
    assert newest_backup(home, key) == (backup, [])
    restore(home, replaced, key, NOON)
    assert _count(home, key) == 6


def test_nothing_is_restored_while_somebody_has_the_store_open(home: Path) -> None:
    backup = _with_backup(home)
    with Store.open(home), pytest.raises(StoreInUse):
        restore(home, backup, None, NOON)
    assert _count(home) == 6


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_nor_where_the_lock_file_was_deleted(home: Path, key: bytes | None) -> None:
    backup = _with_backup(home, key)
    with Store.open(home, key) as store:
        (home / "store.lock").unlink()
        for attempt in (
            lambda: compare(home, backup, key),
            lambda: restore(home, backup, key, NOON),
        ):
            with pytest.raises(StoreInUse):
                attempt()
        add_notes(store)
    assert _count(home, key) == 7
    assert [one.path for one in backups(home)] == [backup]


def test_a_damaged_backup_changes_nothing(home: Path) -> None:
    backup = _with_backup(home)
    backup.write_bytes(backup.read_bytes()[:8192])
    before = sorted(home.rglob("*"))
    with pytest.raises(StoreDamaged):
        restore(home, backup, None, NOON)
    assert sorted(path for path in home.rglob("*") if path.suffix != ".lock") == [
        path for path in before if path.suffix != ".lock"
    ]
    assert _count(home) == 6


def test_where_there_is_no_store_there_is_one_afterwards(home: Path) -> None:
    backup = _with_backup(home)
    (home / "store.db").unlink()
    assert compare(home, backup, None).gained == 4
    assert restore(home, backup, None, NOON) is None
    assert _count(home) == 4


def test_without_a_backup_one_is_asked_for(home: Path) -> None:
    with pytest.raises(NoBackup, match="Name the file"):
        newest_backup(home, None)


def test_what_stood_in_the_log_of_a_killed_store_counts_and_is_kept(home: Path) -> None:
    backup = _with_backup(home)
    assert dies_within(note_for_ever, home, 0.4)
    assert (home / "store.db-wal").stat().st_size > 0
    lost = compare(home, backup, None).lost
    assert lost > 3
    replaced = restore(home, backup, None, NOON)
    assert replaced is not None
    assert check(replaced, None).entries == 4 + lost
    assert _count(home) == 4


@pytest.mark.parametrize("there", [True, False], ids=["damaged", "missing"])
def test_the_log_of_a_store_that_does_not_open_is_never_applied_to_the_restored_one(
    home: Path, there: bool
) -> None:
    backup = _with_backup(home)
    assert dies_within(note_for_ever, home, 0.4)
    store = home / "store.db"
    if there:
        store.write_bytes(b"\xff" * 8192 + store.read_bytes()[8192:])
    else:
        store.unlink()

    replaced = restore(home, backup, None, NOON)

    with Store.open(home) as restored:
        assert len(restored.entries(SITTING)) == 4
        assert restored.lost_commits == 0
        assert verify_store(restored).findings == ()
    assert (replaced is not None) == there
    # Where there is a file, the driver has carried the log over into it before.
    logs = list((home / FOLDER).glob("*-replaced.db-wal"))
    assert len(logs) == (not there)


def test_a_replaced_store_comes_back_with_the_log_that_lies_beside_it(home: Path) -> None:
    backup = _with_backup(home)
    assert dies_within(note_for_ever, home, 0.4)
    for ending in ("", "-wal"):
        kept = home / FOLDER / f"000002-replaced.db{ending}"
        (home / f"store.db{ending}").replace(kept)
    restore(home, backup, None, NOON)

    restore(home, home / FOLDER / "000002-replaced.db", None, NOON)

    assert _count(home) > 7


def test_killed_at_any_step_the_old_store_is_there_or_the_restored_one(
    homes: Callable[[], Path],
) -> None:
    found = []
    for _, folder in deaths(restore_first, homes):
        found.append(_count(folder))
        assert {backup.number for backup in backups(folder)} >= {1}
        assert not list(folder.rglob(".*.part*"))
    assert set(found) == {4, 6}
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize("bare", [False, True], ids=["with a store", "with its log only"])
def test_killed_and_run_again_it_ends_right(homes: Callable[[], Path], bare: bool) -> None:
    def home() -> Path:
        folder = homes()
        if bare:
            (folder / "store.db").unlink()
            (folder / "store.db-wal").write_bytes(b"a log")
        return folder

    for _, folder in deaths(restore_first, home):
        restore_first(folder)
        assert _count(folder) == 4
        logs = [path.read_bytes() for path in folder.rglob("*-wal") if path.stat().st_size]
        assert logs == ([b"a log"] if bare else [])


@pytest.mark.parametrize("damaged", [False, True], ids=["sound", "damaged"])
def test_an_apprentice_erased_since_stays_erased(home: Path, tmp_path: Path, damaged: bool) -> None:
    with Store.open(home) as store:
        fill(store, 0, 1)
        copy = approve(store.back_up("hand"))
        elsewhere = tmp_path / "elsewhere.db"
        shutil.copy(copy, elsewhere)
        store.erase("assessment-0", NOON, "retention")
        erase_in_copies(home, None, [("assessment-0", NOON.wall)])
    if damaged:
        (home / "store.db").write_bytes(b"x" * 9000)

    restore(home, elsewhere, None, NOON)

    with Store.open(home) as store:
        with pytest.raises(TextErased):
            store.entries(SITTING)
        assert store.lines(SITTING)[-1].kind == "erased"
        assert len(store.entries("sitting-1")) == 4
        assert verify_store(store).findings == ()
    assert readable(home, 0) == set()


def test_the_newest_backup_in_order_is_taken_and_the_others_are_told(home: Path) -> None:
    good = _with_backup(home, KEY)
    with Store.open(home, KEY) as store:
        bad = [approve(store.back_up("live")) for _ in range(2)]
    for path in bad:
        flip(path, (path.stat().st_size - 3000) * 8)
    assert newest_backup(home, KEY) == (good, bad[::-1])
    flip(good, (good.stat().st_size - 3000) * 8)
    with pytest.raises(NoBackup, match=r"No backup in .* is in order"):
        newest_backup(home, KEY)


def test_killed_while_restoring_an_erased_apprentice_does_not_come_back(tmp_path: Path) -> None:
    first = tmp_path / "first"
    with Store.open(first) as store:
        fill(store)
        approve(store.back_up("hand"))
        store.erase("assessment-0", NOON, "retention")
    numbers = count()

    def home() -> Path:
        folder = tmp_path / str(next(numbers))
        shutil.copytree(first, folder)
        return folder

    for _, folder in deaths(restore_first, home):
        with Store.open(folder) as store, pytest.raises(TextErased):
            store.entries(SITTING)


def test_of_a_damaged_store_one_is_told_what_the_newest_good_backup_lacks(home: Path) -> None:
    with Store.open(home, KEY) as store:
        fill(store, notes=300)
        approve(store.back_up("hand"))
        add_notes(store, 2)
    size = (home / "store.db").stat().st_size
    flip(home / "store.db", (size - 3000) * 8)
    said = list(tell_damage(home, KEY))
    assert said[0] == "The newest good backup is 000001-hand.db; entries in it: 301."
    (home / FOLDER / "000001-hand.db").unlink()
    assert list(tell_damage(home, KEY)) == [
        "There is no good backup beside it. Keep the file: part of it may still be read."
    ]
