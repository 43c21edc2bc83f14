"""The keyring is asked in a process of its own; whatever goes wrong there, the start goes on."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from data.store.key_file import NAME, KeyFile
from epa_tui.asking import VARIABLE
from epa_tui.early_key import EarlyKey, ask_early
from epa_tui.secret_store import SERVICE
from tests.epa_tui.safes import FILE, IN_A_FILE

KEY = bytes(range(32))
IN_THE_SAFE = base64.b64encode(bytes(range(32, 64))).decode()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose key a keyring opens, and a keyring that child processes find."""
    wraps = KeyFile.new().with_secret(KEY, base64.b64decode(IN_THE_SAFE))
    (tmp_path / "home").mkdir()
    wraps.write(tmp_path / "home" / NAME)
    safe = tmp_path / "safe.json"
    safe.write_text(json.dumps({f"{SERVICE}/{wraps.store}": IN_THE_SAFE}), "utf-8")
    monkeypatch.setenv(FILE, str(safe))
    for name, value in IN_A_FILE.items():
        monkeypatch.setenv(name, value)
    return tmp_path / "home"


def test_the_key_comes_from_the_keyring(home: Path) -> None:
    early = ask_early(home)
    assert early is not None
    assert early.key == KEY
    early.end()


def test_another_secret_in_the_keyring_gives_none(home: Path) -> None:
    KeyFile.new().with_secret(KEY, b"another secret, as long as 32 by").write(home / NAME)
    early = ask_early(home)
    assert early is not None
    assert early.key is None


def test_a_store_that_a_passphrase_opens_does_not_wait_for_a_keyring(home: Path) -> None:
    KeyFile.new().with_passphrase(KEY, "four invented words").write(home / NAME)
    assert ask_early(home) is None


@pytest.mark.parametrize("content", [None, b"no key file"])
def test_what_is_wrong_is_left_to_whoever_opens_the_store(
    home: Path, content: bytes | None
) -> None:
    (home / NAME).unlink()
    if content:
        (home / NAME).write_bytes(content)
    assert ask_early(home) is None


def test_whoever_does_not_wait_ends_it(home: Path) -> None:
    early = EarlyKey(home)
    early.end()
    early.end()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_the_other_process_does_not_get_the_passphrase(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "a passphrase of the tests")
    early = EarlyKey(home)
    try:
        environment = Path(f"/proc/{early._asked.pid}/environ").read_bytes()
    finally:
        early.end()
    assert b"a passphrase of the tests" not in environment
