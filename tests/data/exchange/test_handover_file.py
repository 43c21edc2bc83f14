"""A sealed file opens by its own passphrase, and by nothing else; any change in it is told."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from data.exchange.errors import FolderMissing
from data.exchange.handover_errors import (
    HandoverDamaged,
    HandoverError,
    HandoverNewer,
    Misheard,
    NotAHandover,
    WrongPassphrase,
)
from data.exchange.handover_file import read_sealed, refuse_damaged, seal, unseal, write_sealed
from data.exchange.spoken_key import new_spoken_key

KEY, CONTENTS = new_spoken_key(), b"she compared three quotes " * 40
SEALED = seal(CONTENTS, KEY)


def forged(sealed: bytes, place: int) -> bytes:
    """Return a file in which somebody changed a byte, and made the checksum fit."""
    body = bytearray(sealed[:-32])
    body[place] ^= 1
    return bytes(body) + hashlib.sha256(body).digest()


def test_it_opens_by_its_passphrase_and_holds_nothing_that_can_be_read() -> None:
    assert unseal(SEALED, KEY.lower().replace("-", " ")) == CONTENTS
    assert b"quotes" not in SEALED
    assert seal(CONTENTS, KEY) != SEALED


def test_to_guess_a_passphrase_takes_64_mib_and_three_passes_each_time() -> None:
    opening, rest = SEALED[:43], SEALED[43:-32]  # heading, salt and nonce; without the digest
    dear = Argon2id(salt=opening[15:31], length=32, iterations=3, lanes=4, memory_cost=64 * 1024)
    key = dear.derive(KEY.encode())
    assert AESGCM(key).decrypt(opening[31:], rest, opening) == CONTENTS


def test_each_changed_byte_is_told_before_a_passphrase_is_tried() -> None:
    for place in [*range(120), *range(120, len(SEALED), 13)]:
        changed = bytearray(SEALED)
        changed[place] ^= 1 << place % 8
        with pytest.raises(HandoverDamaged, match="not copied whole"):
            refuse_damaged(bytes(changed))


def test_what_was_cut_off_or_grew_is_told() -> None:
    for length in [*range(120), *range(120, len(SEALED), 13)]:
        with pytest.raises(HandoverDamaged):
            refuse_damaged(SEALED[:length])
    with pytest.raises(HandoverDamaged):
        refuse_damaged(SEALED + b"\n")


@pytest.mark.parametrize("place", [20, 40, 60, -40])  # salt, nonce, text, tag
def test_a_forged_file_does_not_open(place: int) -> None:
    with pytest.raises(WrongPassphrase):
        unseal(forged(SEALED, place), KEY)


def test_a_file_of_a_newer_program_says_so() -> None:
    body = SEALED[:-32].replace(b"epa-handover-1", b"epa-handover-2")
    with pytest.raises(HandoverNewer, match="Update epa_tui"):
        unseal(body + hashlib.sha256(body).digest(), KEY)


def test_a_wrong_passphrase_and_a_misheard_one_are_told_apart() -> None:
    with pytest.raises(WrongPassphrase, match="of another file"):
        unseal(SEALED, new_spoken_key())
    with pytest.raises(Misheard):
        unseal(SEALED, KEY[:-1])


def test_a_file_is_written_whole_for_its_owner_and_over_no_other(tmp_path: Path) -> None:
    paths = {write_sealed(tmp_path, "sitting-0", 41, SEALED) for _ in range(2)}
    assert len(paths) == 2 and {*tmp_path.iterdir()} == paths
    for path in paths:
        assert path.name.startswith("sitting-0-41-") and path.suffix == ".handover"
        assert path.stat().st_mode & 0o777 == 0o600
        assert read_sealed(path) == SEALED
    with pytest.raises(FolderMissing):
        write_sealed(tmp_path / "none", "sitting-0", 41, SEALED)


def test_what_is_no_handover_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "photo.handover").write_bytes(b"\x89PNG")
    os.mkfifo(tmp_path / "pipe.handover")
    for name in ("photo.handover", "pipe.handover", "nothing.handover"):
        with pytest.raises(NotAHandover, match="the other laptop wrote"):
            read_sealed(tmp_path / name)
    with pytest.raises((HandoverError, FolderMissing)):
        read_sealed(tmp_path / "none" / "x.handover")
