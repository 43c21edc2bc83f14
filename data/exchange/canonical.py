"""The bytes of a document, and their address.

The same document has the same bytes everywhere (RFC 8785), so that a hash can speak of it.
"""

from __future__ import annotations

import hashlib
from typing import Any

from data.exchange.errors import NotCanonical


def canonical(document: dict[str, Any]) -> bytes:
    """Return the canonical JSON of a document (RFC 8785), in UTF-8.

    Raises:
        NotCanonical: It holds a number beyond 2^53, one that is not finite, or half a character.
    """
    import rfc8785  # here: only an export pays for it

    try:
        return rfc8785.dumps(document)
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise NotCanonical from error


def address(body: bytes) -> str:
    """Return the address of a document: the SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()
