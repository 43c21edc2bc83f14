"""Adjustments and special considerations: lines of the record, and their state."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.journey.body import Effects


@dataclass(frozen=True)
class Adjusting:
    """Adjustments and special considerations."""


EFFECTS: Effects = {}
"""What each kind leads to."""
