"""The planning meeting: booked, moved, missed, held; and the sittings that are booked in it.

Specification, "Assessment Booking". Each function is what a step of the part comes to; what is only
unusual is told and recorded all the same.
"""

from __future__ import annotations

from datetime import date, datetime

from data.record.body import Undone
from data.record.journey.machine import (
    ACCEPTED,
    AGAIN_AGREED,
    ASSESSING,
    AT_GATEWAY,
    FAILED,
    GATEWAY_REJECTED,
    GRADED,
    ON_PROGRAMME,
    PLANNED,
)
from data.record.journey.planning import (
    AgendaTicked,
    AssessmentPlanned,
    Meeting,
    MeetingBooked,
    MeetingCancelled,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    SittingBooked,
)
from data.record.journey.state import JourneyState
from data.record.text import clean
from data.rules.again import nothing_to_sit, refuse_second_day
from data.rules.booking_days import (
    demand_not_past,
    demand_period,
    outside_period,
    same_day,
    sits_outside,
    unusual,
)
from data.rules.demands import demand_reason, demand_words
from data.rules.journey_view import JourneyView
from data.rules.moments import day_of, day_said, moment_kept, moment_read, moment_said
from data.rules.refused import Refused, refuse_if
from data.rules.sittings_before import sitting_booked
from data.rules.standing import Attempt
from data.rules.step import Booking, Given, Outcome

_BEFORE = (ON_PROGRAMME, AT_GATEWAY, GATEWAY_REJECTED)
_ALL_BEGUN = (
    "Every sitting has begun or is over. Agree a re-sit or re-take of what was failed; after a "
    "no-show book the next sitting on the list of assessments."
)
MEETING_STATES = (ACCEPTED, PLANNED, ASSESSING, GRADED, FAILED, AGAIN_AGREED)
"""States in which a planning meeting makes sense; the first one in `ACCEPTED` plans it."""


def closed(view: JourneyView) -> str:
    """Say why nothing can be planned now; empty where it can."""
    if view.at in _BEFORE:
        return (
            f"The assessment is {view.at}: a planning meeting follows acceptance at gateway. "
            "Accept gateway first."
        )
    return (
        "" if view.at in MEETING_STATES else f"The assessment is {view.at}: nothing is planned now."
    )


def no_meeting(view: JourneyView) -> str:
    """Say why there is no meeting to look at; empty where one can be planned, or was."""
    return "" if view.state.planning.meetings else closed(view) or nothing_to_sit(view)


def closed_to_sittings(view: JourneyView) -> str:
    """Say why no sitting can be given a day; empty where one waits for its day, or can be moved."""
    newest = [view.newest.get(method.code) for method in view.standard.methods]
    waiting = any(attempt is None or not attempt.begun for attempt in newest)
    return closed(view) or ("" if waiting else _ALL_BEGUN)


def closed_without_meeting(view: JourneyView) -> str:
    """Say why nothing can be done with a meeting; empty where one is booked or under way."""
    nothing = "No planning meeting is booked or under way. Book or begin one first."
    return closed(view) or ("" if view.state.planning.open else nothing)


def closed_unless_begun(view: JourneyView) -> str:
    """Say why nothing can be ticked; empty while a meeting is under way."""
    meeting = view.state.planning.open
    begun = meeting is not None and meeting.started is not None
    return closed(view) or ("" if begun else "No planning meeting is under way. Begin it first.")


def closed_when_begun(view: JourneyView) -> str:
    """Say why no meeting can be booked or begun; empty where one makes sense."""
    meeting = view.state.planning.open
    begun = meeting is not None and meeting.started is not None
    under_way = "The meeting is under way. End it first." if begun else ""
    return closed(view) or under_way or nothing_to_sit(view)


def book(view: JourneyView, given: Given) -> Outcome:
    """Book the planning meeting, or move the one that is booked.

    Raises:
        Refused: It is not the time for one, or the day is over or outside the EPA period while no
            sitting is booked outside it.
    """
    refuse_if(closed_when_begun(view))
    at: datetime = given["at"]
    demand_not_past(view, at.date())
    place = clean(given["place"].strip())
    outside = outside_period(view, at.date())
    if outside and not sits_outside(view):
        raise Refused(f"{outside} Choose a day in the period.")
    kept = moment_kept(at)
    told = f"The planning meeting is booked for {moment_said(kept)}."
    doubts = filter(None, (unusual(view, at.date()), outside))
    return Outcome((MeetingBooked(kept, place),), told=" ".join((told, *doubts)))


def cancel(view: JourneyView, given: Given) -> Outcome:
    """Cancel the meeting that is booked, or break off the one that is under way.

    Raises:
        Refused: There is none, or no reason is given.
    """
    refuse_if(closed_without_meeting(view))
    return Outcome((MeetingCancelled(demand_reason(given["reason"], "A cancellation")),))


def miss(view: JourneyView, given: Given) -> Outcome:
    """Record who did not come to the meeting.

    Raises:
        Refused: None is booked, its day is yet to come, nobody is named, or it was given up before
            it was to begin.
    """
    refuse_if(closed_without_meeting(view))
    meeting = view.state.planning.open
    if meeting and meeting.at and day_of(meeting.at) > view.today:
        raise Refused(
            f"The meeting is booked for {moment_said(meeting.at)}, which is yet to come. "
            "Move or cancel it instead."
        )
    who = demand_words(given["who"], "Type who did not come.")
    at: datetime | None = given["at"]
    if at and meeting and meeting.at and at.astimezone() < moment_read(meeting.at):
        raise Refused(
            f"The meeting was booked for {moment_said(meeting.at)}: nobody is missed before it "
            "begins. Type when it was given up, or leave that empty."
        )
    told = view.journey.planning.missed or ""
    body = MeetingMissed(who, moment_kept(at) if at else "", clean(given["told"].strip()))
    return Outcome((body,), told=f"{told.rstrip('.')}. A new meeting can be booked.".lstrip(". "))


