"""The room checklist: what the assessor looks at before the start, line by line.

Its lines are the organisation's; together they answer the check `alone` of the start gate. No
number and no image of a document is ever kept: a line is answered with yes or no.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.record.entries import Body, Checked
from data.record.instant import Instant
from data.record.script_entries import RoomTicked
from data.record.state import SittingState
from data.record.text import clean
from data.rules.demands import demand_open
from data.rules.gate import ALONE
from data.standards.wordings import RoomLine


def tick(
    state: SittingState, now: Instant, lines: Sequence[RoomLine], name: str, ok: bool
) -> tuple[Body, ...]:
    """Answer one line; the last one that was open answers the check as well.

    Args:
        state: The sitting.
        now: The present.
        lines: The whole checklist, in order.
        name: Which line.
        ok: True for yes, the good answer.

    Raises:
        Refused: The live part is over.
    """
    demand_open(state)
    question = next((line.question for line in lines if line.name == name), name)
    ticked = RoomTicked(name, ok, clean(question))
    answers = {each.name: each.ok for each in state.conduct.room.values()} | {name: ok}
    if any(line.name not in answers for line in lines):
        return (ticked,)
    wrong = [line.name for line in lines if not answers[line.name]]
    return (ticked, Checked(ALONE, not wrong, clean(_not_so(wrong))))


def _not_so(names: Sequence[str]) -> str:
    return f"not so: {', '.join(names)}" if names else ""


def next_line(state: SittingState, lines: Sequence[RoomLine]) -> int:
    """Return the place to begin at: the first line without an answer, else the first answered no.

    Where all is as it has to be, it is gone through from the top again.
    """
    room = state.conduct.room
    unanswered = (n for n, line in enumerate(lines) if line.name not in room)
    not_so = (n for n, line in enumerate(lines) if line.name in room and not room[line.name].ok)
    return next(unanswered, next(not_so, 0))
