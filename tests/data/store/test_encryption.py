"""What can be read by somebody who has the files and not the key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data.store.backup import approve
from data.store.errors import KeyLost, StoreDamaged
from data.store.key_file import NAME, KeyFile
from data.store.recovery_key import new_recovery_key
from data.store.restore import restore
from data.store.store import Store
from tests.data.store.building import NOON
from tests.data.store.canaries import KEY, OTHER_KEY, add_notes, fill, readable, words


def test_in_an_encrypted_store_nothing_is_readable_in_any_file_at_any_time(
    home: Path, tmp_path: Path
) -> None:
    with Store.open(home, KEY) as store:
        KeyFile.new().with_recovery(KEY, new_recovery_key()).write(home / NAME)
        fill(store, 0, 1, notes=40)
        store.ballast.lay()
        assert (home / "store.db-wal").stat().st_size > 0
        assert readable(home, 0, 1) == set()
        backup = approve(store.back_up("hand"))
        store.back_up("live")
        add_notes(store)
        assert readable(home, 0, 1) == set()
        shutil.copytree(home, tmp_path / "left by a kill")
    restore(home, backup, KEY, NOON)
    assert {path.name for path in home.rglob("*replaced.db")} == {"000003-replaced.db"}
    for folder in (home, tmp_path / "left by a kill"):
        assert readable(folder, 0, 1) == set()
        assert KEY not in b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


def test_the_canaries_would_be_found() -> None:
    assert len(words()) == len(set(words().values())) == 12


def test_in_a_plain_store_entries_and_results_are_not_readable(home: Path) -> None:
    with Store.open(home) as store:
        fill(store, 0, 1, notes=40)
        approve(store.back_up("hand"))
        found = readable(home, 0, 1)
    assert {what for _, what in found} & {"note", "result"} == set()
    assert {what for _, what in found} >= {"family name", "ULN", "place"}


def test_an_encrypted_store_opens_with_its_key_only(home: Path) -> None:
    with Store.open(home, KEY) as store:
        fill(store)
    with pytest.raises(KeyLost, match=NAME):
        Store.open(home)
    with pytest.raises(StoreDamaged):
        Store.open(home, OTHER_KEY)
    with Store.open(home, KEY) as store:
        assert len(store.entries("sitting-0")) == 4


def test_a_key_given_to_a_plain_store_changes_nothing(home: Path) -> None:
    with Store.open(home) as store:
        fill(store)
    with pytest.raises(StoreDamaged):
        Store.open(home, KEY)
    with Store.open(home) as store:
        assert len(store.entries("sitting-0")) == 4
