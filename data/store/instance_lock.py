"""One epa_tui for one store: a lock file beside it, which the system lets go when a process dies.

The lock is not on the store itself, because whoever closes any handle of a file drops all locks
that SQLite holds on it. The file says where its holder runs, so that the message can.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

from data.store.errors import StoreInUse
from data.store.private_files import open_private

NAME = "store.lock"
"""Name of the file beside the store."""

_MOST = 400
"""Bytes of the file that are read."""

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # beyond the text: a locked stretch cannot be read by others

    def _take(opened: int) -> None:
        os.lseek(opened, _FAR, os.SEEK_SET)
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        os.lseek(opened, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(opened: int) -> None:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


class InstanceLock:
    """Holds the store for this process until released.

    Args:
        path: The lock file; it stays when the lock is released, and says nothing by itself.
    """

    def __init__(self, path: Path) -> None:
        self._opened = open_private(path)
        try:
            _take(self._opened)
        except OSError as error:
            holder = _holder(self._opened)
            os.close(self._opened)
            raise StoreInUse(holder) from error
        # On a full disk nobody learns who holds it; held it is all the same.
        with contextlib.suppress(OSError):
            os.ftruncate(self._opened, 0)
            os.write(self._opened, _here().encode())

    def release(self) -> None:
        """Let others have the store. Doing it twice is harmless."""
        if self._opened >= 0:
            os.close(self._opened)
            self._opened = -1


def _here() -> str:
    """Return where this process runs, in words."""
    since = time.strftime("%H:%M on %d %b")
    return f"process {os.getpid()} on {_machine()}{_terminal()}, since {since}"


def _machine() -> str:
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def _terminal() -> str:
    try:
        return f", terminal {os.ttyname(0)}"
    except (OSError, AttributeError):
        return ""


def _holder(opened: int) -> str:
    """Return where the holder runs, as the lock file says; empty where it says nothing."""
    text = os.read(opened, _MOST).decode("utf-8", "replace")
    return text if text.isprintable() else ""
