"""What the assessor does with what was said, as lines of the record: notes moved, tags repeated.

The other kinds are in `data.record.entries`, which also hands on the names from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from data.record.body import Body, Mark


@dataclass(frozen=True)
class RecordingStopped(Body):
    """The recording stands still: what is noted from here on has no time in it."""

    kind: ClassVar[str] = "recording-stopped"


@dataclass(frozen=True)
class NoteShifted(Body):
    """A note belongs to an earlier or later moment than its first key."""

    kind: ClassVar[str] = "note-shifted"
    note: int
    """Sequence number of the note."""
    by_ms: int
    """How far it moves: negative is earlier. What moved it before stays."""


@dataclass(frozen=True)
class TagsRepeated(Body):
    """A note has the tags of an earlier one as well: one key, one entry, one undo."""

    kind: ClassVar[str] = "ditto"
    note: int
    """Sequence number of the note."""
    marks: tuple[Mark, ...] = ()
    """What it is given."""
    like: int = 0
    """Sequence number of the note that they were taken from."""


@dataclass(frozen=True)
class ParkedDropped(Body):
    """What was parked is not to be asked any more: it was answered without being asked."""

    kind: ClassVar[str] = "parked-dropped"
    parked: int
    """Sequence number of the entry that parked it."""
