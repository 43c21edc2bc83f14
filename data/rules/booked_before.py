"""What the booking had before a step changed it, so that undo gives it back.

An adjustment that was approved by mistake would otherwise go on giving extra time, and a gateway
that was taken back would go on counting its EPA period.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from data.record.journey.adjusting import AdjustingApproved, AdjustingConsidered
from data.record.journey.again import Excepted
from data.record.journey.body import JourneyBody
from data.record.journey.conduct_kinds import InterestDeclared
from data.record.journey.gateway import GatewayAccepted
from data.rules.adjusting_guards import stands_elsewhere
from data.rules.arrangements import also_of, arranged, breaks_of
from data.rules.days import iso_written
from data.rules.journey_view import JourneyView


def adjustment_booked(view: JourneyView) -> tuple[str, ...]:
    """Return the adjustment as it is booked: extra time, breaks, reference."""
    return (str(view.extra_per_mille), view.breaks, view.adjustment_reference)


def gateway_booked(view: JourneyView) -> tuple[str, ...]:
    """Return gateway and end of the EPA period as they are booked: ISO dates, empty for none."""
    return (_iso(view.gateway_on), _iso(view.epa_ends_on))


def booked_again(view: JourneyView, body: JourneyBody) -> dict[str, Any]:
    """Return what the booking gets back when an entry loses its effect.

    Args:
        view: The assessment before undo.
        body: What the entry says.

    Returns:
        Fields of the assessment; nothing where the booking was changed since, by whatever way.
    """
    if isinstance(body, GatewayAccepted):
        if not body.before or gateway_booked(view) != (body.on, body.ends_on):
            return {}
        gateway, ends = body.before
        return {"gateway_on": gateway or None, "epa_ends_on": ends or None}
    if isinstance(body, AdjustingApproved | AdjustingConsidered):
        if not body.before or not _stands(view, body):
            return {}
        extra, breaks, reference = body.before
        changed = (int(extra), breaks, reference)
        return dict(zip(_ADJUSTMENT, changed, strict=True))
    if isinstance(body, Excepted):
        changed_since = not body.ends_on or _iso(view.epa_ends_on) != body.ends_on
        return {} if changed_since else {"epa_ends_on": body.ended_on}
    if isinstance(body, InterestDeclared):
        mine = body.before and body.instead == view.assessor
        return {"assessor": body.before} if mine else {}
    return {}


_ADJUSTMENT = ("extra_per_mille", "breaks", "adjustment_reference")


def _stands(view: JourneyView, body: AdjustingApproved | AdjustingConsidered) -> bool:
    """Tell whether the booking still says of the adjustment what this entry made of it."""
    if body.reference not in view.adjustment_reference:
        return False
    if view.state.adjusting.approvals or isinstance(body, AdjustingApproved):
        return not stands_elsewhere(view)
    extra, breaks, _ = body.before
    made = arranged(breaks_of(breaks), (*also_of(breaks), body.effect))
    return (view.extra_per_mille, view.breaks) == (int(extra), made)


def booking_told(view: JourneyView, body: JourneyBody) -> str:
    """Say what becomes of the booking; empty where the kind says it itself, or nothing does.

    Args:
        view: The assessment before undo.
        body: What the entry says.
    """
    back = booked_again(view, body)
    if isinstance(body, InterestDeclared) and body.instead:
        if back:
            return f"The assessor is {body.before} again."
        return "Where the assessor changed with it, change them back in the booking."
    if isinstance(body, Excepted) and body.ends_on:
        if not back:
            return "The EPA period was changed since: it stays as it is."
        return " ".join((f"The EPA period ends on {iso_written(body.ended_on)} again.",
                         *_left_outside(view, body.ended_on)))  # fmt: skip
    return ""


def _left_outside(view: JourneyView, ends: str) -> Iterator[str]:
    """Go through the sittings that stay booked for a day after a period."""
    for attempt in view.attempts:
        if not attempt.begun and attempt.scheduled_on > ends:
            on = iso_written(attempt.scheduled_on)
            yield f"{attempt.code} stays booked for {on}, after it: give it another day."


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
