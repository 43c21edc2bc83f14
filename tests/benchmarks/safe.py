"""The key of the measured stores, and a keyring that holds it: what a real start pays is in it."""

from __future__ import annotations

import base64
from pathlib import Path

from keyring.backend import KeyringBackend

from data.store.key_file import NAME, KeyFile
from data.store.store import Store

KEY = bytes(range(32))
_SECRET = bytes(range(32, 64))

ENVIRONMENT = {"PYTHON_KEYRING_BACKEND": f"{__name__}.FixedSafe"}
"""What lets a measured program find this keyring."""


class FixedSafe(KeyringBackend):
    """A keyring that holds the one secret of these measurements."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str:
        """Return the secret, whatever store asks."""
        return base64.b64encode(_SECRET).decode()

    def set_password(self, service: str, username: str, password: str) -> None:
        """Refuse: a measured program only fetches; one that keeps would measure something else.

        Raises:
            NotImplementedError: Always.
        """
        raise NotImplementedError


def encrypted(home: Path) -> Store:
    """Open an encrypted store whose key this keyring opens, made where it is missing."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (home / NAME).exists():
        KeyFile.new().with_secret(KEY, _SECRET).write(home / NAME)
    return Store.open(home, KEY)
