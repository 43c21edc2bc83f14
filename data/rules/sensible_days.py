"""Days that can only be typing errors: the year is wrong, or they come before what they follow.

All limits here are our convention: the specification sets none. They are wide, so that what was
done elsewhere and long ago can be recorded; each step knows better what its own day follows.
"""

from __future__ import annotations

from datetime import date, datetime

from data.rules.counts import counted
from data.rules.days import day_written
from data.rules.journey_view import JourneyView
from data.rules.period import add_months, period_end
from data.rules.refused import Refused, refuse_if
from data.standards.model import Standard

BACK_YEARS = 10
"""So many years back something may have happened."""
AHEAD_YEARS = 2
"""So many years ahead something may be planned."""
LONGER_MONTHS = 12
"""So many months an EPA period may be extended at a time."""
_LOOK = "Look at the year."


def unlikely(day: date, today: date) -> str:
    """Say that a day is too far off to be meant; empty where it may be.

    Args:
        day: As it was typed.
        today: The day.
    """
    if day < add_months(today, -12 * BACK_YEARS):
        return f"{day_written(day)} is more than {counted(BACK_YEARS, 'year')} ago. {_LOOK}"
    if day > add_months(today, 12 * AHEAD_YEARS):
        return f"{day_written(day)} is more than {counted(AHEAD_YEARS, 'year')} ahead. {_LOOK}"
    return ""


def refuse_unlikely(
    view: JourneyView, given: date | datetime, *, ahead: bool = False, since: str = "programme"
) -> None:
    """Refuse a day that a step is given, where it can only be a typing error.

    Args:
        view: The assessment.
        given: A day, or a moment as the clock on the wall shows it.
        ahead: It may be to come; else it has to have been.
        since: One of `data.rules.step.Since`.

    Raises:
        Refused: With the day, and what to look at.
    """
    day = given.date() if isinstance(given, datetime) else given
    refuse_if(unlikely(day, view.today))
    if day > view.today and not ahead:
        raise Refused(f"{day_written(day)} lies ahead: record it when it has happened. {_LOOK}")
    first, what = _first_day(view, since)
    if first and day < first:
        raise Refused(
            f"{day_written(day)} is before {day_written(first)}, {what}. Look at the day, or "
            "correct the earlier one."
        )


def _first_day(view: JourneyView, since: str) -> tuple[date | None, str]:
    """Return the first day that can be meant, and what was then; None where nothing is known."""
    began = view.state.gateway.programme_on
    if since == "gateway" and view.gateway_on and view.gateway_on <= view.today:
        return view.gateway_on, "the day of gateway"
    if since and began:
        return date.fromisoformat(began), "when the apprentice came on programme"
    return None, ""


def period_doubt(gateway: date | None, ends: date, standard: Standard) -> str:
    """Say that an EPA period is far longer than the plan's; empty where it may be so long.

    Args:
        gateway: From which the plan counts; None where it is not known.
        ends: The last day of the period.
        standard: Says how many months the period has.
    """
    return longer_doubt(period_end(gateway, standard), ends) if gateway else ""


def longer_doubt(ended: date, ends: date) -> str:
    """Say that a period would be extended by too much at a time; empty where it may be so.

    Args:
        ended: Its last day before, or by the plan.
        ends: Its last day from now on.
    """
    if ends <= add_months(ended, LONGER_MONTHS):
        return ""
    return (
        f"{day_written(ends)} is more than {counted(LONGER_MONTHS, 'month')} after "
        f"{day_written(ended)}, when the EPA period ends without it. {_LOOK}"
    )
