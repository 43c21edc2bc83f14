"""What the part of the papers says there is: every attempt that is signed off has its own."""

from __future__ import annotations

from data.exchange.papers_part import PART
from tests.data.rules.journeys import attempt, booked, view_of


def test_a_failed_attempt_keeps_its_feedback_once_another_is_booked() -> None:
    sat = (attempt("M1", "pass"), attempt("M2", "fail"))
    view = view_of(attempts=(*sat, booked("M2", 2)))
    assert PART.line(view).words.endswith("signed off: M1, M2")
    assert PART.facts(view)[0].words == "for apprentice and employer, of M1, M2"
    again = view_of(attempts=(*sat, attempt("M2", "pass", 2)))
    assert PART.line(again).words.endswith("signed off: M1, M2, M2-2")