def start(view: JourneyView, given: Given) -> Outcome:
    """Begin the meeting: its clock counts from now.

    Raises:
        Refused: It is not the time for one, or one is under way.
    """
    del given
    refuse_if(closed_when_begun(view))
    return Outcome((MeetingStarted(),))


def tick(view: JourneyView, given: Given) -> Outcome:
    """Tick a line of the agenda, or take its tick back.

    Raises:
        Refused: No meeting is under way, or the agenda has no such line.
    """
    refuse_if(closed_unless_begun(view))
    return Outcome((AgendaTicked(_topic(view, given["topic"]), not given["back"]),))


def undo_newest(state: JourneyState) -> Undone:
    """Take the effect from the newest tick of the meeting that is open, else from its begin.

    Raises:
        Refused: Neither is left to take back.
    """
    for entry in reversed(state.entries):
        if entry.seq in state.undone:
            continue
        if isinstance(entry.body, AgendaTicked | MeetingStarted) and state.planning.open:
            return Undone(entry.seq)
        if isinstance(entry.body, MeetingBooked | MeetingHeld):
            break
    raise Refused("No tick is left to take back. An end or a booking is taken back on the journey.")


def hold(view: JourneyView, given: Given) -> Outcome:
    """End the meeting, or record one that was held without its clock.

    Raises:
        Refused: It is not the time for one, nobody was there, or its day is yet to come.
    """
    refuse_if(closed(view))
    present = demand_words(given["present"], "Type who was present.")
    meeting = view.state.planning.open
    on: date | None = given["on"]
    if on and on > view.today:
        raise Refused(f"{day_said(on)} is yet to come. Book the meeting for it instead.")
    begun = meeting is not None and meeting.started is not None
    if on is None and meeting and meeting.at and not begun and day_of(meeting.at) > view.today:
        raise Refused("The meeting is booked for a day yet to come. Begin it, or say when it was.")
    refuse_if(_held_before_it_began(meeting, on))
    ticked = meeting.ticked if meeting else {}
    topics = tuple(_topic(view, name) for name in given["topics"] if name not in ticked)
    day = on.isoformat() if on else "" if begun else view.today.isoformat()
    open_lines = [
        line.name for line in view.journey.planning.agenda if line.name not in {*ticked, *topics}
    ]
    return Outcome(
        (
            *(AgendaTicked(name) for name in topics),
            MeetingHeld(present, day),
            *((AssessmentPlanned(),) if view.at == ACCEPTED else ()),
        ),
        told=_held_words(view, open_lines),
    )


def _held_before_it_began(meeting: Meeting | None, on: date | None) -> str:
    """Say that a meeting whose clock ran cannot have been held before; empty where it was not."""
    began = meeting.started.local().date() if meeting and meeting.started else None
    if not (on and began and on < began):
        return ""
    return f"This meeting began on {day_said(began)}. Choose that day, or leave it empty."


def book_sitting(view: JourneyView, given: Given) -> Outcome:
    """Give a sitting its day, time and place.

    Raises:
        Refused: It has begun, the day is over, or it is outside the EPA period without a reason.
    """
    refuse_if(closed_to_sittings(view))
    method, at = given["method"], given["at"]
    newest = view.newest.get(method)
    refuse_if(_cannot_be_booked(method, newest))
    demand_not_past(view, at.date())
    refuse_second_day(view, newest, at.date())
    reason = clean(given["reason"].strip())
    demand_period(view, at.date(), reason)
    number, kind = (newest.number, newest.kind) if newest else (1, "first")
    before = view.state.planning.sittings.get((method, number))
    place = clean(given["place"].strip()) or (before.place if before else "")
    kept, doubts = moment_kept(at), (unusual(view, at.date()), same_day(view, method, at.date()))
    outside = reason if outside_period(view, at.date()) else ""
    exceptional = newest.exceptional if newest else ""
    return Outcome(
        (SittingBooked(method, number, kept, place, outside, sitting_booked(newest)),),
        bookings=(Booking(method, kind, number, at, place, exceptional),),
        told=" ".join((f"{method} is booked for {moment_said(kept)}.", *filter(None, doubts))),
    )


def _cannot_be_booked(method: str, newest: Attempt | None) -> str:
    if newest is None or not newest.begun:
        return ""
    return (
        f"{method} has begun, or ended without a start. Add a sitting for it on the list of "
        "assessments, or agree a re-sit or re-take."
    )


def _held_words(view: JourneyView, open_lines: list[str]) -> str:
    """Return what is still missing when the meeting is over."""
    unbooked = [
        method.code
        for method in view.standard.methods
        if not (view.newest.get(method.code) and view.newest[method.code].scheduled_on)
    ]
    said = []
    if open_lines:
        said.append(f"Not ticked: {', '.join(open_lines)}.")
    if unbooked:
        said.append(f"Not booked yet: {', '.join(unbooked)}.")
    return " ".join(said)


def _topic(view: JourneyView, name: str) -> str:
    names = [line.name for line in view.journey.planning.agenda]
    if name not in names:
        raise Refused(f"The agenda has no such line. Choose one of: {', '.join(names)}.")
    return name
