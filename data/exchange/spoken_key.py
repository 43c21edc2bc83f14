"""The passphrase of a handover: 70 random bits, made to be read out over the telephone.

Four groups of four from the alphabet of the recovery key, which has no look-alikes; the last two
letters tell a slip of the ear from a wrong passphrase before anything is tried.
"""

from __future__ import annotations

import hashlib
import secrets

from data.exchange.handover_errors import Misheard
from data.store.recovery_key import ALPHABET, grouped

_LETTERS, _CHECK = 14, 2
_READ_AS = str.maketrans("ILOU", "110V")

_SPELLING = (
    *("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "Juliett", "Kilo"),
    *("Mike", "November", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Victor", "Whiskey"),
    *("X-ray", "Yankee", "Zulu"),
)
_SPELLED = {word[0]: word for word in _SPELLING}


def new_spoken_key() -> str:
    """Return a passphrase: four groups of four letters and figures."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(_LETTERS))
    return grouped(letters + _check(letters))


def as_typed(typed: str) -> str:
    """Return a passphrase as it was made, however it was typed.

    Args:
        typed: With or without blanks and hyphens, in either case.

    Raises:
        Misheard: A letter is wrong, missing or too much.
    """
    letters = "".join(typed.split()).replace("-", "").upper().translate(_READ_AS)
    if len(letters) != _LETTERS + _CHECK or not set(letters) <= set(ALPHABET):
        raise Misheard
    if letters[_LETTERS:] != _check(letters[:_LETTERS]):
        raise Misheard
    return grouped(letters)


def spelled(key: str) -> str:
    """Return a passphrase as it is read out: a word for each letter, a comma after each group."""
    groups = (" ".join(_SPELLED.get(letter, letter) for letter in part) for part in key.split("-"))
    return ", ".join(groups)


def _check(letters: str) -> str:
    digest = int.from_bytes(hashlib.sha256(letters.encode()).digest()[:2], "big")
    return "".join(ALPHABET[digest >> (5 * n) & 31] for n in range(_CHECK))
