"""Folders that cost nothing: in memory where the machine has such a place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - the folders in it are made with random names


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a new folder, and remove it afterwards."""
    place = MEMORY if os.access(MEMORY, os.W_OK) else None
    made = Path(tempfile.mkdtemp(prefix="epa-tui-faults-", dir=place)).resolve()
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
