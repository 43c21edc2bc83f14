"""Conflicts, suspicions, complaints, appeals, withdrawal: lines of the record, and their state."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.journey.body import Effects


@dataclass(frozen=True)
class Conducted:
    """Conflicts, suspicions, complaints, appeals and withdrawal."""


EFFECTS: Effects = {}
"""What each kind leads to."""
