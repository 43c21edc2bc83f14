"""A store becomes encrypted, or plain again, with all it holds; killed anywhere, it goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from data.store.backup import approve, backups, check
from data.store.connection import is_plain
from data.store.errors import StoreInUse
from data.store.recode import recode_all
from data.store.store import Store
from data.store.verifying import verify_store
from tests.data.store.canaries import KEY, a_result, add_notes, fill, readable
from tests.data.store.dying import deaths, decrypt, dies_within, encrypt, note_for_ever


@pytest.fixture
def homes(tmp_path: Path) -> Callable[[bytes | None], Path]:
    """Return what makes a folder with a store and a backup, a new one each time."""
    for name, key in (("None", None), ("key", KEY)):
        with Store.open(tmp_path / name, key) as store:
            fill(store, 0, 1)
            approve(store.back_up("hand"))
            add_notes(store)
    numbers = count()

    def home(key: bytes | None) -> Path:
        folder = tmp_path / f"home {next(numbers)}"
        shutil.copytree(tmp_path / ("key" if key else "None"), folder)
        return folder

    return home


def _whole(home: Path, key: bytes | None) -> dict[str, str]:
    """See that a store and its backup hold everything; return the schema."""
    (backup,) = backups(home)
    assert check(backup.path, key).entries == 8
    with Store.open(home, key) as store:
        assert len(store.entries("sitting-0")) == 5
        assert store.documents("sitting-1") == (a_result(1),)
        assert store.draft("sitting-0") is not None
        assert verify_store(store).findings == ()
        return store.schema()


def test_encrypted_and_back_nothing_is_missing(homes: Callable[[bytes | None], Path]) -> None:
    home = homes(None)
    before = _whole(home, None)
    assert readable(home)

    assert recode_all(home, None, KEY) == []
    assert _whole(home, KEY) == before
    assert readable(home) == set()
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in home.rglob("*.db"))

    assert recode_all(home, KEY, None) == []
    assert _whole(home, None) == before
    assert is_plain(home / "store.db")
    assert {path.name for path in home.rglob("*")} == {
        *("store.db", "store.lock", "backups", "000001-hand.db")
    }


def test_what_the_log_of_a_killed_store_holds_is_taken_along(
    homes: Callable[[bytes | None], Path],
) -> None:
    home = homes(None)
    assert dies_within(note_for_ever, home, 0.4)
    shutil.copytree(home, home.with_name("aside"))
    with Store.open(home.with_name("aside")) as store:
        entries = len(store.entries("sitting-0"))
    assert entries > 6
    recode_all(home, None, KEY)
    with Store.open(home, KEY) as store:
        assert len(store.entries("sitting-0")) == entries
    assert readable(home) == set()


def test_nothing_is_recoded_while_somebody_has_the_store_open(
    homes: Callable[[bytes | None], Path],
) -> None:
    home = homes(None)
    with Store.open(home), pytest.raises(StoreInUse):
        recode_all(home, None, KEY)
    _whole(home, None)


def test_a_backup_that_cannot_be_read_is_named_and_holds_nothing_back(
    homes: Callable[[bytes | None], Path],
) -> None:
    home = homes(None)
    bad = home / "backups" / "000002-replaced.db"
    bad.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert recode_all(home, None, KEY) == [bad]
    assert bad.stat().st_size == 5016
    with Store.open(home, KEY) as store:
        assert len(store.entries("sitting-0")) == 5


def test_a_backup_keeps_its_age(homes: Callable[[bytes | None], Path]) -> None:
    home = homes(None)
    (backup,) = backups(home)
    os.utime(backup.path, (backup.made_at - 5e6, backup.made_at - 5e6))
    recode_all(home, None, KEY)
    assert [one.made_at for one in backups(home)] == [backup.made_at - 5e6]


@pytest.mark.parametrize("old", [None, KEY], ids=["encrypting", "decrypting"])
def test_killed_at_any_step_and_run_again_it_ends_right(
    homes: Callable[[bytes | None], Path], old: bytes | None
) -> None:
    work, new = (encrypt, KEY) if old is None else (decrypt, None)
    for _, folder in deaths(work, lambda: homes(old)):
        plain = is_plain(folder / "store.db")
        with Store.open(folder, None if plain else KEY) as store:
            assert len(store.entries("sitting-0")) == 5
        recode_all(folder, old, new)
        _whole(folder, new)
        assert new is None or readable(folder) == set()


def test_killed_at_any_moment_and_run_again_it_ends_right(
    homes: Callable[[bytes | None], Path],
) -> None:
    for hundredths in range(0, 16, 2):
        home = homes(None)
        dies_within(encrypt, home, hundredths / 100)
        recode_all(home, None, KEY)
        _whole(home, KEY)
        assert readable(home) == set()
