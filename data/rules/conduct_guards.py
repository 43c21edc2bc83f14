"""What may be recorded of conduct: interests, suspicions, holding and withdrawing.

The assessor reports and never decides (regulator's conditions A4 on interests, A8 on malpractice).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data.record.journey.body import JourneyBody
from data.record.journey.conduct import (
    AssessmentWithdrawn,
    Conducted,
    InterestDeclared,
    Suspected,
    SuspicionAnswered,
)
from data.record.journey.machine import WITHDRAW
from data.record.people import same_person
from data.record.text import clean
from data.rules.counts import counted
from data.rules.dated import refuse_coming
from data.rules.days import told
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.standing import refuse_move, why_not
from data.rules.step import Given, Outcome

UNDER_WAY = frozenset({"live", "interrupted", "adjourned"})
"""Stages of a sitting in which it has to be ended before the assessment is withdrawn."""

OTHER = "other"
"""Name of the reason of a withdrawal that is said in words."""

OUTCOMES = {
    "not-upheld": "not upheld",
    "upheld": "upheld",
    "other": "other",
}
"""How a suspicion is answered: what is typed, and what the record says."""


def demand_past(view: JourneyView, day: date, what: str, since: str = "", *, of: str = "on") -> str:
    """Return a day as it is recorded.

    Args:
        view: Says which day it is.
        day: What was answered.
        what: What happened then, to begin the sentence.
        since: ISO date that it cannot lie before; empty where there is none.
        of: Name of the answer.

    Raises:
        Refused: It lies ahead, or before.
    """
    refuse_coming(view.today, day, of=of)
    if since and day.isoformat() < since[:10]:
        sentence = f"{what} cannot be before {told(since[:10])}. Look at the day again."
        raise Refused(sentence, about=of)
    return day.isoformat()


def demand_other(name: str, others: Iterable[str], sentence: str, *, of: str = "by") -> str:
    """Return a name that is none of some others.

    Raises:
        Refused: It is one of them.
    """
    if any(same_person(name, other) for other in others):
        raise Refused(sentence, about=of)
    return clean(name).strip()


def interested(view: JourneyView) -> tuple[str, ...]:
    """Return the names of those who assessed, marked or declared an interest, as far as is known.

    Who marked or adjudicated is told by the entries themselves, undone ones too.
    """
    declared = (one.person for one in view.state.conduct.interests if one.interest)
    bodies = (entry.body for entry in view.state.entries)
    marked = (name for body in bodies if isinstance(body, JourneyBody) for name in body.judges)
    return (view.assessor, *declared, *marked)


def held_words(conduct: Conducted) -> str:
    """Return that the result is held and what ends it; empty where it is not."""
    if not conduct.held:
        return ""
    return (
        f"held since {told(conduct.held_since)} ({conduct.held_reason}). Somebody who neither "
        "assessed nor reported it releases it."
    )


def hindrance(conduct: Conducted, assessor: str) -> str:
    """Return why an assessor may not begin a sitting; empty where no interest is in the way."""
    for declared in conduct.interests:
        if same_person(declared.person, assessor) and declared.interest and not declared.reference:
            return (
                f"{declared.person} has declared an interest in this assessment. Enter the "
                "reference of the organisation's decision (Conduct, declaration), or have "
                "somebody else assess."
            )
    return ""


def declare(view: JourneyView, given: Given) -> Outcome:
    """Record whether a person has an interest in the assessment.

    Raises:
        Refused: The day lies ahead, or who is to assess instead is the same person.
    """
    person = clean(given["person"]).strip()
    instead = demand_other(
        given["instead"],
        (person,),
        "Somebody else has to assess instead. Enter their name.",
        of="instead",
    )
    if instead and not given["interest"]:
        raise Refused(
            "Without an interest nobody assesses instead. Leave that name empty.", about="instead"
        )
    on = demand_past(view, given["on"], "The declaration")
    mine = same_person(person, view.assessor)
    changed = bool(instead) and mine
    before = view.assessor if changed else ""
    reference = clean(given["reference"])
    body = InterestDeclared(person, given["interest"], on, reference, instead, before)
    blocked = body.interest and not body.reference and not changed and mine
    words = f"The assessor is {instead} now." if changed else ""
    return Outcome(
        (body,),
        {"assessor": instead} if changed else {},
        told="No sitting can begin until a reference is entered." if blocked else words,
    )


def suspect(view: JourneyView, given: Given) -> Outcome:
    """Record facts of a suspicion, and hold the result.

    Raises:
        Refused: The time lies ahead.
    """
    at = given["at"]
    demand_past(view, at.date(), "What was seen", of="at")
    body = Suspected(
        clean(given["by"]), at.strftime("%Y-%m-%dT%H:%M"), clean(given["facts"]),
        clean(given["reference"]),
    )  # fmt: skip
    return Outcome((body,), told="The result is held: it leaves when the suspicion is answered.")


def not_held(view: JourneyView) -> str:
    """Return why nothing can be released; empty where a result is held."""
    return "" if view.state.conduct.held else "No result is held: there is nothing to release."


def release(view: JourneyView, given: Given) -> Outcome:
    """Record how a suspicion was answered, by somebody with no interest.

    Raises:
        Refused: No such suspicion is open, or the person assessed or reported it.
    """
    if reason := not_held(view):
        raise Refused(reason)
    open_ones = [one for one in view.state.conduct.suspicions if one.answered is None]
    number = given["number"] or open_ones[0].number
    found = next((one for one in open_ones if one.number == number), None)
    if found is None:
        numbers = ", ".join(str(one.number) for one in open_ones)
        raise Refused(f"There is no open suspicion {number}. Open are: {numbers}.", about="number")
    by = demand_other(
        given["by"],
        (*interested(view), found.raised.by),
        "Whoever assessed, marked or reported it cannot release the result. Enter who decided "
        "instead.",
    )
    on = demand_past(view, given["on"], "The decision", found.raised.on)
    body = SuspicionAnswered(
        number, by, on, OUTCOMES[given["outcome"]], clean(given["reference"])
    )  # fmt: skip
    left = len(open_ones) - 1
    more = counted(left, "suspicion")
    held = f"{more} open still: the result stays held." if left else ""
    return Outcome((body,), told=held or "The result is released: what waits is sent.")


def no_withdrawal(view: JourneyView) -> str:
    """Return why the assessment cannot be withdrawn now; empty where it can."""
    if reason := why_not(view.at, WITHDRAW):
        return reason
    running = [one for one in view.attempts if one.stage in UNDER_WAY]
    if running:
        return (
            f"A sitting of {running[0].method} is {running[0].stage}. End it first (completed or "
            "abandoned), then withdraw the assessment."
        )
    return ""


def withdraw(view: JourneyView, given: Given) -> Outcome:
    """Record that the assessment does not go on.

    Raises:
        Refused: It has ended or is confirmed, a sitting is under way, or words are missing.
    """
    refuse_move(view.at, WITHDRAW)
    if reason := no_withdrawal(view):
        raise Refused(reason)
    if given["reason"] == OTHER and not given["words"].strip():
        raise Refused("Say in words why the assessment is withdrawn.", about="words")
    heard = max((attempt.heard_on for attempt in view.attempts), default="")
    on = demand_past(view, given["on"], "The withdrawal", heard)
    body = AssessmentWithdrawn(clean(given["by"]), on, given["reason"], clean(given["words"]))
    told = "Sittings that are booked stay in the list, marked as withdrawn."
    return Outcome((body,), told=told if any(not one.begun for one in view.attempts) else "")
