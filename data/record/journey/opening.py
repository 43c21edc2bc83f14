"""The first line of an assessment's record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from data.record.journey.body import JourneyBody


@dataclass(frozen=True)
class AssessmentOpened(JourneyBody):
    """What is assessed, as it was booked when the first thing was recorded of it."""

    kind: ClassVar[str] = "assessment-opened"
    reference: str
    version: str
    option: str | None = None
    gateway_on: str = ""
    """ISO date of a gateway that was kept elsewhere; empty where none was known."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        option = f", option {self.option}" if self.option else ""
        return f"Opened: {self.reference} {self.version}{option}"
