"""The sealed file in which a sitting goes to another laptop: only its passphrase opens it.

A heading, salt and nonce, the contents (AES-256-GCM under a key that Argon2id makes of the
passphrase; the heading is authenticated with them), and a SHA-256 of it all, which tells a damaged
file from a wrong passphrase. The number in the heading stands for all of that.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path

from data.exchange.folder import clear_leftovers, publish, told
from data.exchange.handover_errors import (
    HandoverDamaged,
    HandoverNewer,
    HandoverTooLong,
    NotAHandover,
    WrongPassphrase,
)
from data.exchange.open_folder import OpenFolder
from data.exchange.spoken_key import as_typed

SUFFIX = ".handover"
"""How the name of such a file ends."""

LARGEST = 64 * 1024 * 1024
"""Most bytes of a file that is read: a sitting of a day has some 1 MB."""

_ANY, _HEADING = b"epa-handover-", b"epa-handover-1\n"
_SALT, _NONCE, _DIGEST, _KEY = 16, 12, 32, 32
_MOST_AROUND = 1024
"""Bytes that heading, salt, nonce and digests need at most."""

_MEMORY_KIB, _PASSES, _LANES = 65_536, 3, 4
"""Cost of trying one passphrase: 64 MiB and some 0.1 s, as for the key of a store."""


def seal(contents: bytes, passphrase: str) -> bytes:
    """Return the bytes of a file that only the passphrase opens.

    Args:
        contents: What goes to the other laptop.
        passphrase: What `data.exchange.spoken_key.new_spoken_key` made.

    Raises:
        HandoverTooLong: No laptop would read so large a file.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(contents) > LARGEST - _MOST_AROUND:
        raise HandoverTooLong

    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    opening = _HEADING + salt + nonce
    sealed = opening + AESGCM(_stretched(passphrase, salt)).encrypt(nonce, contents, opening)
    return sealed + hashlib.sha256(sealed).digest()


def unseal(sealed: bytes, typed: str) -> bytes:
    """Return the contents of a file.

    Args:
        sealed: Its bytes, of `read_sealed`.
        typed: The passphrase, however it was typed.

    Raises:
        HandoverError: It is damaged or a newer one, or the passphrase is misheard or another's.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    refuse_damaged(sealed)
    passphrase = as_typed(typed)
    start = len(_HEADING) + _SALT
    salt, nonce = sealed[len(_HEADING) : start], sealed[start : start + _NONCE]
    opening, rest = sealed[: start + _NONCE], sealed[start + _NONCE : -_DIGEST]
    try:
        return AESGCM(_stretched(passphrase, salt)).decrypt(nonce, rest, opening)
    except InvalidTag as error:
        raise WrongPassphrase from error


def refuse_damaged(sealed: bytes) -> None:
    """Refuse what is not to the last bit as it was made; no passphrase is needed.

    Raises:
        HandoverNewer: A newer epa_tui made it.
        HandoverDamaged: It was changed, or is not whole.
    """
    body, digest = sealed[:-_DIGEST], sealed[-_DIGEST:]
    if hashlib.sha256(body).digest() != digest:
        raise HandoverDamaged
    if not body.startswith(_HEADING):
        raise HandoverNewer
    if len(body) < len(_HEADING) + _SALT + _NONCE + 16:
        raise HandoverDamaged


def read_sealed(path: Path) -> bytes:
    """Return the bytes of a file that another laptop wrote.

    Raises:
        NotAHandover: There is no such file, or it is something else.
        data.exchange.errors.NotWritten: Its folder is not there, or cannot be read.
    """
    with told(path.parent), OpenFolder.opened(path.parent) as opened:
        try:
            sealed = opened.read(path.name, LARGEST)
        except FileNotFoundError as error:
            raise NotAHandover(path) from error
    if sealed is None or not sealed.startswith(_ANY):
        raise NotAHandover(path)
    return sealed


def write_sealed(folder: Path, sitting: str, seq: int, sealed: bytes) -> Path:
    """Write a file into a folder, whole or not at all, under a name that no other file has.

    Args:
        folder: For example a memory stick.
        sitting: Id of the sitting.
        seq: Number of the last entry in it.
        sealed: Its bytes.

    Returns:
        Where it is: durable, and read back.

    Raises:
        data.exchange.errors.NotWritten: The folder refuses; the sentence says what to do.
    """
    start = f"{sitting}-{seq}"
    name = f"{start}-{secrets.token_hex(2)}{SUFFIX}"
    with told(folder), OpenFolder.opened(folder) as opened:
        clear_leftovers(opened, rf"{re.escape(start)}-[0-9a-f]{{4}}{re.escape(SUFFIX)}")
        publish(opened, [(name, sealed)])
    return folder / name


def _stretched(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    made = Argon2id(
        salt=salt, length=_KEY, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB
    )
    return made.derive(passphrase.encode())
