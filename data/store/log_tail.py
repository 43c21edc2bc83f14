"""Notices commits that were in SQLite's log and can no longer be read.

SQLite takes a frame of its log whose checksum does not fit for the end of the log, without a
word. After a kill nothing complete lies behind that end; where a whole commit does, bits were
changed, or the power failed before the disk had what it had acknowledged.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_HEADER, _FRAME_HEADER = 32, 24
_SUMMED = 24
"""Bytes of the header that its checksum covers."""


def lost_commits(log: Path, page_size: int, readable_frames: int) -> int:
    """Return how many commits lie behind the readable end of a log.

    Args:
        log: The log's file (`store.db-wal`), not written to since it was opened.
        page_size: Bytes of a page.
        readable_frames: How many frames SQLite could read.
    """
    try:
        with log.open("rb") as file:
            header = file.read(_HEADER)
            step = _FRAME_HEADER + page_size
            frames = (log.stat().st_size - _HEADER) // step
            heads = []
            for frame in range(max(0, frames)):
                file.seek(_HEADER + frame * step)
                heads.append(file.read(_FRAME_HEADER))
    except OSError:
        return 0
    if not heads:
        return 0
    # Where the header itself is damaged, the frames still agree about whose they are.
    salts = header[16:24] if _fits(header) else heads[0][8:16]
    behind = (head for head in heads[readable_frames:] if _alike(head[8:16], salts))
    # The size of the database stands in the last frame of a commit only.
    return sum(int.from_bytes(head[4:8], "big") > 0 for head in behind)


def _alike(found: bytes, salts: bytes) -> bool:
    """Tell whether a frame is of this log: a bit of its salts may be what was changed.

    Those of the log before differ in their second half, which is random.
    """
    changed = int.from_bytes(found, "big") ^ int.from_bytes(salts, "big")
    return changed.bit_count() <= 1


def _fits(header: bytes) -> bool:
    """Tell whether the checksum of a log's header is right (SQLite file format, section 4.2)."""
    if len(header) < _HEADER:
        return False
    order: Literal["big", "little"] = "big" if header[3] & 1 else "little"
    first = second = 0
    for place in range(0, _SUMMED, 8):
        low = int.from_bytes(header[place : place + 4], order)
        high = int.from_bytes(header[place + 4 : place + 8], order)
        first = (first + low + second) & 0xFFFFFFFF
        second = (second + high + first) & 0xFFFFFFFF
    return header[24:32] == first.to_bytes(4, "big") + second.to_bytes(4, "big")
