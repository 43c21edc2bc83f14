"""Re-sits and re-takes: lines of the record, and their state."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.journey.body import Effects


@dataclass(frozen=True)
class Again:
    """Re-sits and re-takes."""


EFFECTS: Effects = {}
"""What each kind leads to."""
