"""The states of an assessment and the moves between them: the one table of the machine.

    on programme ── submit ──▶ at gateway ── accept ──▶ accepted ── plan ──▶ planned
                               reject │ ▲ submit           │ begin             │ begin
                                      ▼ │                  ▼                   ▼
                               gateway rejected ───────▶ assessing ◀── begin ── again agreed
                                                   grade │  ▲ reopen               ▲
                                                         ▼  │                      │
    certificated ◀─ certify ─ claimed ◀─ claim ─ confirmed ◀─ graded ─ fail ─▶ failed
                                                       confirm            agree again

From every state that is not an end: `withdraw` to withdrawn; after gateway, until the certificate
is claimed: `run out` to period over. `begin`, `grade` and `reopen` are facts of the sittings: the
record of a sitting makes them, and no entry of the assessment does.
"""

from __future__ import annotations

from typing import Final, NamedTuple

ON_PROGRAMME: Final = "on programme"
AT_GATEWAY: Final = "at gateway"
GATEWAY_REJECTED: Final = "gateway rejected"
ACCEPTED: Final = "accepted"
PLANNED: Final = "planned"
ASSESSING: Final = "assessing"
GRADED: Final = "graded"
CONFIRMED: Final = "confirmed"
FAILED: Final = "failed"
AGAIN_AGREED: Final = "again agreed"
CLAIMED: Final = "claimed"
CERTIFICATED: Final = "certificated"
WITHDRAWN: Final = "withdrawn"
PERIOD_OVER: Final = "period over"

STATES: Final = (
    ON_PROGRAMME,
    AT_GATEWAY,
    GATEWAY_REJECTED,
    ACCEPTED,
    PLANNED,
    ASSESSING,
    GRADED,
    CONFIRMED,
    FAILED,
    AGAIN_AGREED,
    CLAIMED,
    CERTIFICATED,
    WITHDRAWN,
    PERIOD_OVER,
)
"""Every state, in the order of the journey."""

SUBMIT, ACCEPT, REJECT, PLAN = "submit", "accept", "reject", "plan"
BEGIN, GRADE, REOPEN = "begin", "grade", "reopen"
CONFIRM, FAIL, AGREE_AGAIN = "confirm", "fail", "agree again"
CLAIM, CERTIFY, WITHDRAW, RUN_OUT = "claim", "certify", "withdraw", "run out"

OF_THE_SITTINGS: Final = frozenset({BEGIN, GRADE, REOPEN})
"""Moves that the record of a sitting makes."""


class Move(NamedTuple):
    """One move of the machine."""

    name: str
    before: str
    after: str


_GOING_ON = (ACCEPTED, PLANNED, ASSESSING, GRADED, CONFIRMED, FAILED, AGAIN_AGREED)
_NOT_ENDED = (ON_PROGRAMME, AT_GATEWAY, GATEWAY_REJECTED, *_GOING_ON)

MOVES: Final = (
    Move(SUBMIT, ON_PROGRAMME, AT_GATEWAY),
    Move(SUBMIT, GATEWAY_REJECTED, AT_GATEWAY),
    Move(ACCEPT, AT_GATEWAY, ACCEPTED),
    Move(REJECT, AT_GATEWAY, GATEWAY_REJECTED),
    Move(PLAN, ACCEPTED, PLANNED),
    # Of a gateway that was kept elsewhere nothing may be known here: the record must not lie.
    *(Move(BEGIN, before, ASSESSING) for before in (ON_PROGRAMME, AT_GATEWAY, GATEWAY_REJECTED)),
    *(Move(BEGIN, before, ASSESSING) for before in (ACCEPTED, PLANNED, AGAIN_AGREED)),
    Move(GRADE, ASSESSING, GRADED),
    *(Move(REOPEN, before, ASSESSING) for before in (GRADED, CONFIRMED, FAILED)),
    Move(CONFIRM, GRADED, CONFIRMED),
    Move(FAIL, GRADED, FAILED),
    Move(AGREE_AGAIN, ASSESSING, AGAIN_AGREED),
    Move(AGREE_AGAIN, GRADED, AGAIN_AGREED),
    Move(AGREE_AGAIN, FAILED, AGAIN_AGREED),
    Move(CLAIM, CONFIRMED, CLAIMED),
    Move(CERTIFY, CLAIMED, CERTIFICATED),
    *(Move(WITHDRAW, before, WITHDRAWN) for before in _NOT_ENDED),
    *(Move(RUN_OUT, before, PERIOD_OVER) for before in _GOING_ON if before != CONFIRMED),
)
"""Every legal move; what is not in here is refused."""

_AFTER = {(move.before, move.name): move.after for move in MOVES}


def after(state: str, move: str) -> str | None:
    """Return the state that a move leads to; None where it is illegal.

    Args:
        state: One of `STATES`.
        move: The name of a move.
    """
    return _AFTER.get((state, move))


def legal(state: str) -> tuple[str, ...]:
    """Return the names of the moves that lead out of a state, in the order of the table."""
    return tuple(move.name for move in MOVES if move.before == state)
