"""`epa-tui backup`: a copy that was checked, here or elsewhere, or nothing and a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.store.backup import backups, check
from data.store.connection import is_plain
from data.store.key_file import KeyFile
from tests.epa_tui.answering import files_of
from tests.epa_tui.conftest import CommandLine, SealedLine
from tests.faults.opening import KEY, PASSPHRASE


def damage(path: Path) -> None:
    """Flip one bit in the middle of each page behind the first."""
    content = bytearray(path.read_bytes())
    for place in range(4096 + 2000, len(content), 4096):
        content[place] ^= 1
    path.write_bytes(content)


def test_a_backup_is_made_and_listed(sealed: SealedLine) -> None:
    done = sealed("backup")
    (made,) = backups(sealed.home)
    assert done.out == f"Backed up and checked: {made.path}\n"
    assert not is_plain(made.path) and check(made.path, KEY).entries == 1
    assert made.path.stat().st_mode & 0o077 == 0
    listed = sealed("backup", "--list").out.split()
    assert listed[0] == "1" and listed[-1] == "hand"


def test_both_as_json(sealed: SealedLine) -> None:
    made = json.loads(sealed("backup", "--json").out)
    listed = json.loads(sealed("backup", "--list", "--json").out)
    assert made["format"] == listed["format"] == 1
    (one,) = listed["backups"]
    assert one["path"] == made["backup"] and one["size"] == made["size"] > 0
    assert one["number"] == 1 and one["made_at"].endswith("Z")


def test_a_copy_elsewhere_comes_with_what_opens_it(sealed: SealedLine, tmp_path: Path) -> None:
    done = sealed("backup", "--to", str(tmp_path / "stick" / "new"))
    copy, wraps = sorted((tmp_path / "stick" / "new").iterdir())
    assert str(copy) in done.out and copy.with_suffix(".key") == wraps
    key = KeyFile.read(wraps)
    assert key is not None and check(copy, key.by_passphrase(PASSPHRASE)).entries == 1
    assert [path for path in (copy, wraps) if path.stat().st_mode & 0o077] == []
    assert b"Example" not in copy.read_bytes() and "Example" not in copy.name


@pytest.mark.parametrize("words", [(), ("--to", "elsewhere")])
def test_a_damaged_store_is_told_and_makes_no_backup(
    sealed: SealedLine, tmp_path: Path, words: tuple[str, ...]
) -> None:
    sealed("backup")
    before = files_of(sealed.home)
    damage(sealed.home / "store.db")
    done = sealed("backup", *(word.replace("elsewhere", str(tmp_path / "to")) for word in words))
    assert (done.status, done.out) == (1, "")
    assert str(sealed.home / "store.db") in done.err and "epa-tui restore" in done.err
    assert done.err.count("\n") == 1
    assert files_of(sealed.home) == before and not (tmp_path / "to").exists()


def test_one_damaged_page_is_the_stores_and_not_that_of_a_copy(sealed: SealedLine) -> None:
    content = bytearray((sealed.home / "store.db").read_bytes())
    content[9000] ^= 1
    (sealed.home / "store.db").write_bytes(content)
    done = sealed("backup")
    assert done.status == 1 and done.err.count("\n") == 1
    assert done.err.startswith(f"The file {sealed.home / 'store.db'} is damaged")
    assert files_of(sealed.home) == {"store.db", "store.key", "store.lock", "backups/store.key"}


def test_a_folder_that_cannot_be_written_to(sealed: SealedLine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    done = sealed("backup", "--to", str(tmp_path / "file" / "folder"))
    assert done.status == 1
    assert "Name another folder with --to" in done.err and "000001-hand.db" in done.err


def test_without_a_store(nowhere: CommandLine) -> None:
    assert nowhere("backup").status == 2
    listed = nowhere("backup", "--list")
    assert listed.status == 0 and "There is no backup" in listed.out
    assert not nowhere.home.parent.exists()
