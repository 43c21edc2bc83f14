"""One epa_tui for one store: a lock file beside it, which the system lets go when a process dies.

The lock is not on the store itself, because whoever closes any handle of a file drops all locks
that SQLite holds on it. The file names the process, so that the message can.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from data.store.errors import StoreInUse
from data.store.private_files import open_private

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
            os.write(self._opened, str(os.getpid()).encode())

    def release(self) -> None:
        """Let others have the store. Doing it twice is harmless."""
        if self._opened >= 0:
            os.close(self._opened)
            self._opened = -1


def _holder(opened: int) -> int | None:
    """Return the process that a lock file names; None where it names none."""
    text = os.read(opened, 20).decode("ascii", "replace")
    return int(text) if text.isdigit() else None
