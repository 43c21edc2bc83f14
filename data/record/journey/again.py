"""Re-sits and re-takes: lines of the record, and their state.

Specification, "Re-sits and Re-takes": an action plan, the employer's agreement, three weeks to
rework the project, and what exceptional circumstances lift.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from data.record.body import Entry
from data.record.journey.body import Effects, JourneyBody
from data.record.journey.machine import AGREE_AGAIN, RUN_OUT


@dataclass(frozen=True)
class ActionPlanned(JourneyBody):
    """What supports the apprentice until the next attempt was agreed and noted."""

    kind: ClassVar[str] = "again-action-planned"
    method: str
    text: str = field(repr=False)
    by: str = field(repr=False)
    """Who wrote it."""
    on: str
    """ISO date."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"action plan for {self.method}, by {self.by} on {self.on}: {self.text}"


@dataclass(frozen=True)
class AgainAgreed(JourneyBody):
    """The employer agreed that a failed method is sat again."""

    kind: ClassVar[str] = "again-agreed"
    move: ClassVar[str] = AGREE_AGAIN
    method: str
    attempt: str
    """`re-sit` without further learning, `re-take` with it."""
    number: int
    """2 for the second attempt."""
    employer: str = field(repr=False)
    """Who agreed for the employer."""
    on: str
    """ISO date."""
    learning_until: str = ""
    """ISO date of the last day of further learning; empty for a re-sit."""
    rework_due_on: str = ""
    """ISO date by which the reworked project is submitted; empty where there is none."""
    exceptional: str = ""
    """Reference of the circumstances that lift the cap; empty where there are none."""
    decision: str = ""
    """Reference of the organisation's next action decision, after a second fail."""
    place: str = ""
    """What was booked with it as the place."""
    before: tuple[str, ...] = ()
    """Kind, moment, place and circumstances of the booking before, empty texts where there was
    none; nothing at all in records of an earlier version."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"{self.attempt} of {self.method} agreed, attempt {self.number}"
        learning = f", after learning until {self.learning_until}" if self.learning_until else ""
        return f"{said}, by {self.employer} on {self.on}{learning}"


@dataclass(frozen=True)
class Excepted(JourneyBody):
    """Exceptional circumstances were determined: by the organisation, never by the assessor."""

    kind: ClassVar[str] = "again-excepted"
    reference: str
    by: str = field(repr=False)
    """Who determined it."""
    on: str
    """ISO date."""
    method: str = ""
    """Whose cap is lifted; empty where none is."""
    number: int = 0
    """The attempt whose cap is lifted."""
    ends_on: str = ""
    """ISO date on which the EPA period ends now; empty where it stays."""
    ended_on: str = ""
    """ISO date on which it ended before; empty where it stays."""
    replaced: str = ""
    """The reference that the booking of the attempt had before."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        cap = f", lift the cap of {self.method}, attempt {self.number}" if self.method else ""
        period = f", extend the EPA period until {self.ends_on}" if self.ends_on else ""
        said = f"exceptional circumstances {self.reference}, by {self.by} on {self.on}"
        return f"{said}{cap}{period}"


@dataclass(frozen=True)
class PeriodRanOut(JourneyBody):
    """The EPA period ended before everything was passed: the entire EPA is taken again."""

    kind: ClassVar[str] = "again-period-over"
    move: ClassVar[str] = RUN_OUT
    ended_on: str
    """ISO date of the last day of the period."""
    by: str = field(repr=False)
    on: str
    """ISO date."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"EPA period over since {self.ended_on}, recorded by {self.by} on {self.on}"


@dataclass(frozen=True)
class Again:
    """Re-sits and re-takes."""

    plans: tuple[ActionPlanned, ...] = ()
    """Notes of action plans, oldest first."""
    agreed: tuple[AgainAgreed, ...] = ()
    """Oldest first; the last of a method and number counts."""
    excepted: tuple[Excepted, ...] = ()
    """Oldest first."""
    rework_due_on: str = ""
    """ISO date by which the reworked project is submitted; empty where there is none."""
    over: PeriodRanOut | None = None
    """Until another attempt is agreed on, in a period that was extended."""

    def agreement(self, method: str, number: int) -> AgainAgreed | None:
        """Return what was agreed on an attempt; None where nothing was."""
        mine = (a for a in reversed(self.agreed) if (a.method, a.number) == (method, number))
        return next(mine, None)

    def lifted(self, method: str, number: int) -> str:
        """Return the reference that lifts the cap of an attempt; empty where none does."""
        mine = (e for e in reversed(self.excepted) if (e.method, e.number) == (method, number))
        return next((one.reference for one in mine), "")


def _plan(again: Again, _: Entry, body: ActionPlanned) -> Again:
    return replace(again, plans=(*again.plans, body))


def _agree(again: Again, _: Entry, body: AgainAgreed) -> Again:
    due = body.rework_due_on or again.rework_due_on
    return replace(again, agreed=(*again.agreed, body), rework_due_on=due, over=None)


def _except(again: Again, _: Entry, body: Excepted) -> Again:
    return replace(again, excepted=(*again.excepted, body))


def _run_out(again: Again, _: Entry, body: PeriodRanOut) -> Again:
    return replace(again, over=body)


EFFECTS: Effects = {
    ActionPlanned: _plan,
    AgainAgreed: _agree,
    Excepted: _except,
    PeriodRanOut: _run_out,
}
"""What each kind leads to."""
