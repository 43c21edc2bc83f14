"""A disk of a few megabytes that a test can fill to the last byte."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int = 8) -> Iterator[Path]:
    """Mount an empty disk; the test is skipped where that is not allowed."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs", str(folder)]
    said = subprocess.run(mount, capture_output=True, text=True)
    if said.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {said.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_up(filler: Path) -> None:
    """Take the last byte of the disk."""
    opened = os.open(filler, os.O_CREAT | os.O_WRONLY)
    try:
        for size in (65_536, 4096, 1):
            with contextlib.suppress(OSError):
                while os.write(opened, bytes(size)):
                    pass
    finally:
        os.close(opened)
