"""Days as a sentence says them, whatever language the machine is set to."""

from __future__ import annotations

from datetime import datetime

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def told(moment: str) -> str:
    """Return an ISO date as `20 May 2026`; with its time where it has one."""
    at = datetime.fromisoformat(moment)
    clock = f" {at:%H:%M}" if "T" in moment else ""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}{clock}"
