"""The devices whose results an organisation takes: their public keys, one on a line."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from pathlib import Path

from data.hub.errors import WrongAddress
from data.standards.bounds import Unbounded, read_bounded

_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
_MOST = 1_000_000
"""Bytes of a list of devices: some ten thousand lines with who has each."""


@functools.lru_cache(maxsize=10_000)
def device_name(public_key: str) -> str:
    """Return the name that follows from a device's public key, as `DeviceKey.name` is made.

    Args:
        public_key: Ed25519, 43 characters of base64url without padding.
    """
    raw = base64.urlsafe_b64decode(public_key + "=")
    return hashlib.sha256(raw).hexdigest()[:16]


def read_devices(path: Path) -> frozenset[str]:
    """Read a list of devices: a public key on each line, what follows a `#` is a remark.

    Args:
        path: The file.

    Raises:
        WrongAddress: It cannot be read, or one of its lines is no key.
    """
    try:
        lines = read_bounded(path, _MOST).decode("utf-8-sig").splitlines()
    except (OSError, Unbounded, UnicodeDecodeError) as error:
        raise WrongAddress(
            f"The list of devices {path} cannot be read. Name a text file with one public key on "
            "each line."
        ) from error
    keys = [line.partition("#")[0].strip() for line in lines]
    for number, key in enumerate(keys, 1):
        if key and not _KEY.fullmatch(key):
            raise WrongAddress(
                f"Line {number} of {path} is no public key: it needs 43 letters, digits, - and _. "
                "Put a # before a remark."
            )
    return frozenset(key for key in keys if key)
