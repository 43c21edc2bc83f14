"""The certificate: claimed, received, and replaced where one was lost.

Specification, "Results and Certifications": the claim within 15 working days after the final
result was uploaded, a replacement requested within two of being asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.record.journey.machine import CERTIFY, CLAIM, CONFIRMED
from data.record.journey.results import (
    CertificateClaimed,
    CertificateReceived,
    ReplacementAsked,
    ReplacementRequested,
)
from data.record.text import clean
from data.rules.dated import named, refuse_day
from data.rules.days import iso_written
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused, about
from data.rules.results import derived, refuse_held, unpublished
from data.rules.standing import refuse_move


def claim(view: JourneyView, on: date, reference: str, by: str = "") -> CertificateClaimed:
    """Record that the certificate was claimed (within 15 working days of the final upload).

    Args:
        view: The assessment.
        on: When.
        reference: Of the claim.
        by: Who did it; may be left out.

    Raises:
        Refused: It is a fail, not confirmed, not all published, held, or not on that day.
    """
    refuse_to_claim(view)
    refuse_day(view.today, on, final_upload(view), "the final result was published")
    told = view.state.results.confirmation
    refuse_day(view.today, on, told.on if told else "", "the grade was confirmed")
    with about("reference"):
        known = named(reference, "Give the reference of the claim: it is what is asked for later.")
    return CertificateClaimed(on.isoformat(), known, clean(by).strip())


def final_upload(view: JourneyView) -> str:
    """Return the ISO date on which the last of the results that count was uploaded."""
    heads = {attempt.head for attempt in view.newest.values()}
    days = (one.on for one in view.state.results.published if one.head in heads)
    return max(days, default="")


def refuse_to_claim(view: JourneyView) -> None:
    """Refuse while there is nothing to claim.

    Raises:
        Refused: With what to do first.
    """
    if view.state.results.claimed:
        raise Refused(
            f"The certificate was claimed on {iso_written(view.state.results.claimed.on)}."
        )
    overall = derived(view)
    if overall and overall.grade == view.standard.fail:
        raise Refused("A fail has no certificate: agree a re-sit or re-take of what was failed.")
    refuse_held(view)
    if view.at != CONFIRMED:
        raise Refused("The overall grade is not confirmed: confirm it before you claim.")
    if waiting := [a for a in unpublished(view) if view.newest[a.method].head == a.head]:
        codes = " and ".join(one.code for one in waiting)
        raise Refused(f"Publish the result of {codes} first: the claim follows the final result.")
    refuse_move(view.at, CLAIM)


def receive(view: JourneyView, on: date, reference: str = "") -> CertificateReceived:
    """Record that the employer has the certificate.

    Args:
        view: The assessment.
        on: When.
        reference: What stands on it; may be left out.

    Raises:
        Refused: It was not claimed, is there already, or not on that day.
    """
    claimed = to_receive(view)
    refuse_day(view.today, on, claimed.on, "the certificate was claimed")
    return CertificateReceived(on.isoformat(), clean(reference).strip())


def to_receive(view: JourneyView) -> CertificateClaimed:
    """Return the claim of a certificate that is on its way.

    Raises:
        Refused: There is none, with what to do first.
    """
    results = view.state.results
    if results.received:
        raise Refused(f"The certificate was received on {iso_written(results.received.on)}.")
    if results.claimed is None:
        raise Refused("The certificate was not claimed yet: claim it first.")
    refuse_move(view.at, CERTIFY)
    return results.claimed


def ask_replacement(view: JourneyView, on: date, by: str) -> ReplacementAsked:
    """Record that somebody wrote for a replacement certificate.

    Args:
        view: The assessment.
        on: When that was received.
        by: Who wrote.

    Raises:
        Refused: There is no certificate to replace, one is asked for already, or not on that day.
    """
    claimed = to_replace(view)
    refuse_day(view.today, on, claimed.on, "the certificate was claimed")
    who = named(by, "Say who requested the replacement, by name.")
    return ReplacementAsked(on.isoformat(), who)


def to_replace(view: JourneyView) -> CertificateClaimed:
    """Return the claim of the certificate that can be replaced.

    Raises:
        Refused: There is none, with what to do first.
    """
    claimed = view.state.results.claimed
    if claimed is None:
        raise Refused("There is no certificate to replace: none was claimed yet.")
    if waiting := next(waiting_replacements(view), None):
        raise Refused(
            f"The request of {iso_written(waiting)} is not passed on yet. Pass it on first."
        )
    return claimed


def request_replacement(view: JourneyView, on: date, reference: str = "") -> ReplacementRequested:
    """Record that a replacement was requested (within 2 working days of being asked).

    Args:
        view: The assessment.
        on: When.
        reference: Of the request; may be left out.

    Raises:
        Refused: None was asked for, or not on that day.
    """
    refuse_day(view.today, on, to_request(view), "the replacement was requested")
    return ReplacementRequested(on.isoformat(), clean(reference).strip())


def to_request(view: JourneyView) -> str:
    """Return the ISO date on which the replacement was asked for that waits.

    Raises:
        Refused: There is none, with what to do first.
    """
    if (waiting := next(waiting_replacements(view), None)) is None:
        raise Refused("No replacement was requested: record first who requested it, and when.")
    return waiting


def waiting_replacements(view: JourneyView) -> Iterator[str]:
    """Go through the days on which a replacement was asked for that was not requested."""
    return (one.asked.on for one in view.state.results.replacements if one.requested is None)
