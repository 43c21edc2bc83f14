"""Conflicts, suspicions, complaints, appeals, withdrawal: lines of the record, and their state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from data.record.body import Entry
from data.record.journey.body import Effects, JourneyBody
from data.record.journey.cases import (
    APPEAL_MOVES,
    COMPLAINT_MOVES,
    LODGED,
    RECEIVED,
    Case,
    Dealing,
    case_after,
)
from data.record.journey.machine import WITHDRAW, Move


def _said(first: str, more: Mapping[str, str]) -> str:
    """Return a sentence with what else was said, where something was."""
    return "; ".join([first, *(f"{name} {value}" for name, value in more.items() if value)])


@dataclass(frozen=True)
class InterestDeclared(JourneyBody):
    """A person declared whether they have an interest in this assessment (condition A4)."""

    kind: ClassVar[str] = "conduct-interest"
    stays: ClassVar[str] = "Where the assessor changed with it, change them back in the booking."
    person: str = field(repr=False)
    interest: bool
    on: str
    """ISO date."""
    reference: str = ""
    """Of the organisation's decision that they may take part all the same."""
    instead: str = field(default="", repr=False)
    """Who assesses instead."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        found = "an interest" if self.interest else "no interest"
        more = {"decision": self.reference, "instead": self.instead}
        return _said(f"{self.person} declared {found} on {self.on}", more)


@dataclass(frozen=True)
class Suspected(JourneyBody):
    """Malpractice is suspected: facts and times, and no finding (condition A8)."""

    kind: ClassVar[str] = "conduct-suspected"
    lasts: ClassVar[str] = (
        "A suspicion is answered, not taken back. Was it a mistake, somebody else releases the "
        "result with the outcome `other`."
    )
    by: str = field(repr=False)
    on: str
    """ISO date and time, to the minute."""
    facts: str = field(repr=False)
    reference: str = ""
    """Under which the organisation keeps it."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"Suspicion reported by {self.by}, result held: {self.on}, {self.facts}"
        return _said(said, {"reference": self.reference})


@dataclass(frozen=True)
class SuspicionAnswered(JourneyBody):
    """A person with no interest ended the hold of a suspicion."""

    kind: ClassVar[str] = "conduct-released"
    number: int
    """Of the suspicion."""
    by: str = field(repr=False)
    on: str
    outcome: str
    """`not upheld`, `upheld` or `other`."""
    reference: str = ""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"Suspicion {self.number} answered by {self.by} on {self.on}: {self.outcome}"
        return _said(said, {"reference": self.reference})


@dataclass(frozen=True)
class AssessmentWithdrawn(JourneyBody):
    """The assessment does not go on."""

    kind: ClassVar[str] = "conduct-withdrawn"
    move: ClassVar[str] = WITHDRAW
    by: str = field(repr=False)
    on: str
    reason: str
    """A name of the list of the standard's journey."""
    words: str = field(default="", repr=False)

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"Assessment withdrawn by {self.by} on {self.on}: {self.reason}"
        return _said(said, {"in words": self.words})


@dataclass(frozen=True)
class ComplaintMade(JourneyBody):
    """Somebody complained."""

    kind: ClassVar[str] = "conduct-complaint"
    by: str = field(repr=False)
    on: str
    about: str = field(repr=False)

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"Complaint of {self.by} received on {self.on}: {self.about}"


@dataclass(frozen=True)
class ComplaintMoved(JourneyBody):
    """A complaint went a step further."""

    kind: ClassVar[str] = "conduct-complaint-moved"
    number: int
    step: str
    """A move of `data.record.journey.cases.COMPLAINT_MOVES`."""
    by: str = field(repr=False)
    on: str
    words: str = field(default="", repr=False)

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"Complaint {self.number}, {self.step}: {self.by} on {self.on}"
        return _said(said, {"in words": self.words})


