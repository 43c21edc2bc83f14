"""Files of ours are for their owner only, and nothing that somebody planted is used."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store.ballast import Ballast
from data.store.errors import StoreUnwritable
from data.store.key_file import NAME as KEY_NAME
from data.store.key_file import KeyFile
from data.store.private_files import open_private, private_file, private_folder, write_private
from data.store.store import Store
from tests.data.store.canaries import KEY, fill

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
STRANGER = 4711


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def _mode(path: Path) -> int:
    return path.lstat().st_mode & 0o777


@pytest.mark.usefixtures("umask")
def test_everything_is_for_its_owner_only_whatever_the_umask(tmp_path: Path) -> None:
    home = tmp_path / "one" / "two" / "home"
    with Store.open(home, KEY) as store:
        fill(store)
        KeyFile.new().with_secret(KEY, b"s" * 32).write(home / KEY_NAME)
        store.back_up("hand")
        Ballast(home, 1000).lay()
        modes = {path.name: _mode(path) for path in home.rglob("*")}
    assert modes.pop("backups") == 0o700
    assert {*modes} >= {"store.db", "store.db-wal", "store.lock", KEY_NAME, "ballast"}
    assert set(modes.values()) == {0o600}
    assert {_mode(folder) for folder in (home, home.parent, home.parent.parent)} == {0o700}


@pytest.mark.parametrize("name", ["store.db", "store.lock"])
@pytest.mark.parametrize("dangling", [False, True], ids=["to a file", "to nothing"])
def test_a_planted_link_is_refused_and_not_followed(
    home: Path, tmp_path: Path, name: str, dangling: bool
) -> None:
    victim = tmp_path / "victim"
    if not dangling:
        victim.write_text("precious")
    home.mkdir()
    (home / name).symlink_to(victim)
    with pytest.raises(StoreUnwritable):
        Store.open(home)
    assert victim.exists() != dangling
    assert dangling or victim.read_text() == "precious"


@pytest.mark.parametrize("name", [KEY_NAME, "ballast"])
def test_a_planted_link_is_replaced_and_not_followed(home: Path, tmp_path: Path, name: str) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    home.mkdir()
    (home / name).symlink_to(victim)
    KeyFile.new().write(home / KEY_NAME)
    Ballast(home, 1000).lay()
    assert victim.read_text() == "precious"
    assert not (home / name).is_symlink()


def test_a_planted_folder_of_backups_is_refused(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(0o755)
    with Store.open(home) as store:
        fill(store)
        (home / "backups").symlink_to(elsewhere)
        with pytest.raises(StoreUnwritable, match="link"):
            store.back_up("hand")
    assert list(elsewhere.iterdir()) == []
    assert _mode(elsewhere) == 0o755


@pytest.mark.parametrize("name", ["store.db", "store.lock"])
def test_a_second_name_of_a_file_elsewhere_is_refused_and_left_as_it_is(
    home: Path, tmp_path: Path, name: str
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    victim.chmod(0o644)
    home.mkdir()
    (home / name).hardlink_to(victim)
    with pytest.raises(StoreUnwritable):
        Store.open(home)
    assert (victim.read_text(), _mode(victim)) == ("precious", 0o644)


@pytest.mark.skipif(
    not ROOT, reason="only root can give a file to somebody else: no other user can be made up"
)
@pytest.mark.parametrize("name", ["store.db", "store.lock", ""], ids=["store", "lock", "home"])
def test_what_belongs_to_somebody_else_is_refused(home: Path, name: str) -> None:
    with Store.open(home) as store:
        fill(store)
    os.chown(home / name, STRANGER, STRANGER)
    (home / name).chmod(0o777)
    with pytest.raises(StoreUnwritable):
        Store.open(home)
    assert _mode(home / name) == 0o777


@pytest.mark.skipif(
    not ROOT, reason="only root can give a folder to somebody else: no other user can be made up"
)
def test_a_folder_of_backups_of_somebody_else_is_refused(home: Path) -> None:
    with Store.open(home) as store:
        fill(store)
        (home / "backups").mkdir()
        os.chown(home / "backups", STRANGER, STRANGER)
        with pytest.raises(StoreUnwritable, match="another user"):
            store.back_up("hand")


def test_a_home_that_holds_other_things_is_left_open(home: Path) -> None:
    home.mkdir(0o755)
    home.chmod(0o755)
    (home / "holiday.jpg").write_bytes(b"x")
    with Store.open(home) as store:
        fill(store)
        assert _mode(home) == 0o755
        assert _mode(home / "store.db") == _mode(home / "store.lock") == 0o600


@pytest.mark.parametrize("holds", ["", "store.db", "store.key"])
def test_an_empty_home_or_one_of_a_store_is_closed(home: Path, holds: str) -> None:
    home.mkdir(0o755)
    home.chmod(0o755)
    if holds:
        (home / holds).touch(0o644)
    Store.open(home).close()
    assert _mode(home) == 0o700


def test_a_link_to_the_home_that_the_user_made_is_followed(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    (tmp_path / "link").symlink_to(home)
    with Store.open(tmp_path / "link") as store:
        fill(store)
    assert (home / "store.db").exists()


def test_a_file_in_the_place_of_a_folder_is_refused_and_left(tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("precious")
    (tmp_path / "backups").chmod(0o640)
    with pytest.raises(StoreUnwritable, match="no folder"):
        private_folder(tmp_path / "backups")
    assert _mode(tmp_path / "backups") == 0o640
    with pytest.raises(StoreUnwritable, match="no folder"):
        Store.open(tmp_path / "backups")


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store.lock").mkdir()
    with pytest.raises(StoreUnwritable):
        open_private(tmp_path / "store.lock")
    with pytest.raises(StoreUnwritable):
        write_private(tmp_path / "store.lock", b"x")
    assert {path.name for path in tmp_path.iterdir()} == {"store.lock"}


def test_a_file_is_made_once(tmp_path: Path) -> None:
    assert private_file(tmp_path / "a")
    assert not private_file(tmp_path / "a")
