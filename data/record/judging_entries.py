"""What is judged, said to the apprentice, signed and taken back, as lines of the record.

The other kinds are in `data.record.entries`, which also hands on the names from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from data.record.body import Body


@dataclass(frozen=True)
class Judged(Body):
    """Met or not met, for one descriptor."""

    kind: ClassVar[str] = "judgement"
    code: str
    met: bool | None
    """None takes a judgement back."""
    rationale: str = ""
    notes: tuple[int, ...] = ()
    """Sequence numbers of the notes that support it."""


@dataclass(frozen=True)
class NoteSetAside(Body):
    """A note was looked at and supports nothing."""

    kind: ClassVar[str] = "set-aside"
    note: int
    reason: str = ""


@dataclass(frozen=True)
class FeedbackGiven(Body):
    """Feedback for the apprentice on one descriptor, or on the whole with an empty code."""

    kind: ClassVar[str] = "feedback"
    code: str
    text: str


@dataclass(frozen=True)
class Sealed(Body):
    """The assessor signed the sitting off."""

    kind: ClassVar[str] = "sealed"
    grade: str
    declaration: str = ""


@dataclass(frozen=True)
class Reopened(Body):
    """The seal was broken, for a reason."""

    kind: ClassVar[str] = "reopened"
    reason: str


@dataclass(frozen=True)
class Withdrawn(Body):
    """The result that was sealed is taken back, for a reason; the seal stays until it is broken."""

    kind: ClassVar[str] = "withdrawn"
    reason: str
