"""The production project and its report: lines of the record, and their state."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.journey.body import Effects


@dataclass(frozen=True)
class Project:
    """The production project and its report."""


EFFECTS: Effects = {}
"""What each kind leads to."""
