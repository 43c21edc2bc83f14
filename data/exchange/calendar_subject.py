"""Whose events are wanted for a calendar, and how much of the person they tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.rules.journey_view import JourneyView
from data.store.rows import Assessment, Sitting


@dataclass(frozen=True)
class Subject:
    """An assessment whose events are wanted."""

    view: JourneyView
    assessment: Assessment
    sittings: tuple[Sitting, ...]
    now: datetime
    """With a time zone."""
    names: bool = True
    """Whether titles name the apprentice."""
    alarm_minutes: int | None = None
    """How long before each a reminder comes; None for none."""

    def titled(self, words: str) -> str:
        """Return a title, with the name of the apprentice where it is wanted."""
        if not self.names:
            return words
        name = f"{self.assessment.given_names} {self.assessment.family_name}".strip()
        return f"{words}: {name}"
