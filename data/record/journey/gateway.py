"""What the gateway found, and how the period is counted: lines of the record, and their state."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.journey.body import Effects


@dataclass(frozen=True)
class Gateway:
    """What the gateway found, and how the period is counted."""


EFFECTS: Effects = {}
"""What each kind leads to."""
