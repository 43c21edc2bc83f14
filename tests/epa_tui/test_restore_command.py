"""`epa-tui restore`: shows what changes, changes it whole or not at all, here or elsewhere."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from data.store import key_file
from data.store.connection import is_plain
from data.store.key_file import KeyFile
from data.store.store import Store
from tests.data.store.building import an_assessment
from tests.epa_tui.answering import LEAVE, files_of, leave
from tests.epa_tui.conftest import SealedLine
from tests.epa_tui.session import Session, without_encryption
from tests.epa_tui.test_backup_command import damage
from tests.faults.opening import KEY, OPENS, PASSPHRASE, book, opened


@pytest.fixture
def changed(sealed: SealedLine) -> SealedLine:
    """A store with a backup, and one more assessment since."""
    sealed("backup")
    with opened(sealed.home) as store:
        store.save_assessment(replace(an_assessment(1), family_name="Later"))
    return sealed


def names(sealed: SealedLine) -> set[str]:
    listed = json.loads(sealed("list", "--json").out)
    return {row["family_name"] for row in listed["assessments"]}


def test_a_dry_run_shows_and_changes_nothing(changed: SealedLine) -> None:
    before = {name: (changed.home / name).read_bytes() for name in files_of(changed.home)}
    done = changed("restore", "--dry-run")
    assert done.status == 0 and "1 assessment only in the store" in done.out
    told = json.loads(changed("restore", "--dry-run", "--json").out)
    assert (told["format"], told["restored"], told["assessments_lost"]) == (1, False, 1)
    lock = {"store.lock"}
    assert files_of(changed.home) == before.keys()
    for name in before.keys() - lock:
        assert (changed.home / name).read_bytes() == before[name]


def test_it_is_done_after_a_yes_and_the_replaced_store_is_kept(changed: SealedLine) -> None:
    half_made = changed.home / ".store.db.0123456789abcdef.part"
    half_made.write_bytes(b"of a program that was killed")
    done = changed("restore", "1", "--yes")
    assert done.status == 0 and "Restored." in done.out
    assert not half_made.exists()
    assert names(changed) == {"Example"}
    back = json.loads(changed("restore", "2", "--yes", "--json").out)
    assert (back["restored"], back["assessments_gained"]) == (True, 1)
    assert names(changed) == {"Example", "Later"}


@pytest.mark.parametrize(("answer", "status"), [("no\r", 2), (LEAVE, 130)])
def test_anything_but_a_yes_changes_nothing(changed: SealedLine, answer: str, status: int) -> None:
    with Session("--home", str(changed.home), "restore", environment=OPENS) as session:
        session.wait("Type yes:")
        assert leave(session, answer) == status
    assert names(changed) == {"Example", "Later"}


def test_nobody_to_ask_means_no(changed: SealedLine) -> None:
    assert "say --yes" in changed("restore").err
    done = changed("restore", "--json")
    assert done.status == 2 and "--dry-run" in json.loads(done.out)["refused"]
    assert names(changed) == {"Example", "Later"}


@pytest.mark.parametrize("named", ["99", "nothing.db", "000001-hand"])
def test_a_backup_that_is_not_there(changed: SealedLine, named: str) -> None:
    done = changed("restore", named, "--yes")
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        f"There is no backup '{named}'. `epa-tui backup --list` shows the numbers of all.\n"
    )


def test_no_backup_at_all(sealed: SealedLine) -> None:
    done = sealed("restore", "--yes")
    assert done.status == 2 and "There is no backup in" in done.err


def test_a_damaged_backup_is_refused(changed: SealedLine) -> None:
    damage(changed.home / "backups" / "000001-hand.db")
    done = changed("restore", "1", "--yes")
    assert done.status == 1 and "000001-hand.db is damaged" in done.err
    done = changed("restore", "--yes")
    assert done.status == 2 and "000001-hand.db" not in done.out
    assert "No backup in" in done.err
    assert names(changed) == {"Example", "Later"}


def test_without_a_name_the_newest_good_one_is_taken(changed: SealedLine) -> None:
    changed("backup")
    damage(changed.home / "backups" / "000002-hand.db")
    done = changed("restore", "--yes")
    assert done.status == 0 and "000002-hand.db is passed over" in done.err
    assert "000001-hand.db" in done.out and names(changed) == {"Example"}


@pytest.mark.parametrize("other", [False, True], ids=["plain", "with another key"])
def test_where_the_key_of_the_store_is_lost_nobody_erased_comes_back(
    sealed: SealedLine, tmp_path: Path, other: bool
) -> None:
    there = tmp_path / "other"
    with Store.open(there, bytes(reversed(KEY)) if other else None) as store:
        book(store)
    copy = there / "store.db"
    if other:
        wraps = KeyFile.new().with_passphrase(bytes(reversed(KEY)), PASSPHRASE)
        wraps.write(there / "store.key")
    for path in sealed.home.rglob("store.key"):
        path.unlink()
    before = (sealed.home / "store.db").read_bytes()
    for words in (("--dry-run",), ("--yes",)):
        done = sealed("restore", str(copy), *words)
        assert (done.status, done.out) == (1, "") and "Put back its key file" in done.err
    assert (sealed.home / "store.db").read_bytes() == before
    assert "store.key" not in files_of(sealed.home)


def test_a_damaged_store_comes_back(changed: SealedLine) -> None:
    (changed.home / "store.db").write_bytes(b"this is no store " * 1000)
    assert changed("list").status == 1
    assert changed("restore", "--yes").status == 0
    assert names(changed) == {"Example"}
    assert b"no store" in (changed.home / "backups" / "000002-replaced.db").read_bytes()


def test_a_store_that_is_open_is_left_alone(changed: SealedLine) -> None:
    with opened(changed.home):
        done = changed("restore", "--yes")
    assert done.status == 1 and "open in another epa_tui" in done.err


def carried(sealed: SealedLine, to: Path) -> Path:
    sealed("backup", "--to", str(to))
    (copy,) = to.glob("*.db")
    return copy


def test_on_another_machine_the_copy_brings_its_key(sealed: SealedLine, tmp_path: Path) -> None:
    copy = carried(sealed, tmp_path / "stick")
    sealed.home = tmp_path / "other" / "machine"
    assert sealed("restore", str(copy), "--dry-run").status == 0
    assert not sealed.home.exists()
    done = sealed("restore", str(copy), "--yes")
    assert done.status == 0 and "the passphrase and the recovery key of the copy" in done.out
    assert names(sealed) == {"Example"}
    assert {"store.key", "backups/store.key"} <= files_of(sealed.home)
    assert [p for p in (sealed.home, *sealed.home.rglob("*")) if p.stat().st_mode & 0o077] == []


def test_a_copy_without_its_key_says_what_is_missing(sealed: SealedLine, tmp_path: Path) -> None:
    copy = carried(sealed, tmp_path / "stick")
    copy.with_suffix(".key").unlink()
    sealed.home = tmp_path / "other"
    done = sealed("restore", str(copy), "--yes")
    assert done.status == 1 and str(copy.with_suffix(".key")) in done.err
    assert not sealed.home.exists()


def test_a_store_with_a_key_of_its_own_keeps_it(sealed: SealedLine, tmp_path: Path) -> None:
    copy = carried(sealed, tmp_path / "stick")
    there, key = tmp_path / "other", bytes(reversed(KEY))
    with Store.open(there, key) as store:
        store.save_assessment(replace(an_assessment(1), family_name="Theirs"))
    KeyFile.new().with_passphrase(key, PASSPHRASE).write(there / key_file.NAME)
    sealed.home = there
    sealed("backup")
    before = (there / key_file.NAME).read_bytes()
    with Session("--home", str(there), "restore", str(copy), "--yes", environment=OPENS) as session:
        session.wait("recovery key:").type(f"{PASSPHRASE}\r")
        assert session.ended() == 0
    assert names(sealed) == {"Example"}
    assert (there / key_file.NAME).read_bytes() == before
    assert sealed("restore", "1", "--yes").status == 0
    assert names(sealed) == {"Theirs"}


def test_a_plain_copy_is_encrypted_where_the_store_is(sealed: SealedLine, tmp_path: Path) -> None:
    with Store.open(tmp_path / "plain") as store:
        book(store)
    copy = shutil.copyfile(tmp_path / "plain" / "store.db", tmp_path / "copy.db")
    assert sealed("restore", str(copy), "--yes").status == 0
    assert not is_plain(sealed.home / "store.db") and names(sealed) == {"Example"}


def test_an_encrypted_copy_is_decrypted_where_the_organisation_says_so(
    sealed: SealedLine, tmp_path: Path
) -> None:
    copy = carried(sealed, tmp_path / "stick")
    sealed.home = tmp_path / "other"
    sealed.home.mkdir(mode=0o700)
    without_encryption(sealed.home)
    assert sealed("restore", str(copy), "--yes").status == 0
    assert is_plain(sealed.home / "store.db") and names(sealed) == {"Example"}
    assert "store.key" not in files_of(sealed.home)
