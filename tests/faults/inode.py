"""A file as a disk keeps it: what was synced stays, the rest is there after a power cut or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TypeAlias

SECTOR = 512
"""How many bytes a disk writes whole or not at all."""

Change: TypeAlias = "tuple[int, bytes] | int"
"""Bytes written at a place, or a length that the file was cut or grown to."""


@dataclass(eq=False)
class Inode:
    """A file, whatever its names."""

    durable: bytearray = field(default_factory=bytearray)
    waiting: list[Change] = field(default_factory=list)
    """What was not synced, in order."""

    def sync(self) -> None:
        """Make everything durable."""
        for change in self.waiting:
            _apply(self.durable, change)
        self.waiting.clear()

    def after_cut(self, chance: Random) -> bytes:
        """Return what the file may hold after a power cut now.

        Each change is there, is not, or only some of its sectors are; now and then all are, as
        where the system happened to write everything back just before.
        """
        held = bytearray(self.durable)
        everything = chance.random() < 0.2
        for change in self.waiting:
            fate = 0.0 if everything else chance.random()
            if fate < 0.4:
                _apply(held, change)
            elif fate < 0.7 and not isinstance(change, int):
                _tear(held, change, chance)
        return bytes(held)


def _apply(held: bytearray, change: Change) -> None:
    if isinstance(change, int):
        del held[change:]
        held.extend(bytes(change - len(held)))
    else:
        _put(held, *change)


def _put(held: bytearray, place: int, written: bytes) -> None:
    held.extend(bytes(max(0, place - len(held))))
    held[place : place + len(written)] = written


def _tear(held: bytearray, change: tuple[int, bytes], chance: Random) -> None:
    """Write some of the sectors only."""
    place, written = change
    end = place + len(written)
    for start in range(place - place % SECTOR, end, SECTOR):
        first, last = max(start, place), min(start + SECTOR, end)
        if chance.random() < 0.5:
            _put(held, first, written[first - place : last - place])