@dataclass(frozen=True)
class AppealLodged(JourneyBody):
    """Somebody appealed."""

    kind: ClassVar[str] = "conduct-appeal"
    by: str = field(repr=False)
    on: str
    about: str = field(repr=False)
    result_on: str = ""
    """ISO date of the result that is appealed."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"Appeal of {self.by} lodged on {self.on}: {self.about}"
        return _said(said, {"against the result of": self.result_on})


@dataclass(frozen=True)
class AppealMoved(JourneyBody):
    """An appeal went a step further."""

    kind: ClassVar[str] = "conduct-appeal-moved"
    number: int
    step: str
    """A move of `data.record.journey.cases.APPEAL_MOVES`."""
    by: str = field(repr=False)
    on: str
    independent: str = field(default="", repr=False)
    """Who decided with them and is not connected with the organisation (condition I1.2)."""
    words: str = field(default="", repr=False)

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"Appeal {self.number}, {self.step}: {self.by} on {self.on}"
        return _said(said, {"with": self.independent, "in words": self.words})


@dataclass(frozen=True)
class Suspicion:
    """A suspicion of malpractice, and how its hold ended."""

    number: int
    raised: Suspected
    answered: SuspicionAnswered | None = None
    """None while the result is held for it."""


@dataclass(frozen=True)
class Conducted:
    """Conflicts, suspicions, complaints, appeals and withdrawal."""

    interests: tuple[InterestDeclared, ...] = ()
    """The newest declaration of each person, in the order of their first."""
    held: bool = False
    """True while a suspicion is open: no result leaves, is published, confirmed or claimed."""
    held_since: str = ""
    """ISO date and time of the first suspicion that is open."""
    held_reason: str = ""
    """A reference, or the number of the suspicion: never what is suspected."""
    suspicions: tuple[Suspicion, ...] = ()
    withdrawn: AssessmentWithdrawn | None = None
    complaints: tuple[Case, ...] = ()
    appeals: tuple[Case, ...] = ()


def _declared(state: Conducted, entry: Entry, body: InterestDeclared) -> Conducted:
    known = {each.person.casefold(): each for each in state.interests}
    known[body.person.casefold()] = body
    return replace(state, interests=tuple(known.values()))


def _suspected(state: Conducted, entry: Entry, body: Suspected) -> Conducted:
    one = Suspicion(len(state.suspicions) + 1, body)
    return _holding(state, (*state.suspicions, one))


def _answered(state: Conducted, entry: Entry, body: SuspicionAnswered) -> Conducted:
    return _holding(
        state,
        tuple(
            replace(one, answered=body) if one.number == body.number else one
            for one in state.suspicions
        ),
    )


def _holding(state: Conducted, suspicions: tuple[Suspicion, ...]) -> Conducted:
    """Return the state with its suspicions, and with what they hold."""
    first = next((one for one in suspicions if one.answered is None), None)
    reason = first.raised.reference or f"suspicion {first.number}" if first else ""
    return replace(
        state,
        suspicions=suspicions,
        held=first is not None,
        held_since=first.raised.on if first else "",
        held_reason=reason,
    )


def _withdrawn(state: Conducted, entry: Entry, body: AssessmentWithdrawn) -> Conducted:
    return replace(state, withdrawn=body)


def _complained(state: Conducted, entry: Entry, body: ComplaintMade) -> Conducted:
    case = Case(len(state.complaints) + 1, RECEIVED, body.on, body.by, body.about)
    return replace(state, complaints=(*state.complaints, case))


def _appealed(state: Conducted, entry: Entry, body: AppealLodged) -> Conducted:
    number = len(state.appeals) + 1
    case = Case(number, LODGED, body.on, body.by, body.about, body.result_on)
    return replace(state, appeals=(*state.appeals, case))


def _complaint_moved(state: Conducted, entry: Entry, body: ComplaintMoved) -> Conducted:
    moved = _dealing(COMPLAINT_MOVES, body, "")
    return replace(state, complaints=tuple(map(moved, state.complaints)))


def _appeal_moved(state: Conducted, entry: Entry, body: AppealMoved) -> Conducted:
    moved = _dealing(APPEAL_MOVES, body, body.independent)
    return replace(state, appeals=tuple(map(moved, state.appeals)))


def _dealing(
    moves: tuple[Move, ...], body: ComplaintMoved | AppealMoved, independent: str
) -> Callable[[Case], Case]:
    """Return what changes the case that a step is about, and no other."""

    def moved(case: Case) -> Case:
        then = case_after(moves, case.at, body.step)
        if case.number != body.number or then is None:
            return case
        dealing = Dealing(then, body.on, body.by, independent, body.words)
        return replace(case, at=then, dealt=(*case.dealt, dealing))

    return moved


EFFECTS: Effects = {
    InterestDeclared: _declared,
    Suspected: _suspected,
    SuspicionAnswered: _answered,
    AssessmentWithdrawn: _withdrawn,
    ComplaintMade: _complained,
    ComplaintMoved: _complaint_moved,
    AppealLodged: _appealed,
    AppealMoved: _appeal_moved,
}
"""What each kind leads to."""
