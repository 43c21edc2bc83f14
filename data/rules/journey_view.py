"""Everything that a rule of the journey may ask of one assessment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data.record.journey.state import JourneyState
from data.rules.standing import Attempt, latest, standing
from data.rules.state_words import EITHER, state_name, state_said
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
    def again_kind(self) -> str:
        """Which attempt follows a fail: `re-sit`, `re-take`, or both words where it is either."""
        further = [attempt for attempt in self.newest.values() if attempt.number > 1]
        to_sit = {attempt.kind for attempt in further if attempt.grade is None}
        kinds = to_sit or {attempt.kind for attempt in further}
        return kinds.pop() if len(kinds) == 1 else EITHER

    @property
    def at_name(self) -> str:
        """What its state is called where people read it."""
        return state_name(self.at, self.again_kind)

    @property
    def at_said(self) -> str:
        """Its state as a sentence, without its full stop."""
        return state_said(self.at, self.again_kind)

    @cached_property
    def newest(self) -> dict[str, Attempt]:
        """The newest attempt at each method."""
        return latest(self.attempts)
