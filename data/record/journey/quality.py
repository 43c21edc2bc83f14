"""Sampling, second marking and its outcome: lines of the record, and their state."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.journey.body import Effects


@dataclass(frozen=True)
class Quality:
    """Sampling, second marking and its outcome."""


EFFECTS: Effects = {}
"""What each kind leads to."""
