"""The signed head of a record: what stands outside of the laptop and shows a record made anew.

Whoever can write to the store can also make a chain that fits from any entry on. A head that was
signed and has left with a result cannot be made to fit afterwards.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PREFIX = b"epa-head-v1\0"


@dataclass(frozen=True, slots=True)
class SignedHead:
    """What a device says of a record: at this number it had this hash."""

    sitting: str
    """Id of the sitting."""
    seq: int
    hash: str
    device_key: str
    """Public key of the device: Ed25519, base64url without padding."""
    signature: str
    """Over the other fields: base64url without padding."""

    def genuine(self) -> bool:
        """Tell whether the device's key made the signature."""
        try:
            public = Ed25519PublicKey.from_public_bytes(_bytes(self.device_key))
            public.verify(_bytes(self.signature), _message(self.sitting, self.seq, self.hash))
        except (InvalidSignature, ValueError):
            return False
        return True


class DeviceKey:
    """The key that an installation signs with, and the name that follows from it.

    Args:
        secret: 32 random bytes (Ed25519).
    """

    def __init__(self, secret: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(secret)
        raw = self._private.public_key().public_bytes_raw()
        self.public = _text(raw)
        """The public key: base64url without padding."""
        self.name = device_name(self.public)
        """Identifies the device in results."""

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message: 64 bytes, the same at every call (Ed25519)."""
        return self._private.sign(message)

    def sign_head(self, sitting: str, seq: int, head: str) -> SignedHead:
        """Return the signed head of a record.

        Args:
            sitting: Id of the sitting.
            seq: Number of its last entry.
            head: Hash of that entry.
        """
        signature = self.sign(_message(sitting, seq, head))
        return SignedHead(sitting, seq, head, self.public, _text(signature))


def device_name(public: str) -> str:
    """Return the name that follows from a device's public key.

    Args:
        public: Ed25519, base64url without padding.

    Raises:
        ValueError: It is not base64.
    """
    return hashlib.sha256(_bytes(public)).hexdigest()[:16]


def _message(sitting: str, seq: int, head: str) -> bytes:
    return _PREFIX + f"{sitting}\n{seq}\n{head}".encode()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
