"""The start gate: what is checked, in order, before the first phase may begin.

The checks are the field's: the right standard, attempt and person, alone, on the record, informed
(specification, assessment methods; regulator's conditions on interests and authenticity).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.record.entries import Body, Checked
from data.record.instant import Instant
from data.record.state import PLAN_CHECK, SittingState
from data.record.text import clean
from data.rules.demands import demand_open
from data.rules.refused import INCOMPLETE_CHECKS, REASON, Refused

STANDARD = PLAN_CHECK
ATTEMPT = "attempt"
CONFLICT = "conflict of interest"
RECORDING = "recording"
IDENTITY = "identity"
ALONE = "alone"
PREAMBLE = "preamble"


@dataclass(frozen=True, slots=True)
class Check:
    """One question of the start gate; yes is the good answer to each."""

    name: str
    """What the record calls it."""
    question: str
    detail: str = ""
    """What detail is wanted; empty where none is."""
    demanded: Literal["yes", "no", "never"] = "never"
    """The answer that is not taken without its detail."""


CHECKS: tuple[Check, ...] = (
    Check(STANDARD, "Are the standard, its version and the option right?"),
    Check(ATTEMPT, "Is the attempt right: first, re-sit or re-take?"),
    Check(
        CONFLICT,
        "Are you free of any interest in the apprentice, the employer and the provider?",
        "Reference of the organisation's decision that you may assess all the same",
    ),
    # The recording comes before the identity, so that the check itself is on the record.
    Check(RECORDING, "Is the recording running?", "Counter of the recording"),
    Check(
        IDENTITY,
        "Does the document show this apprentice?",
        "Type of document, never its number",
        "yes",
    ),
    Check(ALONE, "Is the apprentice alone, with nothing but what the plan allows?"),
    Check(PREAMBLE, "Was the preamble read?"),
)
"""Every check, in the order in which an assessor goes through them."""


def shown(name: str) -> str:
    """Return what a check is called beside its answer, where yes must not read as a conflict."""
    return "free of any interest" if name == CONFLICT else name


def missing(state: SittingState) -> tuple[Check, ...]:
    """Return the checks that are unanswered or not answered well, in order."""
    return tuple(check for check in CHECKS if not _passed(state.checks.get(check.name)))


def _passed(answer: Checked | None) -> bool:
    if answer is None:
        return False
    return answer.ok or (answer.name == CONFLICT and bool(answer.detail))


def demand_gate(state: SittingState, deviation: str) -> bool:
    """Demand that the first phase may begin.

    Args:
        state: The sitting.
        deviation: Reason for which it begins all the same; empty where there is none.

    Returns:
        True when every check was passed, False when the deviation has to be recorded.

    Raises:
        Refused: A check is missing and there is no reason (rule `incomplete checks`), or there is
            a conflict of interest and no decision that it may be assessed.
    """
    conflict = state.checks.get(CONFLICT)
    if conflict and not _passed(conflict):
        raise Refused(
            "There is a conflict of interest. Ask your organisation, and enter the reference of "
            "its decision in the check; until then you cannot assess this apprentice."
        )
    open_checks = missing(state)
    if open_checks and not deviation.strip():
        names = ", ".join(check.name for check in open_checks)
        answer = "Answer it" if len(open_checks) == 1 else "Answer these checks"
        raise Refused(
            f"Not passed yet: {names}. {answer}, or give a reason for starting without.",
            INCOMPLETE_CHECKS,
            deviation=True,
        )
    return not open_checks


def check(
    state: SittingState, now: Instant, name: str, ok: bool, detail: str = ""
) -> tuple[Body, ...]:
    """Answer one check.

    Args:
        state: The sitting.
        now: The present.
        name: Which check, a name of `CHECKS`.
        ok: True for yes, the good answer.
        detail: For the identity the type of document, without any number.

    Raises:
        Refused: There is no such check, the detail that it demands is missing, the identity's
            detail has figures in it, or the live part is over.
    """
    demand_open(state)
    asked = next((check for check in CHECKS if check.name == name), None)
    if asked is None:
        choice = ", ".join(check.name for check in CHECKS)
        raise Refused(f"There is no check called {clean(name)}. Answer one of: {choice}.")
    if asked.demanded == ("yes" if ok else "no") and not detail.strip():
        raise Refused(f"This check wants more. Type: {asked.detail}.", REASON)
    if name == IDENTITY and any(letter.isdigit() for letter in detail):
        raise Refused("Type the kind of document only (passport): its number is never kept.")
    return (Checked(name, ok, clean(detail)),)
