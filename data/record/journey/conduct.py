"""Conflicts, suspicions, complaints, appeals, withdrawal: lines of the record, and their state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from data.record.body import Entry
from data.record.journey.body import Effects
from data.record.journey.cases import (
    APPEAL_MOVES,
    COMPLAINT_MOVES,
    LODGED,
    RECEIVED,
    Case,
    Dealing,
    case_after,
)
from data.record.journey.conduct_kinds import AppealLodged as AppealLodged
from data.record.journey.conduct_kinds import AppealMoved as AppealMoved
from data.record.journey.conduct_kinds import AssessmentWithdrawn as AssessmentWithdrawn
from data.record.journey.conduct_kinds import ComplaintMade as ComplaintMade
from data.record.journey.conduct_kinds import ComplaintMoved as ComplaintMoved
from data.record.journey.conduct_kinds import InterestDeclared as InterestDeclared
from data.record.journey.conduct_kinds import Suspected as Suspected
from data.record.journey.conduct_kinds import SuspicionAnswered as SuspicionAnswered
from data.record.journey.machine import Move
from data.record.people import person_key


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
    known = {person_key(each.person): each for each in state.interests}
    known[person_key(body.person)] = body
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
