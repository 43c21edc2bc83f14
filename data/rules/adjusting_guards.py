"""Who decided what of adjustments and special considerations, and what follows for the booking.

Specification, "Assessment Booking" and "Reasonable Adjustments, Special Considerations": asked for
before gateway, decided by the organisation, never by the assessor. Only effects are taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from data.record.journey.adjusting import (
    Adjusting,
    AdjustingApproved,
    AdjustingConsidered,
    AdjustingDeclined,
    AdjustingRaised,
    AdjustingRequested,
    Consideration,
    Request,
)
from data.rules.adjusted import Approved, late_change
from data.rules.arrangements import also_of, arranged, breaks_of, reason_told
from data.rules.dated import refuse_coming
from data.rules.days import iso_written
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused, refuse_if

LONGEST = 200
"""Most letters of breaks and what else is different together, as in the forms."""


def request(view: JourneyView, on: date, effect: str, by: str) -> AdjustingRequested:
    """Return that an adjustment was asked for.

    Raises:
        Refused: Nothing is said of its effect, its reason is, or the day has not come.
    """
    refuse_coming(view.today, on)
    if not effect:
        raise Refused("Type what is asked for, as its effect: a quarter more time.", about="effect")
    refuse_if(reason_told(effect), about="effect")
    return AdjustingRequested(on.isoformat(), effect, by)


def approve(view: JourneyView, wanted: AdjustingApproved) -> dict[str, object]:
    """Return what an approval changes of the booking: it holds from then on, whole.

    Args:
        view: The assessment.
        wanted: The approval as it is to be recorded.

    Raises:
        Refused: There is no reference, why is told, it comes after the gateway without a decision
            of its own, or the request is not there or decided.
    """
    refuse_coming(view.today, date.fromisoformat(wanted.on))
    if wanted.number:
        _demand_waiting(view.state.adjusting.requests, wanted.number, wanted.on, "request")
    refuse_if(reason_told(wanted.breaks), about="breaks")
    refuse_if(reason_told(wanted.also), about="also")
    if not wanted.reference:
        raise Refused(
            "Type where the approval is kept, for example the number of the decision.",
            about="reference",
        )
    shown = [raised for raised in view.state.adjusting.considerations if raised.live]
    also = (wanted.also, *(raised.effect for raised in shown))
    references = dict.fromkeys((wanted.reference, *(raised.reference for raised in shown)))
    # A decision of its own is asked for by its own reference, not by those beside it.
    found = Approved(wanted.extra_per_mille, arranged(wanted.breaks, also), wanted.reference)
    _demand_timely(view, found)
    return _changes(found, "; ".join(name for name in references if name))


def decline(view: JourneyView, on: date, by: str, number: int, reference: str) -> AdjustingDeclined:
    """Return that a request was not approved.

    Raises:
        Refused: There is no such request, or it is decided.
    """
    refuse_coming(view.today, on)
    _demand_waiting(view.state.adjusting.requests, number, on.isoformat(), "request")
    return AdjustingDeclined(on.isoformat(), by, number, reference)


def raise_special(view: JourneyView, on: date, method: str, by: str) -> AdjustingRaised:
    """Return that special consideration was asked for.

    Raises:
        Refused: The standard has no such method, or the day has not come.
    """
    refuse_coming(view.today, on)
    codes = [each.code for each in view.standard.methods]
    if method and method not in codes:
        raise Refused(
            f"There is no such method. Choose one of: {', '.join(codes)}.", about="method"
        )
    return AdjustingRaised(on.isoformat(), method, by)


def consider(view: JourneyView, wanted: AdjustingConsidered) -> dict[str, object]:
    """Return what a decision of special consideration changes of the booking; often nothing.

    Raises:
        Refused: It is not there or decided, nothing is said of its effect, or what is shown at
            the sittings has no reference.
    """
    refuse_coming(view.today, date.fromisoformat(wanted.on))
    _demand_waiting(view.state.adjusting.considerations, wanted.number, wanted.on, "special")
    if wanted.given and not wanted.effect:
        raise Refused(
            "Type what is done, as its effect: the questioning is held again.", about="effect"
        )
    refuse_if(reason_told(wanted.effect), about="effect")
    if not (wanted.given and wanted.live):
        return {}
    if not wanted.reference:
        raise Refused(
            "What the sittings show needs the reference of its decision. Type it.",
            about="reference",
        )
    breaks = arranged(breaks_of(view.breaks), (*also_of(view.breaks), wanted.effect))
    found = Approved(view.extra_per_mille, breaks, wanted.reference)
    _demand_timely(view, found)
    known = (view.adjustment_reference, wanted.reference)
    return _changes(found, "; ".join(name for name in known if name))


def waiting(view: JourneyView) -> Mapping[int, str]:
    """Return the numbers of the requests that wait for a decision, with what is asked for."""
    return {
        number: each.effect
        for number, each in enumerate(view.state.adjusting.requests, start=1)
        if not each.outcome
    }


def raised(view: JourneyView) -> Mapping[int, str]:
    """Return the numbers of the special considerations that wait, with what they are about."""
    return {
        number: consideration_words(view, each)
        for number, each in enumerate(view.state.adjusting.considerations, start=1)
        if not each.outcome
    }


def consideration_words(view: JourneyView, consideration: Consideration) -> str:
    """Return what a special consideration is about: `M1, asked for 12 May 2026`."""
    about = consideration.method or view.standard.reference
    return f"{about}, asked for {iso_written(consideration.on)}"


def stands_elsewhere(view: JourneyView) -> bool:
    """Tell whether the booking says otherwise than the last approval recorded here."""
    return bool(view.state.adjusting.approvals) and _approved(view.state.adjusting) != (
        view.extra_per_mille,
        view.breaks,
    )


def _approved(state: Adjusting) -> tuple[int, str]:
    last = state.approvals[-1]
    shown = (each.effect for each in state.considerations if each.live)
    return last.extra_per_mille, arranged(last.breaks, (last.also, *shown))


def _changes(found: Approved, reference: str) -> dict[str, object]:
    for text in (found.breaks, reference):
        if len(text) > LONGEST:
            raise Refused(f"Together that is more than {LONGEST} letters. Say it shorter.")
    return {
        "extra_per_mille": found.extra_per_mille,
        "breaks": found.breaks,
        "adjustment_reference": reference,
    }


def _demand_timely(view: JourneyView, wanted: Approved) -> None:
    stands = Approved(view.extra_per_mille, view.breaks, view.adjustment_reference)
    refuse_if(late_change(stands, wanted, view.gateway_on, view.today), about="reference")


def _demand_waiting(
    asked: Sequence[Request | Consideration], number: int, on: str, of: str
) -> None:
    """Demand that a request is there, waits, and was made by the day of the decision."""
    if not 1 <= number <= len(asked):
        raise Refused(f"There is no request {number}. Choose one that waits.", about=of)
    found = asked[number - 1]
    if found.outcome:
        raise Refused(f"Request {number} is decided already. Choose one that waits.", about=of)
    if on < found.on:
        raise Refused("It was decided before it was asked for. Correct the day.", about="on")
