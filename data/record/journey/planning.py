"""The planning meeting and what was said in it: lines of the record, and their state.

Specification, "Planning Meeting" and "Assessment Booking". Moments are ISO 8601 in UTC, whole
minutes. The clock of a meeting is its begin and its end: nothing else has to be remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from data.record.body import Entry
from data.record.instant import Instant
from data.record.journey.body import Effects, JourneyBody
from data.record.journey.machine import PLAN as PLAN_MOVE
from data.record.journey.moments import moment_said


@dataclass(frozen=True)
class MeetingBooked(JourneyBody):
    """A meeting was booked, or one that was not yet held was moved."""

    kind: ClassVar[str] = "planning-booked"
    at: str
    place: str = ""
    """A link or a room."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        where = f", {self.place}" if self.place else ""
        return f"Planning meeting booked for {moment_said(self.at)}{where}"


@dataclass(frozen=True)
class MeetingCancelled(JourneyBody):
    """The meeting that was booked will not take place."""

    kind: ClassVar[str] = "planning-cancelled"
    reason: str

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"Planning meeting cancelled: {self.reason}"


@dataclass(frozen=True)
class MeetingMissed(JourneyBody):
    """The meeting that was booked could not be held: somebody did not come."""

    kind: ClassVar[str] = "planning-missed"
    who: str
    at: str
    """When it was given up."""
    excuse: str = ""
    """What was told of it."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        more = f": {self.excuse}" if self.excuse else ""
        return f"{self.who} did not come to the planning meeting{more}"


@dataclass(frozen=True)
class MeetingStarted(JourneyBody):
    """The meeting began: its clock counts from the time of this entry."""

    kind: ClassVar[str] = "planning-started"

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return "Planning meeting begun"


@dataclass(frozen=True)
class AgendaTicked(JourneyBody):
    """A line of the agenda was talked about, or its tick was taken back."""

    kind: ClassVar[str] = "planning-agenda"
    name: str
    """Name of the line in the journey of the standard."""
    done: bool = True

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"Agenda: {self.name}" + ("" if self.done else ", tick taken back")


@dataclass(frozen=True)
class MeetingHeld(JourneyBody):
    """The meeting is over."""

    kind: ClassVar[str] = "planning-held"
    present: str
    on: str = ""
    """ISO date, where the meeting was held without its clock."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        on = f" on {self.on}" if self.on else ""
        return f"Planning meeting held{on}; present: {self.present}"


@dataclass(frozen=True)
class AssessmentPlanned(JourneyBody):
    """The first meeting was held: the assessment is planned."""

    kind: ClassVar[str] = "planning-done"
    move: ClassVar[str] = PLAN_MOVE

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return "Assessment planned"


