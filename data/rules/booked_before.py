"""What the booking had before a step changed it, so that undo gives it back.

An adjustment that was approved by mistake would otherwise go on giving extra time, and a gateway
that was taken back would go on counting its EPA period.
"""

from __future__ import annotations

from typing import Any

from data.record.journey.adjusting import AdjustingApproved, AdjustingConsidered
from data.record.journey.body import JourneyBody
from data.record.journey.gateway import GatewayAccepted
from data.rules.adjusting_guards import stands_elsewhere
from data.rules.journey_view import JourneyView


def adjustment_booked(view: JourneyView) -> tuple[str, ...]:
    """Return the adjustment as it is booked: extra time, breaks, reference."""
    return (str(view.extra_per_mille), view.breaks, view.adjustment_reference)


def gateway_booked(view: JourneyView) -> tuple[str, ...]:
    """Return gateway and end of the EPA period as they are booked: ISO dates, empty for none."""
    return tuple(day.isoformat() if day else "" for day in (view.gateway_on, view.epa_ends_on))


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
        if not body.before or stands_elsewhere(view):
            return {}
        extra, breaks, reference = body.before
        changed = (int(extra), breaks, reference)
        return dict(zip(_ADJUSTMENT, changed, strict=True))
    return {}


_ADJUSTMENT = ("extra_per_mille", "breaks", "adjustment_reference")
