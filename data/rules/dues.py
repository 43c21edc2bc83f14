"""What is due of an assessment, and by when; said on home and in the calendar, and never forced.

Specification: "Results and Certifications" for results, claim and replacement; "What happens
during Gateway?" for its window; "Re-sits and Re-takes" for the rework and the EPA period.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from data.record.journey.machine import (
    ACCEPTED,
    AGAIN_AGREED,
    ASSESSING,
    AT_GATEWAY,
    FAILED,
    GATEWAY_REJECTED,
    ON_PROGRAMME,
    PERIOD_OVER,
    PLANNED,
    WITHDRAWN,
)
from data.record.journey.moments import day_of
from data.rules.certificate import final_upload, waiting_replacements
from data.rules.deadlines import add_working_days, claim_due, result_due
from data.rules.due import (
    CLAIM,
    GATEWAY,
    PERIOD,
    PLANNING,
    PROJECT,
    REPLACEMENT,
    RESULT,
    REWORK,
    Due,
)
from data.rules.gateway import decide_by
from data.rules.journey_view import JourneyView
from data.rules.project import attempt_now, due_on
from data.rules.results import derived, unpublished

_NOTHING: Final = frozenset({WITHDRAWN, PERIOD_OVER})
_IN_PERIOD: Final = frozenset(
    {ON_PROGRAMME, AT_GATEWAY, GATEWAY_REJECTED, ACCEPTED, PLANNED, ASSESSING, FAILED, AGAIN_AGREED}
)
"""States in which something is left to be sat before the EPA period ends."""

ELSEWHERE_DAYS = 28
"""How long a result is told as overdue where nothing of the journey is recorded here: it is taken
to be published elsewhere then (our convention)."""


def dues(view: JourneyView) -> tuple[Due, ...]:
    """Return everything that is due of an assessment, the earliest first.

    Args:
        view: The assessment on a day.
    """
    if view.at in _NOTHING:
        return ()
    found = (
        *_results(view),
        *_claim(view),
        *_replacement(view),
        *_gateway(view),
        *_planning(view),
        *_project(view),
        *_period(view),
    )
    told = [due for due in found if view.state.entries or not _elsewhere(due, view.today)]
    return tuple(sorted(told, key=lambda due: (due.on, due.what, due.method)))


def _elsewhere(due: Due, today: date) -> bool:
    return due.on < today - timedelta(days=ELSEWHERE_DAYS)


def _results(view: JourneyView) -> Iterator[Due]:
    """Within seven working days of the assessment, until it is published."""
    waiting = {one.sitting for one in unpublished(view)}
    for attempt in view.attempts:
        if attempt.heard_on and (attempt.grade is None or attempt.sitting_id in waiting):
            day = date.fromisoformat(attempt.heard_on)
            on = result_due(view.standard, day, view.holidays)
            yield Due(RESULT, attempt.code, on)


def _claim(view: JourneyView) -> Iterator[Due]:
    """Within 15 working days after the final result was uploaded; a fail has no certificate."""
    overall = derived(view)
    counted = {attempt.sitting_id for attempt in view.newest.values()}
    missing = any(one.sitting in counted for one in unpublished(view))
    if overall is None or missing or view.state.results.claimed:
        return
    if overall.grade != view.standard.fail:
        day = date.fromisoformat(final_upload(view))
        yield Due(CLAIM, "", claim_due(view.standard, day, view.holidays))


def _replacement(view: JourneyView) -> Iterator[Due]:
    """Until it is requested."""
    for asked_on in waiting_replacements(view):
        yield Due(REPLACEMENT, "", replacement_due(view, date.fromisoformat(asked_on)))


def replacement_due(view: JourneyView, asked_on: date) -> date:
    """Return by when a replacement is requested: within two days, which we count as working days.

    Args:
        view: The assessment, whose standard says how many days there are.
        asked_on: When it was asked for.
    """
    days = view.journey.results.replacement_days
    return add_working_days(asked_on, days, view.holidays) if days else asked_on


def _gateway(view: JourneyView) -> Iterator[Due]:
    """The window of gateway in calendar days, while it is not decided; not every plan has one."""
    last = view.state.gateway.last
    on = decide_by(view, last) if last else None
    if view.at == AT_GATEWAY and on is not None:
        yield Due(GATEWAY, "", on)


def _planning(view: JourneyView) -> Iterator[Due]:
    """The day of a planning meeting that is booked."""
    meeting = view.state.planning.open
    if meeting is not None and meeting.at and view.at in _IN_PERIOD:
        yield Due(PLANNING, "", day_of(meeting.at))


def _project(view: JourneyView) -> Iterator[Due]:
    """The day on which the project, or the reworked one, is to be submitted, until it is."""
    attempt, project = attempt_now(view), view.state.project
    newest = view.newest.get(view.journey.project.method or "")
    held = newest is not None and newest.begun and newest.number == attempt
    due = due_on(view, attempt)
    if due is None or held or project.submission(attempt) or view.at not in _IN_PERIOD:
        return
    if attempt > 1 or project.known or _accepted_here(view):
        yield Due(REWORK if attempt > 1 else PROJECT, "", due)


def _accepted_here(view: JourneyView) -> bool:
    """Tell whether gateway was accepted in this record: the project begins with it."""
    last = view.state.gateway.last
    return last is not None and last.outcome == ACCEPTED


def _period(view: JourneyView) -> Iterator[Due]:
    """The last day of the EPA period, while something is left to be sat."""
    if view.epa_ends_on and view.at in _IN_PERIOD:
        yield Due(PERIOD, "", view.epa_ends_on)
