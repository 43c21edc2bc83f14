"""Flips single bits of files, and tells whether the program notices."""

from __future__ import annotations

import os
import random
from pathlib import Path

from data.record.errors import RecordError
from data.store.backup import check, remove_copy
from data.store.errors import StoreError
from data.store.store import Store

FLIPS = int(os.environ.get("EPA_TUI_FLIPS", "30"))
"""How many bits are flipped in one test; the figures in the documents come from more."""


def flip(path: Path, bit: int) -> None:
    """Flip one bit of a file that nobody has open; twice is harmless."""
    with path.open("r+b") as file:
        file.seek(bit // 8)
        byte = file.read(1)[0]
        file.seek(bit // 8)
        file.write(bytes([byte ^ (1 << bit % 8)]))


def some_bits(path: Path, count: int = FLIPS, seed: int = 1) -> list[int]:
    """Return bits of a file, anywhere."""
    return random.Random(seed).sample(range(path.stat().st_size * 8), count)


def noticed(home: Path, key: bytes | None) -> bool:
    """Tell whether opening the store, or copying it and checking the copy, finds it damaged."""
    copy = None
    try:
        with Store.open(home, key) as store:
            copy = store.back_up("hand")
        check(copy, key)
    except (StoreError, RecordError):
        return True
    finally:
        if copy is not None:
            remove_copy(copy)
    return False
