"""What the assessment's own record allows to be sent, where there is one.

Whoever keeps gateway, confirmation and conduct here has said more than the seals of the sittings:
a withdrawn assessment is sent no further, a held result not yet, and a certificate is asked for
with the grade that a named person confirmed (specification, "Grading").
"""

from __future__ import annotations

from collections.abc import Iterator

from data.exchange.assessment_service.apprentice import Apprentice
from data.exchange.assessment_service.checks import overall_grade
from data.exchange.assessment_service.history import PASS, Outcome
from data.exchange.assessment_service.problems import Problem
from data.exchange.errors import ResultHeld
from data.record.journey.machine import WITHDRAWN


def has_left(apprentice: Apprentice) -> bool:
    """Tell whether the whole assessment was withdrawn."""
    return apprentice.way is not None and apprentice.way.state == WITHDRAWN


def left(apprentice: Apprentice) -> Problem:
    """Say that nothing more is sent of an assessment that was withdrawn."""
    return Problem(
        apprentice.assessment.id,
        "assessment-withdrawn",
        "",
        "The assessment was withdrawn, so nothing more is sent. What was sent before stays at the "
        "service; that the apprentice has left your organisation tells it itself.",
        hinders=False,
    )


def allowed(apprentice: Apprentice, outcomes: tuple[Outcome, ...]) -> Iterator[Problem]:
    """Find what keeps the result of an assessment back, or its certificate.

    Args:
        apprentice: Whose.
        outcomes: The history, as it would be sent; at least one outcome.
    """
    way, name = apprentice.way, apprentice.assessment.id
    if way is None:
        return
    if way.held:
        yield Problem(
            name,
            "held",
            "",
            str(ResultHeld()),
        )
    elif outcomes[-1].outcome == PASS and way.grade is None:
        yield Problem(
            name,
            "unconfirmed",
            "learningDetails.overallGrade",
            "The overall grade is not confirmed, so the draft of the certificate is withheld. "
            "Confirm it, then export again.",
            hinders=False,
        )
    elif way.grade is not None and way.grade != overall_grade(apprentice):
        yield Problem(
            name,
            "grade-differs",
            "learningDetails.overallGrade",
            "The overall grade that was confirmed is not the one that the records come to now. "
            "Confirm it anew, or withdraw the result that does not count.",
        )


def certified(apprentice: Apprentice, outcomes: tuple[Outcome, ...]) -> bool:
    """Tell whether a certificate may be asked for.

    Args:
        apprentice: Whose; without problems that hinder.
        outcomes: The history; at least one outcome.
    """
    confirmed = apprentice.way is None or apprentice.way.grade is not None
    return outcomes[-1].outcome == PASS and confirmed
