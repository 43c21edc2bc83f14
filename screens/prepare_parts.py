"""The parts of the screen before a sitting: which there are, how far each is, and its keys."""

from __future__ import annotations

from dataclasses import replace

from data.record.state import SittingState
from screens.action import Action
from screens.actions import BY_ID, EVERYWHERE, PREPARE
from screens.prepare_rows import progress

CHECKS, REPORT, PORTFOLIO, QUESTIONS = "Checks", "Report", "Portfolio", "Questions"

_TITLES = {
    CHECKS: {"prepare.answer": "Yes", "prepare.no": "No"},
    REPORT: {"prepare.answer": "Yes", "prepare.no": "No", "prepare.question": "Question"},
    PORTFOLIO: {"prepare.answer": "List", "prepare.question": "Question"},
    QUESTIONS: {"prepare.answer": "Write", "prepare.no": "Take off", "prepare.bank": "Bank"},
}
"""What the keys do in each part, by the ids of their actions, in the order of the bottom line."""


def parts_of(state: SittingState) -> tuple[str, ...]:
    """Return the parts that the method of a sitting has, in their order."""
    method = state.method
    return (
        CHECKS,
        *([REPORT] if method.report_is_evidence else []),
        *([PORTFOLIO] if method.portfolio_pieces else []),
        QUESTIONS,
    )


def keys_of(part: str) -> tuple[Action, ...]:
    """Return what the bottom line shows in a part: what can be done there, then what always can."""
    here = [replace(BY_ID[name], title=title) for name, title in _TITLES[part].items()]
    answers = ("prepare.answer", "prepare.no")
    always = [action for action in PREPARE if action.footer and action.id not in answers]
    return (*here, *always, EVERYWHERE[0])


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
