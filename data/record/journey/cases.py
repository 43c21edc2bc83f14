"""Complaints and appeals: two small machines in the style of that of the assessment.

    received ─▶ acknowledged ─▶ investigating ─▶ upheld | not upheld ─▶ closed
    lodged ─▶ accepted ─▶ under review ─▶ upheld | not upheld ─▶ closed
    lodged ─▶ out of time ─▶ closed

Both can be taken back until they are decided. Drawn in docs/journey/states.md from these tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from data.record.journey.machine import Move

RECEIVED, ACKNOWLEDGED, INVESTIGATING = "received", "acknowledged", "investigating"
LODGED, ACCEPTED, OUT_OF_TIME, REVIEWED = "lodged", "accepted", "out of time", "under review"
UPHELD, NOT_UPHELD, CLOSED, TAKEN_BACK = "upheld", "not upheld", "closed", "taken back"

ACKNOWLEDGE, INVESTIGATE = "acknowledge", "investigate"
ACCEPT, REFUSE_LATE, REVIEW = "accept", "out-of-time", "review"
UPHOLD, REJECT, CLOSE, TAKE_BACK = "uphold", "not-uphold", "close", "take-back"

DECISIONS: Final = frozenset({UPHOLD, REJECT})
"""Moves that decide."""

COMPLAINT_MOVES: Final = (
    Move(ACKNOWLEDGE, RECEIVED, ACKNOWLEDGED),
    Move(INVESTIGATE, ACKNOWLEDGED, INVESTIGATING),
    Move(UPHOLD, INVESTIGATING, UPHELD),
    Move(REJECT, INVESTIGATING, NOT_UPHELD),
    *(Move(CLOSE, before, CLOSED) for before in (UPHELD, NOT_UPHELD)),
    *(Move(TAKE_BACK, before, TAKEN_BACK) for before in (RECEIVED, ACKNOWLEDGED, INVESTIGATING)),
)
"""Every legal move of a complaint, which begins as received."""

APPEAL_MOVES: Final = (
    Move(ACCEPT, LODGED, ACCEPTED),
    Move(REFUSE_LATE, LODGED, OUT_OF_TIME),
    Move(REVIEW, ACCEPTED, REVIEWED),
    Move(UPHOLD, REVIEWED, UPHELD),
    Move(REJECT, REVIEWED, NOT_UPHELD),
    *(Move(CLOSE, before, CLOSED) for before in (UPHELD, NOT_UPHELD, OUT_OF_TIME)),
    *(Move(TAKE_BACK, before, TAKEN_BACK) for before in (LODGED, ACCEPTED, REVIEWED)),
)
"""Every legal move of an appeal, which begins as lodged."""

OVER: Final = frozenset({CLOSED, TAKEN_BACK})
"""States out of which nothing leads."""


@dataclass(frozen=True)
class Dealing:
    """One move of a case: to where, when, and by whom."""

    at: str
    on: str
    """ISO date."""
    by: str = field(repr=False)
    independent: str = field(default="", repr=False)
    """Who decided with them and is not connected with the organisation."""
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Case:
    """A complaint or an appeal, and how far it is."""

    number: int
    """From 1, among the complaints or the appeals of the assessment."""
    at: str
    on: str
    """ISO date on which it came in."""
    by: str = field(repr=False)
    about: str = field(repr=False)
    result_on: str = ""
    """ISO date of the result that is appealed; empty where none was said."""
    dealt: tuple[Dealing, ...] = ()
    """What was done, oldest first."""

    @property
    def last_on(self) -> str:
        """ISO date of the newest thing that is known of it."""
        return self.dealt[-1].on if self.dealt else self.on


def case_after(moves: tuple[Move, ...], state: str, name: str) -> str | None:
    """Return the state that a move of a case leads to; None where it is illegal.

    Args:
        moves: `COMPLAINT_MOVES` or `APPEAL_MOVES`.
        state: Where it is.
        name: The move.
    """
    found = (move.after for move in moves if (move.before, move.name) == (state, name))
    return next(found, None)
