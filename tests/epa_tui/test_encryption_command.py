"""`epa-tui encryption`: every way in which the key can be kept, and each change of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from data.store import key_file
from data.store.backup import approve
from data.store.connection import is_plain
from data.store.key_file import KeyFile
from data.store.store import Store
from epa_tui import secret_store
from tests.epa_tui.answering import files_of, leave, shown_key
from tests.epa_tui.conftest import CommandLine, SealedLine
from tests.epa_tui.safes import Safe
from tests.epa_tui.session import Session, without_encryption
from tests.epa_tui.test_backup_command import damage
from tests.faults.opening import KEY, PASSPHRASE, book

NEW = "another invented passphrase"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Give the system its own safe back."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def wraps_of(home: Path) -> KeyFile:
    found = KeyFile.read(home / key_file.NAME)
    assert found is not None
    return found


@pytest.mark.parametrize("words", [("encryption",), ("encryption", "status")])
def test_the_state_is_told(sealed: SealedLine, words: tuple[str, ...]) -> None:
    assert sealed(*words).out == "The store is encrypted. It opens by: passphrase.\n"


def test_the_state_as_json(sealed: SealedLine) -> None:
    told = json.loads(sealed("encryption", "status", "--json").out)
    assert told == {"format": 1, "encrypted": True, "ways": ["passphrase"]}


def test_the_demonstration_is_plain_and_stays_so(epa_tui: CommandLine) -> None:
    assert "apprentices are invented" in epa_tui("encryption").out
    done = epa_tui("encryption", "on")
    assert done.status == 2 and "stays plain" in done.err
    assert json.loads(epa_tui("encryption", "status", "--json").out)["encrypted"] is False


def test_without_the_key_file_nobody_is_told_that_it_is_plain(sealed: SealedLine) -> None:
    for path in (sealed.home / key_file.NAME, sealed.home / "backups" / key_file.NAME):
        path.unlink()
    for action in ("status", "passphrase", "recovery"):
        done = sealed("encryption", action)
        assert (done.status, done.out) == (1, "")
        assert "its key file" in done.err and "is missing" in done.err


def test_the_passphrase_can_be_changed(sealed: SealedLine) -> None:
    with Session("--home", str(sealed.home), "encryption", "passphrase") as session:
        session.wait("Passphrase or recovery key:").type(f"{PASSPHRASE}\r")
        session.wait("     Passphrase:").type(f"{NEW}\r").wait("Once more:").type(f"{NEW}\r")
        assert session.ended() == 0
        assert "The passphrase is changed." in session.text
    assert wraps_of(sealed.home).by_passphrase(NEW) == KEY
    assert sealed("list").status == 1
    copy = KeyFile.read(sealed.home / "backups" / key_file.NAME)
    assert copy == wraps_of(sealed.home)


@pytest.mark.parametrize("action", ["passphrase", "recovery"])
def test_leaving_a_change_changes_nothing(sealed: SealedLine, action: str) -> None:
    before = (sealed.home / key_file.NAME).read_bytes()
    with Session("--home", str(sealed.home), "encryption", action) as session:
        session.wait("Passphrase or recovery key:").type(f"{PASSPHRASE}\r")
        session.wait("     Passphrase:" if action == "passphrase" else "last group")
        assert leave(session) == 130
        assert session.echoes
    assert (sealed.home / key_file.NAME).read_bytes() == before


def test_a_new_recovery_key_takes_the_place_of_the_former(sealed: SealedLine) -> None:
    with Session("--home", str(sealed.home), "encryption", "recovery") as session:
        session.wait("Passphrase or recovery key:").type(f"{PASSPHRASE}\r")
        written = shown_key(session)
        session.type(f"{written[-4:]}\r")
        assert session.ended() == 0
        assert "The recovery key is changed." in session.text and written not in session.text
    assert wraps_of(sealed.home).by_recovery(written) == KEY


@pytest.mark.parametrize("action", ["passphrase", "recovery"])
def test_a_change_without_a_terminal_says_what_to_do(sealed: SealedLine, action: str) -> None:
    done = sealed("encryption", action)
    assert done.status == 1 and "run it in a terminal" in done.err


def test_the_keyring_is_added_and_a_passphrase_of_its_own_takes_it_out(sealed: SealedLine) -> None:
    keyring.set_keyring(safe := Safe())
    assert "keyring opens the store" in sealed("encryption", "keyring").out
    assert "opens the store already" in sealed("encryption", "keyring").err
    assert wraps_of(sealed.home).ways == {"keyring", "passphrase"} and len(safe.held) == 1
    assert CommandLine.__call__(sealed, "list").status == 0
    (sealed.home / "settings.toml").write_text('encryption = "passphrase"\n', "utf-8")
    with Session("--home", str(sealed.home), "encryption", "passphrase") as session:
        session.wait("does not hold the key").wait("recovery key:").type(f"{PASSPHRASE}\r")
        session.wait("     Passphrase:").type(f"{NEW}\r").wait("Once more:").type(f"{NEW}\r")
        assert session.ended() == 0
    assert wraps_of(sealed.home).ways == {"passphrase"}


def test_no_keyring_is_told(sealed: SealedLine) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # it has no types
    done = sealed("encryption", "keyring")
    assert done.status == 2 and "has no keyring that is open" in done.err
    assert wraps_of(sealed.home).ways == {"passphrase"}


def test_off_needs_the_settings_and_leaves_no_key(sealed: SealedLine) -> None:
    keyring.set_keyring(safe := Safe())
    sealed("encryption", "keyring")
    sealed("backup")
    done = sealed("encryption", "off")
    assert done.status == 2 and 'put encryption = "off" into' in done.err
    assert not is_plain(sealed.home / "store.db")
    without_encryption(sealed.home)
    assert "NOT encrypted any more" in sealed("encryption", "off").out
    assert is_plain(sealed.home / "store.db")
    assert is_plain(sealed.home / "backups" / "000001-hand.db")
    assert not {name for name in files_of(sealed.home) if name.endswith(".key")}
    assert not safe.held and secret_store.has_safe()
    assert "Testa Example" in sealed("list").out
    assert "the settings say so" in sealed("encryption").out
    assert 'encryption = "off"' in sealed("encryption", "on").err


def test_off_keeps_the_key_while_a_backup_is_left_encrypted(sealed: SealedLine) -> None:
    sealed("backup")
    sealed("backup")
    bad = sealed.home / "backups" / "000002-hand.db"
    damage(bad)
    without_encryption(sealed.home)
    done = sealed("encryption", "off")
    assert "The store is NOT encrypted any more. These backups still are" in done.out
    assert str(bad) in done.out and "The key is kept" in done.err
    assert is_plain(sealed.home / "backups" / "000001-hand.db") and not is_plain(bad)
    assert wraps_of(sealed.home).by_passphrase(PASSPHRASE) == KEY
    assert "Testa Example" in sealed("list").out
    bad.unlink()
    assert "NOT encrypted any more" in sealed("encryption", "off").out
    assert not {name for name in files_of(sealed.home) if name.endswith(".key")}


def test_on_names_the_backups_that_it_could_not_encrypt(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Store.open(home) as store:
        book(store)
        bad = approve(store.back_up("hand"))
    bad.write_bytes(bad.read_bytes()[:4096] + b"\xff" * 4096)
    with Session("--home", str(home), "encryption", "on") as session:
        session.wait("Passphrase:").type(f"{NEW}\r").wait("Once more:").type(f"{NEW}\r")
        session.type(f"{shown_key(session)[-4:]}\r")
        assert session.ended() == 0
        assert "These backups are NOT" in session.text and bad.name in session.text
        assert "and its backups are encrypted" not in session.text


def test_on_encrypts_what_the_settings_had_left_plain(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Store.open(home) as store:
        book(store)
    with Session("--home", str(home), "encryption", "on") as session:
        session.wait("Passphrase:").type(f"{NEW}\r").wait("Once more:").type(f"{NEW}\r")
        written = shown_key(session)
        session.type(f"{written[-4:]}\r")
        assert session.ended() == 0
        assert "The store and its backups are encrypted." in session.text
    assert not is_plain(home / "store.db")
    assert wraps_of(home).by_recovery(written) == wraps_of(home).by_passphrase(NEW)
