"""On which days something can be booked: not in the past, within the EPA period, on working days.

Pure functions of an assessment and a day. What is only unusual is told, and never refused.
"""

from __future__ import annotations

from datetime import date

from data.rules.deadlines import is_working_day
from data.rules.journey_view import JourneyView
from data.rules.moments import day_said
from data.rules.refused import REASON, Refused

_SATURDAY = 5


def demand_not_past(view: JourneyView, day: date) -> None:
    """Demand that a day is not over.

    Raises:
        Refused: It is.
    """
    if day < view.today:
        raise Refused(f"{day_said(day)} is over. Choose today or a later day.")


def outside_period(view: JourneyView, day: date) -> str:
    """Say why a day is not in the EPA period; empty where it is, or no period is known."""
    return before_gateway(view.gateway_on, day) or after_period(view.epa_ends_on, day)


def sits_outside(view: JourneyView) -> bool:
    """Tell whether a sitting to come is booked outside the EPA period, for whatever reason."""
    to_come = (attempt for attempt in view.attempts if not attempt.begun)
    days = (one.scheduled_on for one in to_come if one.scheduled_on)
    return any(outside_period(view, date.fromisoformat(day)) for day in days)


def before_gateway(gateway: date | None, day: date) -> str:
    """Say that a day comes before gateway; empty where it does not, or no gateway is known.

    Args:
        gateway: As it is booked.
        day: When a sitting is to be held.
    """
    if gateway and day < gateway:
        return f"{day_said(day)} is before gateway, {day_said(gateway)}."
    return ""


def after_period(ends: date | None, day: date) -> str:
    """Say that a day comes after the EPA period; empty where it does not, or no end is known.

    Args:
        ends: The last day of the period.
        day: When something is to be held.
    """
    if ends and day > ends:
        return f"{day_said(day)} is after the EPA period, which ends {day_said(ends)}."
    return ""


def demand_period(view: JourneyView, day: date, reason: str) -> None:
    """Demand that a day is in the EPA period, or a reason why it is not.

    Raises:
        Refused: It is outside, and there is no reason; rule `reason`.
    """
    outside = outside_period(view, day)
    if outside and not reason:
        raise Refused(f"{outside} Choose a day in the period, or give the reason.", REASON)


def unusual(view: JourneyView, day: date) -> str:
    """Say that people may not work on a day; empty where it is a working day."""
    if day.weekday() >= _SATURDAY:
        return f"{day_said(day)} is on a weekend."
    if not is_working_day(day, view.holidays):
        return f"{day_said(day)} is a bank holiday."
    return ""


def same_day(view: JourneyView, method: str, day: date) -> str:
    """Say that another method is to be sat on a day; empty where none is."""
    others = [
        attempt.method
        for attempt in view.newest.values()
        if attempt.method != method
        and not attempt.begun
        and attempt.scheduled_on == day.isoformat()
    ]
    verb = "are" if len(others) > 1 else "is"
    return f"{' and '.join(others)} {verb} booked for that day as well." if others else ""
