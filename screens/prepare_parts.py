"""The parts of the screen before a sitting: which there are, and how far each of them is."""

from __future__ import annotations

from data.record.state import SittingState
from screens.prepare_rows import progress

CHECKS, REPORT, PORTFOLIO, QUESTIONS = "Checks", "Report", "Portfolio", "Questions"


def parts_of(state: SittingState) -> tuple[str, ...]:
    """Return the parts that the method of a sitting has, in their order."""
    method = state.method
    return (
        CHECKS,
        *([REPORT] if method.report_is_evidence else []),
        *([PORTFOLIO] if method.portfolio_pieces else []),
        QUESTIONS,
    )


def how_far(part: str, state: SittingState) -> str:
    """Return how far a part is, in a few words."""
    if part == REPORT:
        looked = sum(descriptor.code in state.report for descriptor in state.criteria)
        return f"{looked} of {len(state.criteria)} looked at"
    if part == PORTFOLIO:
        return f"{len(state.portfolio)} of {state.method.portfolio_pieces} listed"
    if part == QUESTIONS:
        demanded = sum(phase.minimum_questions for phase in state.method.phases)
        return f"{len(state.plan)} planned, at least {demanded} to ask"
    return progress(state)
