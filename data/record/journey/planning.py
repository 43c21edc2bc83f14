"""The planning meeting and what was said in it: lines of the record, and their state."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.journey.body import Effects


@dataclass(frozen=True)
class Planning:
    """The planning meeting and what was said in it."""


EFFECTS: Effects = {}
"""What each kind leads to."""
