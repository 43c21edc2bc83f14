"""Asks the keyring for the key of a store in a process of its own, while the screens are loaded.

What lies behind a keyring takes a third as long to load as all the rest of the start. The key comes
back through a pipe; where anything goes wrong, nothing comes, and it is asked for again in here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cached_property
from pathlib import Path

from data.store import key_file
from data.store.errors import StoreError
from data.store.key_file import KeyFile
from epa_tui.asking import VARIABLE

_KEY_BYTES = 32
_CHILD = "import sys; sys.path[:] = sys.argv[2:]; from epa_tui.early_key import main; main()"
"""The other process looks for its modules where this one does, and nowhere else."""


class EarlyKey:
    """The key of a store, on its way.

    Args:
        home: The folder of the store.
    """

    def __init__(self, home: Path) -> None:
        self._asked = subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable, "-P", "-c", _CHILD, str(home), *sys.path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if name != VARIABLE},
        )

    @cached_property
    def key(self) -> bytes | None:
        """The key, waited for; None where the keyring does not open the store."""
        key, _ = self._asked.communicate()
        return key if len(key) == _KEY_BYTES else None

    def end(self) -> None:
        """Wait for nothing any more."""
        if self._asked.returncode is None:
            self._asked.kill()
            self._asked.communicate()


def ask_early(home: Path) -> EarlyKey | None:
    """Begin to ask the keyring, where the key's file says that it opens the store."""
    try:
        wraps = KeyFile.read(home / key_file.NAME)
        if wraps is not None and key_file.KEYRING in wraps.ways:
            return EarlyKey(home)
    except (StoreError, OSError):
        return None  # whoever opens the store says what is wrong
    return None


def main() -> None:
    """Write the key of the store that is named to the standard output; nothing where it fails."""
    from epa_tui import secret_store

    wraps = KeyFile.read(Path(sys.argv[1]) / key_file.NAME)
    secret = secret_store.fetch(wraps.store) if wraps else None
    if wraps and secret:
        sys.stdout.buffer.write(wraps.by_secret(secret))
