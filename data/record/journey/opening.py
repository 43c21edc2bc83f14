"""The first line of an assessment's record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from data.record.body import Body


@dataclass(frozen=True)
class AssessmentOpened(Body):
    """What is assessed, as it was booked when the first thing was recorded of it."""

    kind: ClassVar[str] = "assessment-opened"
    reference: str
    version: str
    option: str | None = None
    gateway_on: str = ""
    """ISO date of a gateway that was kept elsewhere; empty where none was known."""
