"""What a damaged store still tells, and that nobody erased comes back where it tells nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data.record.entries import Entry
from data.store.backup import approve
from data.store.errors import StoreLocked, TextErased
from data.store.key_file import KeyFile
from data.store.restore import OtherKey, compare, restore
from data.store.store import Store
from tests.data.store.building import NOON
from tests.data.store.canaries import KEY, OTHER_KEY, add_notes, fill
from tests.data.store.damaging import flip

SITTING = "sitting-0"


def _entries(home: Path) -> list[Entry]:
    with Store.open(home) as store:
        return list(store.entries(SITTING))


def _with_backup(home: Path, key: bytes | None = None) -> Path:
    """Make a store with 6 entries, of which its backup has 4."""
    with Store.open(home, key) as store:
        fill(store)
        copy = approve(store.back_up("hand"))
        add_notes(store, 2)
    return copy


@pytest.mark.parametrize("damage", ["unreadable", "another key", "one page"])
def test_of_a_store_that_cannot_be_read_it_is_never_said_that_nothing_is_lost(
    home: Path, damage: str
) -> None:
    backup = _with_backup(home, KEY)
    store = home / "store.db"
    if damage == "unreadable":
        store.write_bytes(b"\xff" * 8192 + store.read_bytes()[8192:])
    elif damage == "one page":
        flip(store, (store.stat().st_size - 3000) * 8)
    else:
        store.unlink()
        _with_backup(home.with_name("other"), OTHER_KEY)
        shutil.copy(home.with_name("other") / "store.db", store)
    told = compare(home, backup, KEY)
    assert not told.same
    assert "cannot be read" in next(told.lines())


def test_a_store_that_is_plain_still_is_read_although_there_is_a_key(home: Path) -> None:
    """An encryption that was cut off leaves the backups encrypted and the store plain."""
    backup = _with_backup(home, KEY)
    (home / "store.db").unlink()
    _with_backup(home.with_name("other"))
    shutil.copy(home.with_name("other") / "store.db", home / "store.db")
    told = compare(home, backup, KEY)
    assert not told.unread


def _erased_here(home: Path, key: bytes | None) -> None:
    """Make a store from which an apprentice was erased."""
    with Store.open(home, key) as store:
        fill(store, 0, 1)
        store.erase("assessment-0", NOON, "retention")


def _copied(home: Path, key: bytes | None) -> Path:
    """Make a copy that still holds the apprentice."""
    with Store.open(home, key) as store:
        fill(store, 0, 1)
        return approve(store.back_up("hand"))


@pytest.mark.parametrize("key", [None, OTHER_KEY], ids=["plain", "another key"])
def test_an_erased_apprentice_stays_erased_by_a_copy_of_another_key(
    home: Path, tmp_path: Path, key: bytes | None
) -> None:
    _erased_here(home, KEY)
    restore(home, _copied(tmp_path / "other", key), KEY, NOON, OtherKey(key))
    with Store.open(home, KEY) as store, pytest.raises(TextErased):
        store.entries(SITTING)


@pytest.mark.parametrize("key", [None, OTHER_KEY], ids=["plain", "another key"])
def test_without_the_key_that_tells_who_was_erased_nothing_is_restored(
    home: Path, tmp_path: Path, key: bytes | None
) -> None:
    _erased_here(home, KEY)
    copy = _copied(tmp_path / "other", key)
    for attempt in (lambda: compare(home, copy, key), lambda: restore(home, copy, key, NOON)):
        with pytest.raises(StoreLocked, match=r"Put back its key file .*store\.key"):
            attempt()
    with Store.open(home, KEY) as store, pytest.raises(TextErased):
        store.entries(SITTING)


def test_where_all_is_damaged_it_is_said_that_nobody_knows_who_was_erased(
    home: Path, tmp_path: Path
) -> None:
    _erased_here(home, None)
    copy = _copied(tmp_path / "other", None)
    (home / "store.db").write_bytes(b"this is no store " * 1000)
    said = " ".join(compare(home, copy, None).lines())
    assert "cannot be read" in said and "tells who was erased" in said
    restore(home, copy, None, NOON)
    assert len(_entries(home)) == 4
    assert "who was erased" not in " ".join(compare(home, copy, None).lines())


def test_a_damaged_store_whose_own_key_is_there_comes_back_by_a_copy(
    home: Path, tmp_path: Path
) -> None:
    _erased_here(home, KEY)
    KeyFile.new().with_secret(KEY, b"a secret").write(home / "store.key")
    copy = _copied(tmp_path / "other", KEY)
    flip(home / "store.db", 8 * 100)  # its first page: it looks like one of another key
    assert compare(home, copy, KEY).untold
    restore(home, copy, KEY, NOON)
    with Store.open(home, KEY) as store:
        assert len(store.entries(SITTING)) == 4
