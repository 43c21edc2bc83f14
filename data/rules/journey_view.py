"""Everything that a rule of the journey may ask of one assessment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data.record.journey.state import JourneyState
from data.rules.standing import Attempt, latest, standing
from data.standards.journey import Journey
from data.standards.model import Standard
from data.standards.own_holidays import NO_OWN, OwnHolidays


@dataclass(frozen=True)
class JourneyView:
    """One assessment as it stands on a day; a value, never changed."""

    standard: Standard
    journey: Journey
    """What the standard says of the way around the sittings."""
    option: str | None
    state: JourneyState
    """Of the assessment's own record."""
    attempts: tuple[Attempt, ...]
    """Its sittings, in the order of method and number."""
    today: date
    gateway_on: date | None = None
    """As it was booked, or accepted here."""
    epa_ends_on: date | None = None
    """Last day of the EPA period."""
    assessor: str = ""
    extra_per_mille: int = 0
    """Approved extra time in thousandths of the base time."""
    breaks: str = ""
    adjustment_reference: str = ""
    holidays: OwnHolidays = NO_OWN
    """The user's own table of holidays."""

    @cached_property
    def at(self) -> str:
        """The state of the assessment: one of `data.record.journey.machine.STATES`."""
        return standing(self.standard, self.state, self.attempts)

    @cached_property
    def newest(self) -> dict[str, Attempt]:
        """The newest attempt at each method."""
        return latest(self.attempts)
