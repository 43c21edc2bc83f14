"""What may be done at gateway, and what is recorded of it.

Each guard gives what to record, or raises `Refused` with a sentence that says what to do. Being
late is told and never refused: the record says what happened.
"""

from __future__ import annotations

from datetime import date

from data.record.journey.gateway import (
    Answer,
    GatewayAccepted,
    GatewayChecked,
    GatewayProgrammeBegan,
    GatewayRejected,
    GatewaySubmitted,
    Submission,
)
from data.record.journey.machine import ACCEPT, AT_GATEWAY, GATEWAY_REJECTED, SUBMIT, after
from data.rules.dated import refuse_coming
from data.rules.days import day_written, iso_written
from data.rules.gateway import Lacking, answered, find_check, lacking
from data.rules.journey_view import JourneyView
from data.rules.period import period_end
from data.rules.refused import REASON, Refused, refuse_if
from data.standards.journey import GatewayCheck


def why_no_submission(view: JourneyView) -> str:
    """Return why a gateway cannot be submitted now; empty where it can."""
    if after(view.at, SUBMIT):
        return ""
    if view.at == AT_GATEWAY:
        return "The gateway is submitted already. Accept or reject it."
    return _decided(view)


def why_no_decision(view: JourneyView) -> str:
    """Return why a gateway can be neither checked nor decided now; empty where it can."""
    if after(view.at, ACCEPT):
        return ""
    if after(view.at, SUBMIT):
        again = " again" if view.at == GATEWAY_REJECTED else ""
        return f"The gateway is not submitted{again}. Submit it first."
    return _decided(view)


def why_no_programme(view: JourneyView) -> str:
    """Return why the begin of the programme cannot be entered now; empty where it can."""
    return "" if after(view.at, SUBMIT) or after(view.at, ACCEPT) else _decided(view)


def _decided(view: JourneyView) -> str:
    """Return that the gateway lies behind the assessment, and how that is known."""
    last = view.state.gateway.last
    if last and last.outcome:
        return f"The gateway was {_in_words(last)} on {iso_written(last.decided_on)}."
    if last:
        return f"The assessment is {view.at}: its gateway is not decided any more."
    if view.gateway_on:
        day = day_written(view.gateway_on)
        told = f"The booking says that gateway was on {day}; nothing of it was recorded here."
        return f"{told} Empty that day in the booking to record it."
    return f"The assessment is {view.at}: its gateway was not recorded here."


def _in_words(submission: Submission) -> str:
    return submission.outcome.removeprefix("gateway ")


def submit(
    view: JourneyView, on: date, by: str, began: date | None
) -> tuple[GatewaySubmitted | GatewayProgrammeBegan, ...]:
    """Return that a gateway was submitted, with the begin of the programme where it was said.

    Args:
        view: The assessment.
        on: The day on which the documents came in.
        by: Who submitted them; may be empty.
        began: When the apprentice came on programme; None where that is said later.

    Raises:
        Refused: It is submitted or decided already, or the days do not fit.
    """
    refuse_if(why_no_submission(view))
    refuse_coming(view.today, on)
    last = view.state.gateway.last
    if last and last.decided_on and on.isoformat() < last.decided_on:
        day = iso_written(last.decided_on)
        raise Refused(f"It was rejected on {day}. Type the day on which it came in again.")
    known = view.state.gateway.programme_on
    if began or known:
        _demand_before(began or date.fromisoformat(known), on)
    if began is None:
        return (GatewaySubmitted(on.isoformat(), by),)
    return GatewaySubmitted(on.isoformat(), by), GatewayProgrammeBegan(began.isoformat())


def programme(view: JourneyView, began: date) -> GatewayProgrammeBegan:
    """Return when the apprentice came on programme.

    Raises:
        Refused: The gateway is decided, or the day is after the submission.
    """
    refuse_if(why_no_programme(view))
    last = view.state.gateway.last
    waiting = last and not last.outcome
    _demand_before(began, date.fromisoformat(last.on) if last and waiting else view.today)
    return GatewayProgrammeBegan(began.isoformat())


