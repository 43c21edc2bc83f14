"""Exceptional circumstances, and the end of the EPA period.

Specification, "Re-sits and Re-takes": the organisation determines what applies; else a second
attempt is capped, and after the period the entire EPA is taken again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.record.attempts import RE_SIT, RE_TAKE
from data.record.journey.again import Excepted, PeriodRanOut
from data.record.journey.machine import (
    AT_GATEWAY,
    CERTIFICATED,
    CLAIMED,
    CONFIRMED,
    GATEWAY_REJECTED,
    ON_PROGRAMME,
    PERIOD_OVER,
    RUN_OUT,
    WITHDRAWN,
)
from data.rules.again import Following, following, nothing_to_sit, passed
from data.rules.again_asks import day_ask, method_ask, past, said
from data.rules.days import day_written
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.sensible_days import longer_doubt
from data.rules.standing import Attempt, why_not
from data.rules.step import Ask, Booking, Choice, Given, Outcome

CAP, PERIOD = "cap", "period"
"""What exceptional circumstances can lift."""

_OVER = (
    "The period was recorded as over: agree on the next attempt now. Where nothing was failed, "
    "take back that it is over."
)
_NOT_LIFTED = "A method is named, but not that its cap is lifted: choose both or neither."
_BEFORE = frozenset({ON_PROGRAMME, AT_GATEWAY, GATEWAY_REJECTED})
_DONE = frozenset({CONFIRMED, CLAIMED, CERTIFICATED, WITHDRAWN})


def except_asks(view: JourneyView) -> Sequence[Ask]:
    """Return what exceptional circumstances ask for."""
    lifts = (
        Choice(CAP, "The cap on the overall grade"),
        Choice(PERIOD, "The end of the EPA period"),
    )
    return (
        Ask("reference", "Reference", hint="that of the decision, never its reason"),
        Ask("by", "Determined by", hint="a name, of the organisation"),
        day_ask(view, "on", "Determined on"),
        Ask("lifts", "It lifts", "many", "cap, period, or both", choices=lifts),
        Ask("method", "Cap of", "choice", needed=False, choices=method_ask(view).choices),
        Ask(
            "ends-on",
            "EPA period ends",
            "day",
            "where the period is lifted",
            needed=False,
            ahead=True,
        ),
    )


def record_exception(view: JourneyView, given: Given) -> Outcome:
    """Record that the organisation determined exceptional circumstances.

    What lifts the cap belongs to one attempt and is kept with its booking; what lifts the period
    changes the day on which it ends.

    Raises:
        Refused: It comes too late for what it is to lift, or something is missing.
    """
    if refused := except_closed(view):
        raise Refused(refused)
    lifts = frozenset(given["lifts"])
    if not lifts:
        raise Refused("Choose what it lifts: the cap, the period, or both.", about="lifts")
    follows = _capped(view, given["method"]) if CAP in lifts else None
    if follows is None and given["method"]:
        raise Refused(_NOT_LIFTED, about="lifts")
    on = past(view, given["on"])
    ends = _later_end(view, given["ends-on"], on, lifted=PERIOD in lifts)
    booked = follows.booked if follows else None
    reference = said(given, "reference", "the reference of the decision")
    body = Excepted(
        reference,
        said(given, "by", "who determined it"),
        on.isoformat(),
        follows.failed.method if follows else "",
        follows.number if follows else 0,
        ends,
        view.epa_ends_on.isoformat() if ends and view.epa_ends_on else "",
        booked.exceptional if booked else "",
    )
    return Outcome(
        (body,),
        changes={"epa_ends_on": ends} if ends else {},
        bookings=_with_reference(booked, reference),
        told=_OVER if view.at == PERIOD_OVER else "",
    )


def except_closed(view: JourneyView) -> str:
    """Return why no circumstances can be recorded now; empty where they can."""
    if view.at in _DONE:
        return f"{view.at_said}: there is nothing to lift any more."
    if view.epa_ends_on is None and view.at in _BEFORE:
        return f"{view.at_said}: the EPA period begins with gateway. Accept it first."
    # Of a second attempt it is said what is too late, and why.
    again = any(attempt.number > 1 for attempt in view.attempts)
    return "" if again else nothing_to_sit(view)


def _capped(view: JourneyView, method: str | None) -> Following:
    """Return the attempt whose cap is to be lifted: it has not begun.

    Raises:
        Refused: There is no cap, no such attempt, or it has begun.
    """
    if view.standard.resit.cap is None:
        raise Refused("This standard has no cap after a second attempt: there is nothing to lift.")
    if not method:
        raise Refused("Choose the method whose second attempt is not to be capped.", about="method")
    newest = view.newest.get(method)
    if (
        newest
        and newest.kind in (RE_SIT, RE_TAKE)
        and newest.begun
        and newest.grade != view.standard.fail
    ):
        raise Refused(
            f"The {newest.kind} of {method} has begun, and its record keeps what it is held under. "
            "What lifts the cap is recorded before.",
            about="method",
        )
    return following(view, method)


def _with_reference(booked: Attempt | None, reference: str) -> tuple[Booking, ...]:
    """Return a booking with another reference; none where the attempt is not booked."""
    if booked is None:
        return ()
    return (Booking(booked.method, booked.kind, booked.number, exceptional=reference),)


def _later_end(view: JourneyView, ends: date | None, on: date, *, lifted: bool) -> str:
    """Return the new end of the EPA period as an ISO date; empty where it stays."""
    if not lifted:
        if ends:
            raise Refused(
                "A new end is entered, but not that the period is lifted: choose both.",
                about="lifts",
            )
        return ""
    if view.epa_ends_on is None:
        raise Refused("The end of the EPA period is not known: accept the gateway first.")
    if ends is None or ends <= view.epa_ends_on:
        raise Refused(
            f"The EPA period ends on {day_written(view.epa_ends_on)}: enter the later day on which "
            "it ends now.",
            about="ends-on",
        )
    if ends < on:
        raise Refused(
            f"The period would end before {day_written(on)}, when that was determined: enter a "
            "later day, or look at both years.",
            about="ends-on",
        )
    if doubt := longer_doubt(view.epa_ends_on, ends):
        raise Refused(f"{doubt} A longer extension is recorded in two steps.", about="ends-on")
    return ends.isoformat()


def run_out_asks(view: JourneyView) -> Sequence[Ask]:
    """Return what it asks for to record that the period is over."""
    return (Ask("by", "Recorded by", hint="a name"), day_ask(view, "on", "Recorded on"))


def run_out(view: JourneyView, given: Given) -> Outcome:
    """Record that the EPA period ended: the entire EPA is to be taken again.

    Raises:
        Refused: It has not ended, or everything was passed inside it.
    """
    if refused := run_out_closed(view):
        raise Refused(refused)
    ends = view.epa_ends_on or view.today
    by = said(given, "by", "who records it")
    on = past(view, given["on"])
    if on <= ends:
        raise Refused(
            f"The EPA period lasted until {day_written(ends)}: choose a later day.", about="on"
        )
    body = PeriodRanOut(ends.isoformat(), by, on.isoformat())
    return Outcome((body,), told="The EPA period is over: the entire EPA has to be taken again.")


def run_out_closed(view: JourneyView) -> str:
    """Return why the period cannot be recorded as over; empty where it can."""
    if view.at in _DONE or view.at == PERIOD_OVER:
        return why_not(view.at, RUN_OUT)
    if view.epa_ends_on is None:
        return "The end of the EPA period is not known: accept the gateway first."
    if view.today <= view.epa_ends_on:
        return f"The EPA period lasts until {day_written(view.epa_ends_on)}."
    if passed(view):
        return "Every method was passed: confirm the overall grade."
    return why_not(view.at, RUN_OUT)
