"""How the text of an entry is made unreadable for good once its apprentice's key is destroyed.

The chain speaks of ciphertexts, so it stays whole when nobody can read them any more. Every
assessment has a key of its own; the store keeps it, and erasing an apprentice destroys it.
"""

from __future__ import annotations

import os
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from data.record.errors import Unreadable

KEY_BYTES = 32
"""Length of a key: AES-256."""

_CLEAR, _ENCIPHERED = b"\x00", b"\x01"
"""First byte of what is kept: how the rest is to be read."""
_NONCE_BYTES = 12


class Cipher(Protocol):
    """Turns text into what is kept, and back."""

    def encipher(self, text: bytes, place: str) -> bytes:
        """Return what is kept of `text`; `place` is the id of what it belongs to."""

    def decipher(self, kept: bytes, place: str) -> bytes:
        """Return the text again.

        Raises:
            Unreadable: It was made with another key or for another place, or it was changed.
        """


class InClear:
    """Keeps text as it is: for entries without personal data, and where nothing is kept."""

    def encipher(self, text: bytes, place: str) -> bytes:
        """Return `text` with the mark of clear text."""
        return _CLEAR + text

    def decipher(self, kept: bytes, place: str) -> bytes:
        """Return the text again.

        Raises:
            Unreadable: It is enciphered.
        """
        if kept[:1] != _CLEAR:
            raise Unreadable
        return kept[1:]


IN_CLEAR = InClear()
"""The one that keeps text as it is."""


class ApprenticeKey:
    """Enciphers with a key of 32 bytes (AES-256-GCM, a fresh nonce each time).

    Args:
        secret: The key.

    Raises:
        Unreadable: It is shorter or longer.
    """

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise Unreadable
        self._aead = AESGCM(secret)

    def encipher(self, text: bytes, place: str) -> bytes:
        """Return the ciphertext, bound to `place`."""
        nonce = os.urandom(_NONCE_BYTES)
        return _ENCIPHERED + nonce + self._aead.encrypt(nonce, text, place.encode())

    def decipher(self, kept: bytes, place: str) -> bytes:
        """Return the text again; what was kept in clear is returned as it is.

        Raises:
            Unreadable: It was made with another key or for another place, or it was changed.
        """
        if kept[:1] == _CLEAR:
            return kept[1:]
        nonce, rest = kept[1 : 1 + _NONCE_BYTES], kept[1 + _NONCE_BYTES :]
        try:
            if kept[:1] != _ENCIPHERED:
                raise Unreadable
            return self._aead.decrypt(nonce, rest, place.encode())
        except (InvalidTag, ValueError) as error:
            raise Unreadable from error
