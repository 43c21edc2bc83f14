"""Space that is given up when the disk is full, so that the sitting can be finished.

A file of random bytes beside the store: a file of nulls would take no space on some disks.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from data.store.errors import StoreError
from data.store.private_files import write_private

NAME = "ballast"
"""Name of the file beside the store."""

BALLAST_BYTES = 8 * 1024 * 1024
"""Room for more than any sitting writes: 500 notes take less than 1 MB."""

_ROOM_FOR_IT = 4
"""The disk must have this many times as much free before the ballast is laid again."""


class Ballast:
    """The reserve of a store.

    Args:
        folder: The folder of the store.
        size: Bytes to hold in reserve.
    """

    def __init__(self, folder: Path, size: int = BALLAST_BYTES) -> None:
        self._path, self.size = folder / NAME, size

    @property
    def there(self) -> bool:
        """True while the reserve is whole."""
        try:
            return self._path.stat().st_size == self.size
        except OSError:
            return False

    def lay(self) -> bool:
        """Hold the space in reserve, where the disk has room; return whether it is held."""
        if self.there:
            return True
        try:
            if shutil.disk_usage(self._path.parent).free < _ROOM_FOR_IT * self.size:
                return False
            write_private(self._path, os.urandom(self.size))
        except (OSError, StoreError):
            return False
        return True

    def give_up(self) -> bool:
        """Give the space back to the disk; return False where there was none."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True
