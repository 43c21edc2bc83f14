"""Whether a subject is probed although it is sufficient, while others were not heard at all."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.state import Question, SittingState
from data.rules.coverage import Heard, coverage, descriptor_state
from data.rules.remembered import per_state
from data.standards.model import Descriptor

MOST_FOLLOW_UPS = 2
"""Follow-ups on what is sufficient that nobody asks about. Our convention."""


@dataclass(frozen=True, slots=True)
class OverProbed:
    """What is asked about once more than it needs."""

    codes: tuple[str, ...]
    """The descriptors that the open question is about: all of them sufficient."""
    follow_ups: int
    """Follow-ups since the last main question."""
    untouched: int
    """Descriptors of the lowest grade that were not heard."""


@per_state
def over_probed(state: SittingState) -> OverProbed | None:
    """Tell whether the open question has its third follow-up on what is sufficient already.

    It is about what its last follow-up is aimed at; where that has no aim, about what the main
    question is aimed at and what was marked since. One of these that is not sufficient yet is
    reason enough to go on.

    Args:
        state: Where the sitting stands.

    Returns:
        What is over-probed; None where nothing is, or where everything was heard.
    """
    chain = _chain(state)
    untouched = len(coverage(state).lowest.open)
    if len(chain) <= MOST_FOLLOW_UPS + 1 or not untouched:
        return None
    about = _about(state, chain)
    if not about or any(
        descriptor_state(state, descriptor) is not Heard.SUFFICIENT for descriptor in about
    ):
        return None
    return OverProbed(tuple(d.code for d in about), len(chain) - 1, untouched)


def _chain(state: SittingState) -> list[Question]:
    """Return the open question, from the main one to the last follow-up."""
    chain: list[Question] = []
    for question in reversed(state.questions):
        if question.phase != state.current:
            break
        chain.append(question)
        if question.main:
            return chain[::-1]
    return []


def _about(state: SittingState, chain: list[Question]) -> list[Descriptor]:
    """Return the descriptors that the open question is about."""
    codes = set(chain[-1].aims)
    if not codes:
        codes = {aim for question in chain for aim in question.aims}
        for code, tellings in state.tellings.items():
            if any(telling.seq > chain[0].seq for telling in tellings):
                codes.add(code)
    reached = [d for d in state.criteria if d.code in codes]
    lowest = coverage(state).lowest.grade
    if not reached:
        return [d for d in state.criteria if d.grade == lowest and codes.intersection(d.ksbs)]
    return reached
