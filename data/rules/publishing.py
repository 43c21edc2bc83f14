"""Publishes the result of a sitting: uploaded on a day, never before its seal.

Specification, "Results and Certifications": within seven working days of the assessment.
"""

from __future__ import annotations

from datetime import date

from data.record.journey.results import ResultPublished
from data.record.text import clean
from data.rules.dated import refuse_day
from data.rules.days import iso_written
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.results import refuse_held, sealed_attempts, unpublished


def publish(view: JourneyView, which: str, on: date, by: str = "") -> ResultPublished:
    """Record that the result of a sitting was uploaded (within 7 working days of the assessment).

    Args:
        view: The assessment.
        which: Code of the sitting as `code_of` gives it.
        on: When.
        by: Who did it; may be left out.

    Raises:
        Refused: It is not sealed, was published already, is held, or not on that day.
    """
    refuse_held(view)
    mine = [a for a in sealed_attempts(view) if a.code == which]
    if not mine:
        raise Refused(
            f"{which} is not sealed: a result is published when the sitting is sealed.",
            about="sitting",
        )
    (one,) = mine
    if before := view.state.results.publication(one.sitting, one.head):
        raise Refused(
            f"The result of {which} was published on {iso_written(before.on)}.", about="sitting"
        )
    refuse_day(view.today, on, one.sealed_on, f"{which} was sealed")
    return ResultPublished(
        one.sitting, one.method, one.number, one.grade, one.head, on.isoformat(), clean(by).strip()
    )


def refuse_to_publish(view: JourneyView) -> None:
    """Refuse where no result waits for its publication.

    Raises:
        Refused: With what to do first.
    """
    refuse_held(view)
    if not sealed_attempts(view):
        raise Refused("No sitting is sealed: a result is published when the sitting is sealed.")
    if not unpublished(view):
        raise Refused("Every result was published.")
