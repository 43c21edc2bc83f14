"""The sign-off of a sitting: what is still missing, the seal, and breaking it for a reason.

A seal stands on a complete record: every descriptor judged, every note reviewed, every departure
from the plan told.
"""

from __future__ import annotations

from data.record.entries import Body, Deviation, Reopened, Sealed, Withdrawn
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.demands import demand_reason, demand_unsealed, demand_words
from data.rules.grading import method_grade
from data.rules.judging import counted, told, unattached
from data.rules.refused import MINIMUM_QUESTIONS, REASON, Refused


def not_completed(state: SittingState) -> bool:
    """Tell whether the sitting ended as something that has no grade: a no-show, or abandoned."""
    return state.outcome not in (None, "completed")


def questions_missing(state: SittingState) -> dict[str, int]:
    """Return how many main questions each phase lacks, by phase; only phases that lack some."""
    lacking = {
        phase.code: phase.minimum_questions
        - sum(question.main and question.phase == phase.code for question in state.questions)
        for phase in state.method.phases
    }
    return {code: number for code, number in lacking.items() if number > 0}


def missing_for_seal(state: SittingState) -> tuple[str, ...]:
    """Return what keeps the sitting from being sealed, one phrase each; nothing when it can be."""
    questions = _too_few(state)
    return (*_unfinished(state), *((questions,) if questions else ()))


def _unfinished(state: SittingState) -> list[str]:
    """Return what is missing and no deviation can make good."""
    found = [] if state.outcome else ["the sitting has not been ended"]
    if undecided := method_grade(state).undecided:
        found.append(f"not judged: {', '.join(undecided)}")
    if idle := unattached(state):
        found.append(f"{counted(idle)} not reviewed: {told(idle)}")
    return found


def _too_few(state: SittingState) -> str:
    """Return which phases have too few main questions and no recorded deviation; else nothing."""
    lacking = questions_missing(state)
    if not lacking or any(remark.rule == MINIMUM_QUESTIONS for remark in state.deviations):
        return ""
    listed = ", ".join(f"{state.method.phase(c).title} {n}" for c, n in lacking.items())
    return f"main questions below the minimum: {listed}"


def seal(state: SittingState, now: Instant, declaration: str) -> tuple[Sealed]:
    """Sign the sitting off with the grade that follows from the judgements.

    Args:
        state: The sitting.
        now: The present.
        declaration: What the assessor declares.

    Raises:
        Refused: It is sealed, was not completed, something is missing (all of it is listed; rule
            `minimum questions` where only a deviation is), or there is no declaration.
    """
    demand_unsealed(state)
    if not_completed(state):
        raise Refused(
            f"This sitting ended as {state.outcome}: it has no grade to seal. Book another sitting."
        )
    if missing := missing_for_seal(state):
        _refuse(state, missing)
    words = demand_words(declaration, "A seal needs your declaration. Confirm it.", REASON)
    return (Sealed(method_grade(state).grade or "", words),)


def _refuse(state: SittingState, missing: tuple[str, ...]) -> None:
    listed = "; ".join(missing)
    if _unfinished(state):
        raise Refused(f"The sitting cannot be sealed yet: {listed}. Complete these first.")
    raise Refused(
        f"The sitting cannot be sealed yet: {listed}. Record a deviation that says why.",
        MINIMUM_QUESTIONS,
        deviation=True,
    )


def reopen(state: SittingState, now: Instant, reason: str) -> tuple[Body, ...]:
    """Break the seal; what was sealed stays readable in the record.

    Raises:
        Refused: There is no seal, or no reason.
    """
    if not_completed(state):
        raise Refused(
            f"This sitting ended as {state.outcome}: it has no seal to break. Book another sitting."
        )
    if not state.sealed:
        raise Refused("The sitting is not sealed: you can change it as it is.")
    return (Reopened(demand_reason(reason, "Reopening")),)


def withdraw(state: SittingState, now: Instant, reason: str, *, made: bool) -> tuple[Withdrawn]:
    """Take the result of a sealed sitting back; the record stays, and stays sealed.

    Args:
        state: The sitting.
        now: The present.
        reason: Why; it leaves with the withdrawal.
        made: Whether the result of this seal was made: what cannot have left is not taken back.

    Raises:
        Refused: There is no result, it is taken back already, or there is no reason.
    """
    if not_completed(state):
        raise Refused(
            f"This sitting ended as {state.outcome}: it has no result to withdraw. "
            "Book another sitting."
        )
    if not state.sealed:
        raise Refused("The sitting is not sealed: there is no result to withdraw. Change it.")
    if state.withdrawn:
        raise Refused("The result is withdrawn already. Reopen the sitting to seal it anew.")
    if not made:
        raise Refused("The result was not made yet, so none can have left. Reopen the sitting.")
    return (Withdrawn(demand_reason(reason, "Withdrawing a result")),)


def record_deviation(state: SittingState, now: Instant, rule: str, reason: str) -> tuple[Body, ...]:
    """Record that something departed from the plan.

    Args:
        state: The sitting.
        now: The present.
        rule: Which rule, for example `minimum questions`.
        reason: Why.

    Raises:
        Refused: The rule or the reason is blank, or the sitting is sealed.
    """
    demand_unsealed(state)
    words = demand_words(rule, "Say which rule was departed from.")
    return (Deviation(words, demand_reason(reason, "A deviation")),)
