"""Entries in batches that the service takes: an array, one entry on a line.

The service's documentation says `32k bytes` without saying of which thousand: the smaller one
holds for both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_ENTRIES = 25
"""How many entries one call may have."""

MOST_BYTES = 31_999
"""How many bytes the body of one call may have."""

_AROUND = len(b"[\n\n]\n")
_BETWEEN = len(b",\n")


@dataclass(frozen=True, slots=True)
class Batch:
    """The body of one call."""

    entries: int
    body: bytes = field(repr=False)


def batches(entries: Iterable[dict[str, Any]]) -> tuple[Batch, ...]:
    """Return the bodies for some entries, in their order, each as full as it may be.

    Args:
        entries: Each of which `fits`.
    """
    return tuple(
        Batch(len(lines), b"[\n" + b",\n".join(lines) + b"\n]\n") for lines in _shared_out(entries)
    )


def fits(entry: dict[str, Any]) -> bool:
    """Tell whether a call may have an entry at all."""
    return _size([_line(entry)]) <= MOST_BYTES


def _shared_out(entries: Iterable[dict[str, Any]]) -> Iterator[list[bytes]]:
    lines: list[bytes] = []
    for entry in entries:
        line = _line(entry)
        if len(lines) == MOST_ENTRIES or _size([*lines, line]) > MOST_BYTES:
            yield lines
            lines = []
        lines.append(line)
    if lines:
        yield lines


def _size(lines: Sequence[bytes]) -> int:
    return _AROUND + sum(map(len, lines)) + _BETWEEN * (len(lines) - 1)


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
