"""The file is private, the pragmas hold, and nobody else gets in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store.connection import connect
from data.store.errors import StoreDamaged, StoreInUse, StoreUnwritable
from data.store.store import Store
from tests.data.store.building import a_sitting, an_assessment


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_every_file_is_for_its_owner_only_whatever_the_umask(home: Path, umask: int) -> None:
    with Store.open(home) as store:
        store.save_assessment(an_assessment())
        store.back_up("hand")
        modes = {path.name: _mode(path) for path in home.rglob("*")}

    assert modes.pop("backups") == 0o700
    assert modes == {
        "store.db": 0o600,
        "store.db-wal": 0o600,
        "store.lock": 0o600,
        "000001-hand.db.unchecked": 0o600,
    }
    assert _mode(home) == 0o700


def test_a_store_that_was_copied_here_readable_for_all_is_closed_to_them(home: Path) -> None:
    Store.open(home).close()
    (home / "store.db").chmod(0o644)

    Store.open(home).close()

    assert _mode(home / "store.db") == 0o600


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("locking_mode", "exclusive"),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("wal_autocheckpoint", 0),
    ],
)
def test_what_keeps_notes_safe_is_switched_on(tmp_path: Path, name: str, held: object) -> None:
    connection = connect(tmp_path / "store.db")
    assert connection.execute(f"PRAGMA {name}").fetchone() == (held,)
    connection.close()


def test_no_shared_memory_file_is_made(store: Store) -> None:
    # With it a full disk would kill the program.
    assert {path.name for path in store.path.parent.iterdir()} == {
        "store.db",
        "store.db-wal",
        "store.lock",
    }


def test_a_link_in_the_place_of_the_store_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "someone-elses.db"
    target.write_bytes(b"")
    link = tmp_path / "store.db"
    link.symlink_to(target)

    with pytest.raises(StoreUnwritable, match="link"):
        connect(link)
    assert target.read_bytes() == b""


def test_a_file_that_is_no_database_is_called_damaged_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"Dear diary, " * 1000)

    with pytest.raises(StoreDamaged, match="backup"):
        connect(path)
    assert path.read_bytes() == b"Dear diary, " * 1000


def test_a_folder_in_the_place_of_the_store_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "store.db").mkdir()
    with pytest.raises(StoreUnwritable, match="writable"):
        connect(tmp_path / "store.db")


def test_another_process_cannot_open_the_file_even_without_the_lock_file(store: Store) -> None:
    script = (
        "import sys, pathlib\n"
        "from data.store.connection import connect\n"
        "from data.store.errors import StoreInUse\n"
        "try: connect(pathlib.Path(sys.argv[1]))\n"
        "except StoreInUse as error: print(error)\n"
    )
    asked = subprocess.run(
        [sys.executable, "-c", script, str(store.path)], capture_output=True, text=True, check=True
    )
    assert "open in another epa_tui" in asked.stdout

    store.save_sitting(a_sitting(1, assessment_id="assessment-0"))  # and ours is unharmed


def test_a_second_connection_in_this_process_is_refused_too(store: Store) -> None:
    with pytest.raises(StoreInUse):
        connect(store.path)
    store.save_assessment(an_assessment(1))