def check(view: JourneyView, name: str, ok: bool, detail: str) -> GatewayChecked:
    """Return the answer to one check.

    Args:
        view: The assessment.
        name: Of the standard's list.
        ok: True for yes, the good answer.
        detail: What was seen, or what is missing.

    Raises:
        Refused: There is no such check, the months answer it, or it wants more.
    """
    refuse_if(why_no_decision(view))
    asked = find_check(view, name)
    if asked is None:
        choice = ", ".join(one.name for one in view.journey.gateway.checks)
        raise Refused(f"There is no such check. Answer one of: {choice}.")
    if asked.by == "months":
        raise Refused("The months on programme answer this. Enter the day on which it began.")
    if ok and asked.asks and not detail:
        raise Refused(f"This check wants more with a yes. Type {asked.asks}.", REASON)
    return GatewayChecked(name, ok, detail)


def open_checks(view: JourneyView) -> tuple[GatewayCheck, ...]:
    """Return the checks that a tick alone can answer with yes: those that are open now."""
    last = view.state.gateway.last
    return tuple(
        one
        for one in view.journey.gateway.checks
        if one.by != "months"
        and not _wants_more(view, one)
        and (last is None or answered(view, one, last) is None)
    )


def _wants_more(view: JourneyView, one: GatewayCheck) -> bool:
    """Tell whether a yes to a check needs words that no earlier submission has."""
    return bool(one.asks) and not earlier_detail(view, one.name)


def was_yes(view: JourneyView, name: str) -> bool:
    """Tell whether a check was answered with yes at the submission before."""
    answer = _earlier(view, name)
    return answer is not None and answer.ok


def earlier_detail(view: JourneyView, name: str) -> str:
    """Return what was said with a yes to a check at the submission before; else empty."""
    answer = _earlier(view, name)
    return answer.detail if answer and answer.ok else ""


def _earlier(view: JourneyView, name: str) -> Answer | None:
    before = view.state.gateway.submissions[:-1]
    return before[-1].answer(name) if before else None


def tick(view: JourneyView, names: tuple[str, ...]) -> tuple[GatewayChecked, ...]:
    """Return a yes to several checks.

    Raises:
        Refused: None was named, or one of them cannot be answered so.
    """
    if not names:
        raise Refused("Name the checks that are answered with yes.")
    return tuple(check(view, name, ok=True, detail=earlier_detail(view, name)) for name in names)


def accept(view: JourneyView, on: date, by: str, reason: str) -> GatewayAccepted:
    """Return that the gateway was accepted; the EPA period counts from that day.

    Args:
        view: The assessment.
        on: The day of the decision.
        by: Who accepted it.
        reason: Why fewer months on programme than typical are enough; empty where none is needed.

    Raises:
        Refused: A check is unanswered or answered no, or the day does not fit.
    """
    submission = _demand_submitted(view, on)
    found = lacking(view, submission)
    refuse_if(_why_not_all(found))
    if found.typical and not reason:
        names = ", ".join(one.name for one in found.typical)
        raise Refused(
            f"Answered no: {names}. It is typical, not needed: give a reason for which gateway is "
            "accepted without it, or reject.",
            REASON,
        )
    ends = period_end(on, view.standard)
    return GatewayAccepted(on.isoformat(), by, ends.isoformat(), reason)


def reject(view: JourneyView, on: date, by: str, reason: str) -> GatewayRejected:
    """Return that the gateway was rejected, with the reason that the courtesy e-mail gives.

    Raises:
        Refused: It is not submitted, there is no reason, or the day does not fit.
    """
    _demand_submitted(view, on)
    if not reason:
        raise Refused("Type the reason: the courtesy e-mail to the provider says it.", REASON)
    return GatewayRejected(on.isoformat(), by, reason)


def _why_not_all(found: Lacking) -> str:
    """Return which needed checks are not answered with yes; empty where all are."""
    told = [
        f"{words}: {', '.join(one.name for one in checks)}."
        for words, checks in (("Not answered yet", found.unanswered), ("Answered no", found.no))
        if checks
    ]
    return " ".join([*told, "Answer them, or reject with a reason."]) if told else ""


def _demand_submitted(view: JourneyView, on: date) -> Submission:
    refuse_if(why_no_decision(view))
    last = view.state.gateway.last
    if last is None:
        raise Refused("The gateway is not submitted. Submit it first.")
    refuse_coming(view.today, on)
    if on.isoformat() < last.on:
        raise Refused(f"It was submitted on {iso_written(last.on)}. Type that day or a later one.")
    return last


def _demand_before(began: date, day: date) -> None:
    if began > day:
        told = day_written(day)
        raise Refused(
            f"The programme cannot begin after {told}. Type the first day of training, or look at "
            "the other day."
        )
