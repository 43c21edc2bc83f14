"""What happens around the phases, as lines of the record: read out, looked at, waited, adjourned.

The other kinds are in `data.record.entries`, which registers these as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from data.record.body import Body


@dataclass(frozen=True)
class LineRead(Body):
    """One paragraph of a script was read out to the apprentice."""

    kind: ClassVar[str] = "line-read"
    script: str
    """`preamble`, `closing` or `no-show`."""
    line: int
    """Which paragraph, from 1."""
    of: int
    """How many paragraphs the script had."""
    text: str
    """Its words as they were read, everything filled in."""


@dataclass(frozen=True)
class RoomTicked(Body):
    """One line of the room checklist was answered; never with a number of a document."""

    kind: ClassVar[str] = "room"
    name: str
    ok: bool
    question: str = ""
    """What was asked: the organisation may word it in its own way."""


@dataclass(frozen=True)
class WaitBegan(Body):
    """The apprentice is not there: the clock of the no-show routine counts."""

    kind: ClassVar[str] = "wait-began"
    waited_ms: int = 0
    """How long the apprentice was late already; negative before the booked time."""


@dataclass(frozen=True)
class WaitStep(Body):
    """One step of the no-show routine was done: somebody was phoned, written to or told."""

    kind: ClassVar[str] = "wait-step"
    step: str


@dataclass(frozen=True)
class Arrived(Body):
    """The apprentice came after all: the no-show routine is over."""

    kind: ClassVar[str] = "arrived"
    late_ms: int
    """How late it was, in milliseconds."""


@dataclass(frozen=True)
class Adjourned(Body):
    """The sitting stops here and goes on another time, with the time that is left."""

    kind: ClassVar[str] = "adjourned"
    reason: str


@dataclass(frozen=True)
class TakenUp(Body):
    """The sitting goes on where it was adjourned."""

    kind: ClassVar[str] = "taken-up"
