"""The pieces of the portfolio: lines of the record, and their state."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.journey.body import Effects


@dataclass(frozen=True)
class Portfolio:
    """The pieces of the portfolio."""


EFFECTS: Effects = {}
"""What each kind leads to."""
