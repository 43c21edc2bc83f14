"""When an adjustment may change (specification, "Assessment Booking").

Applications are submitted before gateway. What changes afterwards needs a decision that says so:
the form, a file of bookings and the part `adjusting` are all judged by this one rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LATE = (
    "After the gateway an adjustment changes only by a decision. Type the reference of that "
    "decision; the one that stands already is for what was approved before."
)
"""Why a late change is refused, and what to do; it says nothing of the apprentice."""


@dataclass(frozen=True, slots=True)
class Approved:
    """What is approved for an assessment."""

    extra_per_mille: int = 0
    """Extra time in thousandths of the base time."""
    breaks: str = ""
    """See `data.rules.arrangements`."""
    reference: str = ""
    """Where the decision is kept; several are parted by semicolons."""

    @property
    def references(self) -> frozenset[str]:
        """Each decision by itself."""
        return frozenset(part for each in self.reference.split(";") if (part := each.strip()))


def late_change(old: Approved, new: Approved, gateway_on: date | None, today: date) -> str:
    """Return why an adjustment may not change so; empty where it may.

    Args:
        old: As it stands.
        new: As it is to be.
        gateway_on: The gateway as it stands, before the change; None where none is known.
        today: The day of the change.
    """
    before = gateway_on is None or gateway_on > today
    same = (old.extra_per_mille, old.breaks) == (new.extra_per_mille, new.breaks)
    decided = new.references - old.references
    return "" if before or same or decided else LATE
