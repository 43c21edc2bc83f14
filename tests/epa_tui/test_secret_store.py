"""The system's safe: taken where there is one that encrypts, and never relied on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from data.store import key_file
from data.store.key_file import KeyFile
from epa_tui import secret_store
from epa_tui.asking import VARIABLE
from tests.epa_tui.answering import first_run, leave, shown_key
from tests.epa_tui.conftest import SealedLine
from tests.epa_tui.safes import FILE, IN_A_FILE, Forgetful, Raising, Safe
from tests.epa_tui.session import Session
from tests.faults.opening import KEY, OPENS


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Give the system its own safe back."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


class NoSafe(Forgetful):
    """As the library's own for a system without one."""


NoSafe.__module__ = fail.__name__


class PlainFile(Safe):
    """As the backends that write secrets in the clear: what counts is where they come from."""


PlainFile.__module__ = "keyrings.alt.file"


class Several(Safe):
    """As the library's own: asks several, in order."""

    def __init__(self, *backends: KeyringBackend) -> None:
        super().__init__()
        self.backends = backends


def test_a_safe_keeps_and_forgets() -> None:
    keyring.set_keyring(Safe())
    assert secret_store.has_safe()
    secret = secret_store.keep_new("0123")
    assert secret is not None and len(secret) == 32
    assert secret_store.fetch("0123") == secret
    assert secret_store.fetch("4567") is None
    secret_store.forget("0123")
    secret_store.forget("0123")
    assert secret_store.fetch("0123") is None


@pytest.mark.parametrize("backend", [NoSafe(), PlainFile(), Several(PlainFile(), Safe())])
def test_what_keeps_nothing_or_keeps_it_in_the_clear_is_no_safe(backend: KeyringBackend) -> None:
    keyring.set_keyring(backend)
    assert not secret_store.has_safe()


def test_of_several_the_first_counts() -> None:
    keyring.set_keyring(Several(Safe(), NoSafe()))
    assert secret_store.has_safe()


@pytest.mark.parametrize("backend", [NoSafe(), Forgetful(), Raising()])
def test_a_safe_that_does_not_keep_is_noticed_at_once(backend: KeyringBackend) -> None:
    keyring.set_keyring(backend)
    assert secret_store.keep_new("0123") is None
    assert secret_store.fetch("0123") is None
    secret_store.forget("0123")


def test_what_is_no_secret_of_ours_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_password", lambda *_: SimpleNamespace())
    assert secret_store.fetch("0123") is None


@pytest.fixture
def in_a_file(tmp_path: Path) -> dict[str, str]:
    """The environment of a child whose system has a safe."""
    return {**IN_A_FILE, FILE: str(tmp_path / "safe.json")}


def test_with_a_safe_the_first_run_asks_one_question_and_later_ones_none(
    tmp_path: Path, in_a_file: dict[str, str]
) -> None:
    home = tmp_path / "home"
    with Session("--home", str(home), environment=in_a_file) as session:
        written = shown_key(session)
        assert "nothing to type here" in session.text
        session.type(f"{written[-4:]}\r").wait("Nothing is booked").type("q")
        assert session.ended() == 0
    with Session("--home", str(home), "list", environment=in_a_file) as again:
        assert again.ended() == 0
        assert "Passphrase" not in again.text
    (tmp_path / "safe.json").unlink()
    with Session("--home", str(home), "list", environment=in_a_file) as lost:
        lost.wait("does not hold the key of this store").wait("Recovery key:")
        lost.type(f"{written}\r")
        assert lost.ended() == 0


def test_leaving_the_first_run_leaves_nothing_in_the_safe(
    tmp_path: Path, in_a_file: dict[str, str]
) -> None:
    with Session("--home", str(tmp_path / "home"), environment=in_a_file) as session:
        shown_key(session)
        assert len((tmp_path / "safe.json").read_text("utf-8")) > 20
        assert leave(session) == 130
    assert (tmp_path / "safe.json").read_text("utf-8") == "{}"
    assert not (tmp_path / "home").exists()


def test_the_settings_can_refuse_the_safe(tmp_path: Path, in_a_file: dict[str, str]) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "settings.toml").write_text('encryption = "passphrase"\n', "utf-8")
    with Session("--home", str(home), environment=in_a_file) as session:
        session.wait("Choose a passphrase")
    assert not (tmp_path / "safe.json").exists()
    assert first_run(home)


def test_a_safe_that_holds_another_secret_leads_to_the_passphrase(sealed: SealedLine) -> None:
    safe = Safe()
    keyring.set_keyring(safe)
    assert sealed("encryption", "keyring").status == 0
    wraps = KeyFile.read(sealed.home / key_file.NAME)
    assert wraps is not None and wraps.ways == {"keyring", "passphrase"}
    assert wraps.by_secret(secret_store.fetch(wraps.store) or b"") == KEY
    assert "Testa Example" in sealed("list").out
    secret_store.keep_new(wraps.store)
    done = sealed("list")
    assert "Testa Example" in done.out and "does not hold the key" in done.err
    assert set(OPENS) == {VARIABLE}
