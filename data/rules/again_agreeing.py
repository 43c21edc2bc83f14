"""The action plan and the agreement before a method is sat again.

Specification, "Re-sits and Re-takes": a supportive action plan, and the employer agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from data.record.attempts import RE_SIT, RE_TAKE
from data.record.journey.again import ActionPlanned, AgainAgreed
from data.record.journey.machine import AGREE_AGAIN
from data.record.journey.planning import SittingBooked
from data.record.text import clean
from data.rules.again import (
    Following,
    following,
    held_on,
    nothing_failed,
    refuse_attempt_day,
    refuse_period_over,
    refuse_while_learning,
    rework_due,
)
from data.rules.again_asks import day_ask, method_ask, past, said
from data.rules.booking_days import after_period, demand_not_past
from data.rules.dated import refuse_day
from data.rules.days import day_written, iso_written
from data.rules.journey_view import JourneyView
from data.rules.moments import moment_kept
from data.rules.refused import Refused, about
from data.rules.results import refuse_held
from data.rules.sittings_before import sitting_booked
from data.rules.standing import refuse_move
from data.rules.step import Ask, Booking, Choice, Given, Outcome

_KINDS = (
    Choice(RE_SIT, "Re-sit: no further learning is needed"),
    Choice(RE_TAKE, "Re-take: after further learning"),
)


def note_asks(view: JourneyView) -> Sequence[Ask]:
    """Return what the note of an action plan asks for."""
    return (
        method_ask(view),
        Ask("text", "Action plan", hint="what supports the apprentice"),
        Ask("by", "Written by", hint="a name"),
        day_ask(view, "on", "Written on"),
    )


def note(view: JourneyView, given: Given) -> Outcome:
    """Keep the note of a supportive action plan.

    Raises:
        Refused: The method was not failed, the day comes before that, or something is missing.
    """
    if closed := nothing_failed(view):
        raise Refused(closed)
    failed, on = following(view, given["method"]).failed, past(view, given["on"])
    refuse_day(view.today, on, held_on(failed), f"{failed.method} was failed")
    text, by = said(given, "text", "the action plan"), said(given, "by", "who wrote it")
    return Outcome((ActionPlanned(failed.method, text, by, on.isoformat()),))


def agree_asks(view: JourneyView) -> Sequence[Ask]:
    """Return what an agreement asks for."""
    return (
        method_ask(view),
        Ask("kind", "Attempt", "choice", choices=_KINDS, value=RE_SIT),
        Ask("employer", "Agreed by", hint="a name, for the employer"),
        day_ask(view, "on", "Agreed on"),
        Ask(
            "learning-until",
            "Further learning until",
            "day",
            "re-take only",
            needed=False,
            ahead=True,
        ),
        Ask("when", "Date and time", "moment", "empty for none yet", needed=False, ahead=True),
        Ask("place", "Place", hint="a link or a room", needed=False),
        Ask("decision", "Next action decision", hint="after a second fail", needed=False),
    )


def agree(view: JourneyView, given: Given) -> Outcome:
    """Agree on a re-sit or re-take, and book it.

    Raises:
        Refused: The plan does not allow it, or something is missing.
    """
    follows = following(view, given["method"])
    refuse_held(view)
    refuse_move(view.at, AGREE_AGAIN)
    refuse_period_over(view)
    _refuse_agreed(view, follows)
    at, place = given["when"], clean(given["place"]).strip()
    body = replace(
        _agreement(view, follows, given), place=place, before=sitting_booked(follows.booked)
    )
    day = _day(follows, at)
    if at is not None:
        with about("when"):
            refuse_attempt_day(view, follows, at.date())
        demand_not_past(view, at.date(), of="when")
    with about("when"):
        refuse_while_learning(day, body.learning_until)
    booking = Booking(body.method, body.attempt, body.number, at, place, body.exceptional)
    told = _told(view, follows, body, day)
    # The agreement comes last: it is what is taken back first.
    return Outcome((*_dated(body, at), body), bookings=(booking,), told=told)


def _dated(body: AgainAgreed, at: datetime | None) -> tuple[SittingBooked, ...]:
    """Return the day of the attempt as the planning part keeps it."""
    if at is None:
        return ()
    kept = moment_kept(at)
    return (SittingBooked(body.method, body.number, kept, body.place, before=body.before),)


def _agreement(view: JourneyView, follows: Following, given: Given) -> AgainAgreed:
    method, number = follows.failed.method, follows.number
    on = past(view, given["on"])
    _refuse_early(follows, on)
    return AgainAgreed(
        method,
        given["kind"],
        number,
        said(given, "employer", "who agreed for the employer"),
        on.isoformat(),
        _learning(view, given, on),
        rework_due(view, method, on),
        view.state.again.lifted(method, number) or _referenced(follows),
        clean(given["decision"]).strip(),
    )


def _referenced(follows: Following) -> str:
    """Return the reference that the attempt was booked with elsewhere; empty where it has none."""
    return follows.booked.exceptional if follows.booked else ""


def _refuse_agreed(view: JourneyView, follows: Following) -> None:
    """Refuse to agree twice. How it was booked elsewhere does not bind: the agreement decides."""
    method = follows.failed.method
    known = view.state.again.agreement(method, follows.number)
    if follows.booked and known:
        raise Refused(
            f"A {known.attempt} of {method} was agreed on {iso_written(known.on)} already. Give "
            "it a day, or take the agreement back first.",
            about="method",
        )


def _refuse_early(follows: Following, on: date) -> None:
    failed_on = held_on(follows.failed)
    if failed_on and on.isoformat() < failed_on:
        raise Refused(
            f"{follows.failed.method} was failed on {iso_written(failed_on)}: choose the day of "
            "the agreement, which is not before it.",
            about="on",
        )


def _learning(view: JourneyView, given: Given, on: date) -> str:
    """Return the last day of further learning as an ISO date; empty for a re-sit."""
    until: date | None = given["learning-until"]
    if given["kind"] == RE_SIT:
        if until:
            raise Refused(
                "A re-sit does not require further learning: leave its day empty, or choose "
                "re-take.",
                about="learning-until",
            )
        return ""
    if until is None:
        raise Refused(
            "A re-take requires further learning: enter the day until which it lasts.",
            about="learning-until",
        )
    if until < on:
        raise Refused(
            "Further learning follows the agreement: enter a day after it.", about="learning-until"
        )
    if late := after_period(view.epa_ends_on, until):
        raise Refused(
            f"{late} Choose an earlier day: the re-take follows the learning.",
            about="learning-until",
        )
    return until.isoformat()


def _day(follows: Following, at: datetime | None) -> str:
    """Return the day on which the attempt is held as an ISO date; empty where it has none yet."""
    if at is not None:
        return at.date().isoformat()
    return follows.booked.scheduled_on if follows.booked else ""


def _told(view: JourneyView, follows: Following, body: AgainAgreed, day: str) -> str:
    """Say what follows from an agreement."""
    told = [f"{body.method}: {body.attempt} agreed, attempt {body.number}."]
    if follows.fails > 1:
        told.append(
            f"It was failed {follows.fails} times: ask the organisation for its next action "
            "decision. Further learning is recommended."
        )
    if body.rework_due_on:
        told.append(_rework(view, body.rework_due_on, day))
    if body.method == view.journey.portfolio.method:
        told.append("The same portfolio is used: there is nothing to submit.")
    return " ".join(told)


def _rework(view: JourneyView, due: str, day: str) -> str:
    """Say by when the project is reworked, and what that is too late for."""
    told, ends = f"The reworked project is due by {iso_written(due)}", view.epa_ends_on
    if day and due > day:
        told += f", after the sitting on {iso_written(day)}"
    if ends and due > ends.isoformat():
        told += f", after the EPA period, which ends on {day_written(ends)}"
    return f"{told}."
