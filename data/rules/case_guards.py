"""What may be recorded of complaints and appeals: each step in its place, by who may take it.

Whoever decides has no interest in it, and at least one who decides an appeal is not connected with
the organisation (regulator's condition I1.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.record.journey.cases import (
    ACCEPT,
    APPEAL_MOVES,
    COMPLAINT_MOVES,
    DECISIONS,
    INVESTIGATE,
    OVER,
    REFUSE_LATE,
    REVIEW,
    Case,
    case_after,
)
from data.record.journey.conduct import AppealLodged, AppealMoved, ComplaintMade, ComplaintMoved
from data.record.journey.machine import Move
from data.record.people import same_person
from data.record.text import clean
from data.rules.conduct_guards import demand_other, demand_past, interested
from data.rules.days import told
from data.rules.deadlines import add_working_days
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.step import Given, Outcome

STEP_WORDS = {
    "acknowledge": "Acknowledge it",
    "investigate": "Investigate it",
    "accept": "Accept it",
    "out-of-time": "Find it out of time",
    "review": "Review it",
    "uphold": "Uphold it",
    "not-uphold": "Find it not upheld",
    "close": "Close it",
    "take-back": "Taken back by who raised it",
}
"""Each move of a complaint or an appeal as something to do."""

_NO_INTEREST = (
    "Whoever assessed or marked this apprentice has an interest in it. Enter the name of somebody "
    "who has none."
)


def why_not_step(moves: tuple[Move, ...], what: str, case: Case, step: str) -> str:
    """Return why a step is not the next one of a case, and what comes first; empty where it is.

    Args:
        moves: `COMPLAINT_MOVES` or `APPEAL_MOVES`.
        what: `complaint` or `appeal`.
        case: Where it stands.
        step: A move.
    """
    if case_after(moves, case.at, step):
        return ""
    words = STEP_WORDS.get(step, step)
    reason = f"{words} does not come now: {what} {case.number} is {case.at}."
    if case.at in OVER:
        return f"{reason} Nothing follows; record a new one where there is more."
    following = [STEP_WORDS[move.name].lower() for move in moves if move.before == case.at]
    return f"{reason} First one of: {', '.join(following)}."


def complain(view: JourneyView, given: Given) -> Outcome:
    """Record that a complaint came in.

    Raises:
        Refused: The day lies ahead.
    """
    on = demand_past(view, given["on"], "A complaint")
    body = ComplaintMade(clean(given["by"]), on, clean(given["about"]))
    number = len(view.state.conduct.complaints) + 1
    return Outcome((body,), told=f"This is complaint {number}.")


def appeal(view: JourneyView, given: Given) -> Outcome:
    """Record that an appeal was lodged.

    Raises:
        Refused: A day lies ahead, the result before the first seal, or the appeal before it.
    """
    result = given["result"]
    sealed = min((a.sealed_on for a in view.attempts if a.sealed_on), default="")
    against = demand_past(view, result, "The result", sealed, of="result") if result else ""
    on = demand_past(view, given["on"], "An appeal", against)
    body = AppealLodged(clean(given["by"]), on, clean(given["about"]), against)
    number = len(view.state.conduct.appeals) + 1
    return Outcome((body,), told=f"This is appeal {number}.")


def no_case(cases: Sequence[Case], what: str) -> str:
    """Return that none is open; empty where one is."""
    if any(case.at not in OVER for case in cases):
        return ""
    return f"No {what} is open. Record one first."


def move_complaint(view: JourneyView, given: Given) -> Outcome:
    """Take a complaint a step further.

    Raises:
        Refused: The step is not the next one, or the person has an interest in it.
    """
    case = _case(view.state.conduct.complaints, given["number"], "complaint")
    if reason := why_not_step(COMPLAINT_MOVES, "complaint", case, given["step"]):
        raise Refused(reason, about="step")
    by = clean(given["by"]).strip()
    if given["step"] in {INVESTIGATE, *DECISIONS}:
        demand_other(by, (*interested(view), case.by), _NO_INTEREST)
    on = demand_past(view, given["on"], "This step", case.last_on)
    body = ComplaintMoved(case.number, given["step"], by, on, clean(given["words"]))
    return Outcome((body,))


def move_appeal(view: JourneyView, given: Given) -> Outcome:
    """Take an appeal a step further.

    Raises:
        Refused: The step is not the next one, the person has an interest in it, or nobody decides
            who is not connected.
    """
    case = _case(view.state.conduct.appeals, given["number"], "appeal")
    step = given["step"]
    if reason := why_not_step(APPEAL_MOVES, "appeal", case, step):
        raise Refused(reason, about="step")
    by, other = clean(given["by"]).strip(), clean(given["independent"]).strip()
    if step in {REVIEW, *DECISIONS}:
        for name, of in ((by, "by"), (other, "independent")):
            demand_other(name, (*interested(view), case.by), _NO_INTEREST, of=of)
    if step in DECISIONS:
        _demand_independent(by, other)
    _demand_time(view, case, step, given["words"])
    on = demand_past(view, given["on"], "This step", case.last_on)
    body = AppealMoved(case.number, step, by, on, other, clean(given["words"]))
    return Outcome((body,))


def appeal_until(view: JourneyView, case: Case) -> date | None:
    """Return the last day on which an appeal could be lodged; None where none is set or known."""
    days = view.journey.conduct.appeal_days
    if days is None or not case.result_on:
        return None
    return add_working_days(date.fromisoformat(case.result_on), days, view.holidays)


def _case(cases: Sequence[Case], number: int | None, what: str) -> Case:
    """Return the case of a number; without one the only one that is open.

    Raises:
        Refused: There is none, or several are open.
    """
    if reason := no_case(cases, what):
        raise Refused(reason)
    open_ones = [case for case in cases if case.at not in OVER]
    if number is None and len(open_ones) == 1:
        return open_ones[0]
    numbers = ", ".join(str(case.number) for case in open_ones)
    if number is None:
        raise Refused(
            f"Several are open: {numbers}. Enter the number of the {what}.", about="number"
        )
    found = next((case for case in cases if case.number == number), None)
    if found is None:
        raise Refused(f"There is no {what} {number}. Open are: {numbers}.", about="number")
    return found


def _demand_independent(by: str, other: str) -> None:
    if not other or same_person(by, other):
        raise Refused(
            "An appeal is decided with somebody who is not connected with the organisation. Enter "
            "their name as well.",
            about="independent",
        )


def _demand_time(view: JourneyView, case: Case, step: str, words: str) -> None:
    """Demand words where a step goes against the deadline, or where none is set."""
    until = appeal_until(view, case)
    late = until is not None and case.on > until.isoformat()
    if step == ACCEPT and late and not words.strip():
        raise Refused(
            f"Appeals were possible until {told(str(until))}. Say in words why this one is "
            "accepted, or find it out of time.",
            about="words",
        )
    if step == REFUSE_LATE and not late and not words.strip():
        known = f"in time until {told(str(until))}" if until else "and no deadline is set here"
        raise Refused(
            f"It was lodged on {told(case.on)}, {known}. Say in words why it is out of time all "
            "the same.",
            about="words",
        )
