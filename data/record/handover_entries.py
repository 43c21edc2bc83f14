"""A sitting that goes from one laptop to another, as lines of the record.

The laptop that gives says so before the file leaves; the one that takes says where it goes on. The
other kinds are in `data.record.entries`, which also hands on the names from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from data.record.body import Body


@dataclass(frozen=True)
class HandedOver(Body):
    """The sitting was given to another laptop: here nothing is added any more."""

    kind: ClassVar[str] = "handed-over"
    reason: str
    note: str = ""
    """What the assessor who takes it has to know."""
    device: str = ""
    """Name of the device that gives it."""


@dataclass(frozen=True)
class TakenOver(Body):
    """The sitting goes on here, on the laptop that took it."""

    kind: ClassVar[str] = "taken-over"
    device: str
    """Name of the device that took it."""
    giver: str = ""
    """Name of the device that gave it."""
    head: str = ""
    """Hash of the last entry in the file that was taken."""
    handed_at: int = 0
    """When that entry was made: UTC, milliseconds since 1970, by the clock of the giver."""
    assessor: str = ""
    """Who goes on; empty where it is the same person."""


@dataclass(frozen=True)
class TakenBack(Body):
    """The laptop that gave the sitting goes on itself: where the file was taken, there are two."""

    kind: ClassVar[str] = "taken-back"
    reason: str
    device: str = ""
    """Name of the device."""
