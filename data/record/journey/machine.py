"""The states of an assessment and the moves between them: the one table of the machine.

    on programme ── submit ──▶ at gateway ── accept ──▶ accepted ── plan ──▶ planned
                            reject │ ▲ submit              │ begin              │ begin
                                   ▼ │                     ▼                    │
                             gateway rejected          assessing ◀──────────────┘
                                                   grade │ ▲ ▲ begin
                                                         │ │ └──────── again agreed ⟲
                                                         ▼ │ reopen         ▲  ▲
                                                      graded ── agree again ┘  │
                                                 confirm │ │ fail              │
                                                         ▼ └───▶ failed ───────┘
                                                     confirmed       agree again
                                                         │ claim
                                                         ▼
                                                      claimed ── certify ──▶ certificated

While nothing is confirmed: `withdraw` to withdrawn, and from failed. While something has still to
be sat: `run out` to period over, out of which only `agree again` leads. `begin`, `grade` and
`reopen` are facts of the sittings: the record of a sitting makes them, and no entry of the
assessment does. What is held for a suspicion stands in its state meanwhile
(`data.record.journey.conduct`). Drawn in docs/journey/states.md from this table.
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

CLOSED: Final = frozenset({WITHDRAWN, CLAIMED, CERTIFICATED})
"""States in which nothing is booked, sat or submitted any more."""

SUBMIT, ACCEPT, REJECT, PLAN = "submit", "accept", "reject", "plan"
BEGIN, GRADE, REOPEN = "begin", "grade", "reopen"
CONFIRM, FAIL, AGREE_AGAIN = "confirm", "fail", "agree again"
CLAIM, CERTIFY, WITHDRAW, RUN_OUT = "claim", "certify", "withdraw", "run out"

OF_GATEWAY: Final = frozenset({SUBMIT, ACCEPT, REJECT})
"""Moves that tell that gateway is kept here."""
OF_THE_SITTINGS: Final = frozenset({BEGIN, GRADE, REOPEN})
"""Moves that the record of a sitting makes."""


class Move(NamedTuple):
    """One move of the machine."""

    name: str
    before: str
    after: str
    usual: bool = True
    """False where it is no part of the way that the standard describes, and may be a fact still."""


_BEFORE_GRADES = (ON_PROGRAMME, AT_GATEWAY, GATEWAY_REJECTED, ACCEPTED, PLANNED, ASSESSING, GRADED)

MOVES: Final = (
    Move(SUBMIT, ON_PROGRAMME, AT_GATEWAY),
    Move(SUBMIT, GATEWAY_REJECTED, AT_GATEWAY),
    Move(ACCEPT, AT_GATEWAY, ACCEPTED),
    Move(REJECT, AT_GATEWAY, GATEWAY_REJECTED),
    Move(PLAN, ACCEPTED, PLANNED),
    *(Move(BEGIN, before, ASSESSING) for before in (PLANNED, ACCEPTED, AGAIN_AGREED)),
    # Of a gateway or an agreement kept elsewhere nothing is known here: the record must not lie.
    *(Move(BEGIN, state, ASSESSING, False) for state in (ON_PROGRAMME, AT_GATEWAY)),
    *(Move(BEGIN, state, ASSESSING, False) for state in (GATEWAY_REJECTED, GRADED)),
    *(Move(BEGIN, state, ASSESSING, False) for state in (CONFIRMED, FAILED)),
    Move(GRADE, ASSESSING, GRADED),
    *(Move(REOPEN, before, ASSESSING, False) for before in (GRADED, CONFIRMED, FAILED)),
    Move(CONFIRM, GRADED, CONFIRMED),
    Move(FAIL, GRADED, FAILED),
    *(Move(AGREE_AGAIN, before, AGAIN_AGREED) for before in (FAILED, ASSESSING, GRADED)),
    # One method is agreed again while the other is still to be sat, and then fails as well.
    Move(AGREE_AGAIN, AGAIN_AGREED, AGAIN_AGREED),
    # After the period for exceptional circumstances only: the rules of the part ask for them.
    Move(AGREE_AGAIN, PERIOD_OVER, AGAIN_AGREED),
    Move(CLAIM, CONFIRMED, CLAIMED),
    Move(CERTIFY, CLAIMED, CERTIFICATED),
    *(Move(WITHDRAW, before, WITHDRAWN) for before in (*_BEFORE_GRADES, FAILED, AGAIN_AGREED)),
    *(Move(RUN_OUT, before, PERIOD_OVER) for before in (ACCEPTED, PLANNED, ASSESSING)),
    *(Move(RUN_OUT, before, PERIOD_OVER) for before in (FAILED, AGAIN_AGREED)),
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


def by_sittings(state: str) -> tuple[str, ...]:
    """Return a state with those that the sittings alone can lead to from it, nearest first."""
    found = [state]
    for at in found:
        further = (after(at, move) for move in (BEGIN, REOPEN, GRADE))
        found += [each for each in dict.fromkeys(further) if each and each not in found]
    return tuple(found)
