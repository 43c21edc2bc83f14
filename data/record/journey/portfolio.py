"""The pieces of the portfolio: lines of the record, and their state.

Specification, "Portfolio of Evidence Guidance". The portfolio underpins the professional
discussion and is never evidence by itself: nothing in here is graded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from data.record.body import Entry
from data.record.journey.body import Effects, JourneyBody


@dataclass(frozen=True)
class PieceKept(JourneyBody):
    """A piece of the portfolio was listed, or listed anew with what changed."""

    kind: ClassVar[str] = "portfolio-piece"
    number: int
    """As the portfolio numbers it, from 1."""
    title: str
    form: str = ""
    """What it is: the name of a kind in the journey of the standard."""
    link: str = ""
    """Where it lies."""
    ksbs: tuple[str, ...] = ()
    """Codes of the KSBs that it claims."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        claims = " ".join(self.ksbs) or "no KSB"
        return f"Portfolio {self.number}: {self.title} ({self.form}), {claims}"


@dataclass(frozen=True)
class PieceRemoved(JourneyBody):
    """A piece was taken off the list; what it was stays in the record."""

    kind: ClassVar[str] = "portfolio-removed"
    number: int

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"Portfolio {self.number} removed"


@dataclass(frozen=True)
class Portfolio:
    """The pieces of the portfolio."""

    pieces: Mapping[int, PieceKept] = field(default_factory=dict)
    """What is listed, by number, in the order of the numbers."""


def _kept(state: Portfolio, entry: Entry, body: PieceKept) -> Portfolio:
    del entry
    pieces = {**state.pieces, body.number: body}
    return replace(state, pieces=dict(sorted(pieces.items())))


def _removed(state: Portfolio, entry: Entry, body: PieceRemoved) -> Portfolio:
    del entry
    left = {number: piece for number, piece in state.pieces.items() if number != body.number}
    return replace(state, pieces=left)


EFFECTS: Effects = {PieceKept: _kept, PieceRemoved: _removed}
"""What each kind leads to."""
