"""Confirms the overall grade: by a named person, over the records as they are sealed.

Specification, "Grading". A grade is derived and never chosen; who confirms it says so with a name.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from data.record.journey.machine import CONFIRMED, FAILED
from data.record.journey.results import Confirmation, FailConfirmed, GradeConfirmed
from data.record.people import same_person
from data.rules.dated import named, refuse_day
from data.rules.days import iso_written
from data.rules.grading import Overall
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.results import derived, holds, refuse_held, sealed_attempts, unsealed
from data.rules.standing import refuse_move

_DONE: Final = (CONFIRMED, FAILED)


def to_confirm(view: JourneyView) -> Overall:
    """Return the grade that can be confirmed now.

    Raises:
        Refused: There is none, with what to do first.
    """
    overall = derived(view)
    if overall is None:
        codes = unsealed(view)
        many = "are" if len(codes) > 1 else "is"
        raise Refused(
            f"{' and '.join(codes)} {many} not sealed: a grade is confirmed when every method is "
            "judged and sealed."
        )
    refuse_held(view)
    told = view.state.results.confirmation
    if told and view.at in _DONE and holds(view):
        raise Refused(
            f"{told.grade.capitalize()} was confirmed on {iso_written(told.on)} by {told.by}, and "
            "no record has changed since."
        )
    refuse_move(view.at, _kind(view, overall).move)
    return overall


def confirm(view: JourneyView, by: str, on: date, grade: str = "") -> Confirmation:
    """Confirm the overall grade that the records give.

    Args:
        view: The assessment.
        by: Who confirms it.
        on: When.
        grade: What that person expects; empty for whatever is derived.

    Raises:
        Refused: A method is not sealed, the result is held, or another grade is expected.
    """
    overall = to_confirm(view)
    if grade and grade != overall.grade:
        raise Refused(
            f"The records give {overall.grade}, not {grade} ({overall.rule}). A grade changes only "
            "with a judgement: reopen the sitting and say why, or confirm what stands.",
            about="grade",
        )
    last = max(attempt.sealed_on for attempt in sealed_attempts(view))
    refuse_day(view.today, on, last, "the last sitting was sealed")
    who = named(by, "Say who confirms the grade: a person of the organisation, by name.")
    return _kind(view, overall)(
        overall.grade or "",
        overall.rule,
        overall.capped,
        tuple(view.newest[method.code].head for method in view.standard.methods),
        who,
        on.isoformat(),
        same_person(who, view.assessor),
    )


def _kind(view: JourneyView, overall: Overall) -> type[Confirmation]:
    return FailConfirmed if overall.grade == view.standard.fail else GradeConfirmed
