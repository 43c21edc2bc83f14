"""The signature of a document: beside it, never in it, so that its address does not depend on it.

A detached JWS whose payload is the document's bytes as they are (RFC 7515, RFC 7797), by the
device's Ed25519 key (RFC 8037). Any JOSE library can check it with the public key that the document
names (`data.record.device_key`).
"""

from __future__ import annotations

import base64
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from data.record.head import DeviceKey

SUFFIX = ".jws"
"""What the name of the file beside a document ends with, in the place of `.json`."""

_LONGEST = 1000
"""Most characters of a signature that are looked at; ours have some 190."""


def sign(body: bytes, device: DeviceKey) -> str:
    """Return the detached JWS of a document: `header..signature`.

    Args:
        body: Its canonical bytes.
        device: The key of the device; its name is the `kid`.
    """
    header = _encoded(
        json.dumps(
            {"alg": "EdDSA", "b64": False, "crit": ["b64"], "kid": device.name},
            separators=(",", ":"),
            sort_keys=True,
        ).encode()
    )
    return f"{header}..{_encoded(device.sign(header.encode() + b'.' + body))}"


def genuine(signature: str, body: bytes, public_key: str) -> bool:
    """Tell whether a device's key made the signature of a document.

    Args:
        signature: Detached JWS, from anywhere.
        body: The bytes of the document.
        public_key: Ed25519, base64url without padding.
    """
    header, empty, made = (*signature.split("."), "", "")[:3]
    if len(signature) > _LONGEST or signature.count(".") != 2 or empty:
        return False
    try:
        if not _as_ours(json.loads(_decoded(header))):
            return False
        key = Ed25519PublicKey.from_public_bytes(_decoded(public_key))
        key.verify(_decoded(made), header.encode("ascii") + b"." + body)
    except (InvalidSignature, ValueError, RecursionError):
        return False
    return True


def _as_ours(header: object) -> bool:
    """Tell whether a header says what ours say: nothing else is taken for a signature."""
    return (
        isinstance(header, dict)
        and header.get("alg") == "EdDSA"
        and header.get("b64") is False
        and header.get("crit") == ["b64"]
    )


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
