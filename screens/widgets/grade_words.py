"""The derived grade in words: the line above the judgements, the seal, and what holds after it.

A grade is never chosen on a screen. What is said here is what the rules derive, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from data.record.entries import Sealed, Withdrawn
from data.record.state import SittingState
from data.rules.deadlines import result_due
from data.rules.feedback_words import all_doubts
from data.rules.grading import MethodGrade, Overall, method_grade, overall
from data.rules.judging import warnings
from data.standards.own_holidays import NO_OWN, OwnHolidays
from screens.keys_now import key_for
from screens.widgets.code_runs import runs
from screens.widgets.columns import MUTED
from screens.wording import DECLARATION as DECLARATION
from screens.wording import day_written, local


def grade_line(state: SittingState) -> Content:
    """Return the grade of the method with its reason, on one line."""
    derived = method_grade(state)
    if state.sealed and isinstance(state.sealed.body, Sealed):
        stands = "sealed" if state.graded else "withdrawn, was"
        return Content.assemble(
            (f"{state.method.code} {stands}: ", MUTED),
            (state.sealed.body.grade, _style(state, state.sealed.body.grade)),
            (f"  {derived.reason}", MUTED),
        )
    word = derived.grade or "open"
    return Content.assemble(
        (f"{state.method.code} grade so far: ", MUTED),
        (word, _style(state, derived.grade)),
        (f"  {_told(state, derived)}", MUTED),
    )


def _told(state: SittingState, derived: MethodGrade) -> str:
    """Return the reason, with a count in place of a long list of what is undecided."""
    left = len(derived.undecided)
    if derived.grade is not None or not left:
        return f"{derived.reason}{f'; {left} undecided' if left else ''}"
    return f"{left} of {len(state.criteria)} undecided: {' '.join(runs(derived.undecided))}"


def _style(state: SittingState, grade: str | None) -> str:
    if grade is None:
        return "bold $text-warning"
    return "bold $text-error" if grade == state.standard.fail else "bold $text-success"


def seal_question(state: SittingState, waiting: Sequence[str], most: int) -> str:
    """Return what to know before the seal: the reason, the warnings, the declaration.

    Args:
        state: The sitting.
        waiting: Descriptors about which a text was typed and not kept; empty for the whole.
        most: How many warnings there is room for; the rest are counted.
    """
    found = (*all_doubts(state), *warnings(state))
    looked = [f"! {warning}" for warning in found[:most]]
    if len(found) > most:
        looked.append(f"! And {len(found) - most} more to look at.")
    texts = ", ".join(code or "the whole" for code in waiting)
    unkept = [f"Typed and not kept, so not in the record: text on {texts}."] if waiting else []
    missing = f"There is no feedback on the whole ({key_for('judge.overall_feedback')})."
    feedback = [] if state.feedback.get("") else [missing]
    reason = method_grade(state).reason
    told = f"{reason[0].upper()}{reason[1:]}. A change after it needs a reason."
    # What is signed stands before what may scroll out of sight in a low terminal.
    return "\n".join([told, f"You declare: {DECLARATION}", *looked, *unkept, *feedback])


def heard_on(state: SittingState) -> date:
    """Return the day of the assessment: when its last phase ended."""
    ends = [clock.ended.wall for clock in state.phases.values() if clock.ended]
    return local(max(ends, default=state.last.at.wall)).date()


def due_line(state: SittingState, own: OwnHolidays = NO_OWN) -> str:
    """Return by when the result must be out, or that it was taken back.

    Args:
        state: The sitting, sealed.
        own: The user's own table of holidays.
    """
    if state.withdrawn and isinstance(state.withdrawn.body, Withdrawn):
        return f"Withdrawn: {state.withdrawn.body.reason}"
    due = result_due(state.standard, heard_on(state), own)
    return f"Result due by {day_written(due)}"


def overall_of(state: SittingState) -> Overall:
    """Return the overall grade as far as this sitting alone decides it."""
    sealed = state.graded.body if state.graded else None
    own = sealed.grade if isinstance(sealed, Sealed) else None
    opened = state.opened
    return overall(
        state.standard,
        {opened.method: own},
        second_attempt=opened.attempt != "first",
        exceptional=opened.exceptional,
    )


def overall_line(state: SittingState, result: Overall) -> Content:
    """Return an overall grade on one line, always as provisional."""
    return Content.assemble(
        ("Overall, provisional: ", MUTED),
        (result.grade or "open", _style(state, result.grade)),
        (f"  {grounds(result)}", MUTED),
    )


def grounds(result: Overall) -> str:
    """Return what an overall grade came from, without the grade itself, which stands before it."""
    before, _, after = result.rule.rpartition(f": {result.grade}")
    return f"{before}{after}"
