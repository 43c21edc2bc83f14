"""What was parked to be asked later: what of it still waits, and what need not be asked any more.

Parked while the apprentice presents, it comes back in order in the questioning. A question that
was asked names the entry that parked it, so that its words may change on the way.
"""

from __future__ import annotations

from data.record.entries import Body, ParkedDropped
from data.record.instant import Instant
from data.record.state import Remark, SittingState
from data.rules.demands import demand_unsealed
from data.rules.refused import Refused

BEFORE_TAGS = "  #"
"""Stands between the words of a parked question and the codes that it was aimed at."""


def listening(state: SittingState) -> bool:
    """Tell whether the phase under way is one in which the assessor asks nothing."""
    return state.clock is not None and state.method.phase(state.clock.phase).silent


def waiting(state: SittingState) -> tuple[Remark, ...]:
    """Return what was parked and neither asked nor dropped, the oldest first."""
    gone = state.dropped | {question.parked for question in state.questions}
    # Older records do not name what a question was parked as: it has the same words then.
    asked = {q.text.casefold() for q in state.questions if q.text and q.parked is None}
    return tuple(
        remark
        for remark in state.parked
        if remark.seq not in gone and words_of(remark).casefold() not in asked
    )


def words_of(remark: Remark) -> str:
    """Return the words of a parked question, without the tags that it was aimed with."""
    return remark.text.partition(BEFORE_TAGS)[0]


def demand_unparked(state: SittingState, text: str) -> None:
    """Demand that nothing with these words waits already: a key is easily pressed twice.

    Raises:
        Refused: It waits.
    """
    if text and any(remark.text == text for remark in waiting(state)):
        raise Refused("This is parked already.")


def demand_waiting(state: SittingState, seq: int) -> Remark:
    """Return what was parked as the entry `seq` and still waits.

    Raises:
        Refused: It does not wait any more.
    """
    for remark in waiting(state):
        if remark.seq == seq:
            return remark
    raise Refused("This was asked or dropped already. Choose another one.")


def drop(state: SittingState, now: Instant, seq: int) -> tuple[Body, ...]:
    """Drop what was parked: it was answered without being asked.

    Raises:
        Refused: It does not wait any more, or the sitting is sealed.
    """
    demand_unsealed(state)
    return (ParkedDropped(demand_waiting(state, seq).seq),)
