"""The recovery key: 160 random bits as a person writes them down and types them again.

Eight groups of four from an alphabet without look-alikes, and a ninth that tells a slip of the pen
from a wrong key.
"""

from __future__ import annotations

import hashlib
import secrets

from data.store.errors import WrongKey

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U: they are read as 1, 1, 0 and V."""

_GROUPS, _LETTERS = 8, 4
_READ_AS = str.maketrans("ILOU", "110V")


def new_recovery_key() -> str:
    """Return a recovery key, as it is to be written down: nine groups of four letters."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(_GROUPS * _LETTERS))
    return grouped(letters + _check(letters))


def recovery_secret(written: str) -> bytes:
    """Return what a recovery key stands for, however it was typed.

    Args:
        written: With or without blanks and hyphens, in either case.

    Raises:
        WrongKey: A letter is wrong or missing: the last group does not fit.
    """
    letters = "".join(written.split()).replace("-", "").upper().translate(_READ_AS)
    body, check = letters[: _GROUPS * _LETTERS], letters[_GROUPS * _LETTERS :]
    if len(body) != _GROUPS * _LETTERS or not set(letters) <= set(ALPHABET):
        raise WrongKey("recovery key")
    if check != _check(body):
        raise WrongKey("recovery key")
    return body.encode()


def grouped(letters: str) -> str:
    """Return letters in groups of four."""
    return "-".join(letters[n : n + _LETTERS] for n in range(0, len(letters), _LETTERS))


def _check(letters: str) -> str:
    digest = int.from_bytes(hashlib.sha256(letters.encode()).digest()[:4], "big")
    return "".join(ALPHABET[digest >> (5 * n) & 31] for n in range(_LETTERS))