@dataclass(frozen=True)
class SittingBooked(JourneyBody):
    """A sitting was given its day, time and place."""

    kind: ClassVar[str] = "planning-sitting"
    method: str
    number: int
    """1 for the first attempt, 2 for the next."""
    at: str
    place: str = ""
    reason: str = ""
    """Why on a day outside the EPA period; empty where it is in it."""
    before: tuple[str, ...] = ()
    """Kind, moment, place and circumstances of the booking before, empty texts where there was
    none; nothing at all in records of an earlier version."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        parts = [f"{self.method}, attempt {self.number}, booked for {moment_said(self.at)}"]
        parts += [self.place] if self.place else []
        parts += [f"outside the EPA period: {self.reason}"] if self.reason else []
        return "; ".join(parts)


@dataclass(frozen=True)
class Meeting:
    """One planning meeting."""

    number: int
    """1 for the first of this assessment."""
    at: str = ""
    """What it is booked for; empty where it was held without a booking."""
    place: str = ""
    moved: int = 0
    """How often its booking changed."""
    stamp: Instant | None = None
    """When something last changed of its booking."""
    started: Instant | None = None
    ended: Instant | None = None
    ticked: Mapping[str, Instant] = field(default_factory=dict)
    """When each line of the agenda was ticked, by its name."""
    present: str = ""
    held_on: str = ""
    """ISO date, where it was held without its clock."""
    missed: MeetingMissed | None = None
    cancelled: str = ""
    """Why it will not take place."""

    @property
    def held(self) -> bool:
        """True when it is over and people were there."""
        return self.ended is not None

    @property
    def open(self) -> bool:
        """True while it is still to be held, or under way."""
        return not (self.held or self.missed or self.cancelled)

    def elapsed(self, now: Instant) -> int:
        """Return how long it has lasted, in milliseconds; 0 where its clock never ran."""
        if self.started is None:
            return 0
        return (self.ended or now).since(self.started)


@dataclass(frozen=True)
class Booked:
    """What was booked of a sitting in this part."""

    at: str
    place: str
    times: int = 1
    """How often it was booked: the first time and every change."""


@dataclass(frozen=True)
class Planning:
    """The planning meeting and what was said in it."""

    meetings: tuple[Meeting, ...] = ()
    """Every meeting, oldest first; only the last can be open."""
    sittings: Mapping[tuple[str, int], Booked] = field(default_factory=dict)
    """What was booked here, by method and number of the attempt."""

    @property
    def open(self) -> Meeting | None:
        """The meeting that is still to be held, or under way; None where there is none."""
        return self.meetings[-1] if self.meetings and self.meetings[-1].open else None

    @property
    def held(self) -> Meeting | None:
        """The newest meeting that was held; None where there was none."""
        return next((one for one in reversed(self.meetings) if one.held), None)


def _changed(state: Planning, **changes: Any) -> Planning:
    """Return the state with its open meeting changed; a new meeting where none is open."""
    kept = state.meetings[:-1] if state.open else state.meetings
    meeting = state.open or Meeting(len(state.meetings) + 1)
    return replace(state, meetings=(*kept, replace(meeting, **changes)))


def _booked(state: Planning, entry: Entry, body: MeetingBooked) -> Planning:
    before = state.open
    moved = before.moved + 1 if before and before.at else 0
    return _changed(state, at=body.at, place=body.place, moved=moved, stamp=entry.at)


def _cancelled(state: Planning, entry: Entry, body: MeetingCancelled) -> Planning:
    before = state.open
    moved = before.moved + 1 if before else 0
    return _changed(state, cancelled=body.reason, moved=moved, stamp=entry.at)


def _missed(state: Planning, entry: Entry, body: MeetingMissed) -> Planning:
    del entry
    return _changed(state, missed=body)


def _started(state: Planning, entry: Entry, body: MeetingStarted) -> Planning:
    del body
    return _changed(state, started=entry.at)


def _ticked(state: Planning, entry: Entry, body: AgendaTicked) -> Planning:
    ticked = dict(state.open.ticked) if state.open else {}
    ticked.pop(body.name, None)
    if body.done:
        ticked[body.name] = entry.at
    return _changed(state, ticked=ticked)


def _held(state: Planning, entry: Entry, body: MeetingHeld) -> Planning:
    return _changed(state, ended=entry.at, present=body.present, held_on=body.on)


def _planned(state: Planning, entry: Entry, body: AssessmentPlanned) -> Planning:
    del entry, body
    return state


def _sitting(state: Planning, entry: Entry, body: SittingBooked) -> Planning:
    del entry
    key = body.method, body.number
    before = state.sittings.get(key)
    times = before.times + 1 if before else 1
    return replace(state, sittings={**state.sittings, key: Booked(body.at, body.place, times)})


EFFECTS: Effects = {
    MeetingBooked: _booked,
    MeetingCancelled: _cancelled,
    MeetingMissed: _missed,
    MeetingStarted: _started,
    AgendaTicked: _ticked,
    MeetingHeld: _held,
    AssessmentPlanned: _planned,
    SittingBooked: _sitting,
}
"""What each kind leads to."""
