"""Safes for secrets of the tests' own: one that keeps, and several that fail in their way."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

FILE = "EPA_TUI_TEST_SAFE"
"""Environment variable that names the file of a `FileSafe`."""

IN_A_FILE = {"PYTHON_KEYRING_BACKEND": "tests.epa_tui.safes.FileSafe"}
"""What a child finds in its environment to take a `FileSafe` for the system's."""


class Safe(KeyringBackend):
    """Keeps what it is given."""

    priority = 1.0

    def __init__(self) -> None:
        self.held: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[f"{service}/{username}"] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[f"{service}/{username}"]


class Forgetful(Safe):
    """Says yes, and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return None


class Raising(Safe):
    """Is there, and closed; it raises what no library announces."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("the safe is closed")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("the safe is closed")

    def delete_password(self, service: str, username: str) -> None:
        raise RuntimeError("the safe is closed")


class FileSafe(Safe):
    """Keeps it in a file, so that the next process finds it."""

    def get_password(self, service: str, username: str) -> str | None:
        self._read()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._read()
        super().set_password(service, username, password)
        self._write()

    def delete_password(self, service: str, username: str) -> None:
        self._read()
        super().delete_password(service, username)
        self._write()

    def _read(self) -> None:
        file = Path(os.environ[FILE])
        self.held = json.loads(file.read_text("utf-8")) if file.exists() else {}

    def _write(self) -> None:
        Path(os.environ[FILE]).write_text(json.dumps(self.held), "utf-8")
