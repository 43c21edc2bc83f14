"""What is known of a gateway: its checks, its two weeks, and what the record can tell beside them.

Specification, "Pre-Gateway Checks" and "What happens during Gateway?". The list, the months and the
window are data of the standard (`data.standards.journey.GatewayRules`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from data.record.journey.gateway import Answer, Submission
from data.rules.arrangements import arrangements_written
from data.rules.counts import counted
from data.rules.days import day_written
from data.rules.extra_time import extra_written
from data.rules.journey_view import JourneyView
from data.rules.period import months_between
from data.rules.portfolio import gaps
from data.standards.journey import GatewayCheck

_SOME = 6
"""So many codes of what is missing are named; more are counted."""


@dataclass(frozen=True)
class Lacking:
    """The checks that keep a submission from being accepted."""

    unanswered: tuple[GatewayCheck, ...] = ()
    no: tuple[GatewayCheck, ...] = ()
    """Answered no, and needed."""
    typical: tuple[GatewayCheck, ...] = ()
    """Answered no, and only typical: a reason allows it."""


def find_check(view: JourneyView, name: str) -> GatewayCheck | None:
    """Return a check of the standard's list by its name; None where it has none of it."""
    return next((check for check in view.journey.gateway.checks if check.name == name), None)


def answered(view: JourneyView, check: GatewayCheck, submission: Submission) -> Answer | None:
    """Return how a check of a submission is answered; None where it is not.

    Args:
        view: The assessment.
        check: Of the standard's list. Months on programme answer theirs by themselves.
        submission: The months count up to its day.
    """
    if check.by != "months":
        return submission.answer(check.name)
    months = months_on_programme(view, date.fromisoformat(submission.on))
    if months is None:
        return None
    return Answer(check.name, months >= view.journey.gateway.programme_months)


def lacking(view: JourneyView, submission: Submission) -> Lacking:
    """Return what keeps a submission from being accepted, in the order of the list."""
    found = [(check, answered(view, check, submission)) for check in view.journey.gateway.checks]
    no = [check for check, answer in found if answer is not None and not answer.ok]
    return Lacking(
        tuple(check for check, answer in found if answer is None),
        tuple(check for check in no if not check.typically),
        tuple(check for check in no if check.typically),
    )


def months_on_programme(view: JourneyView, day: date) -> int | None:
    """Return the whole months on programme up to a day; None where the beginning is not known."""
    began = view.state.gateway.programme_on
    return months_between(date.fromisoformat(began), day) if began else None


def known_of(view: JourneyView, check: GatewayCheck, submission: Submission | None) -> str:
    """Return what the record itself tells of a check; empty where it tells nothing.

    Args:
        view: The assessment.
        check: Of the standard's list.
        submission: The months count up to its day; today where there is none.
    """
    if check.by == "months":
        day = date.fromisoformat(submission.on) if submission else view.today
        return _months_words(view, day)
    if check.by == "pieces":
        return pieces_words(view)
    return adjustment_words(view) if check.by == "adjustments" else ""


def _months_words(view: JourneyView, day: date) -> str:
    began, months = view.state.gateway.programme_on, months_on_programme(view, day)
    if months is None:
        return "the day on which it began is not known"
    since = day_written(date.fromisoformat(began))
    return f"{counted(months, 'month')} by {day_written(day)}, since {since}"


def pieces_words(view: JourneyView) -> str:
    """Return how many pieces of the portfolio are listed here, and what is missing."""
    pieces, found = view.state.portfolio.pieces, gaps(view)
    if not pieces:
        return "no piece is listed here"
    told = [f"{len(pieces)} of {counted(view.journey.portfolio.pieces, 'piece')} listed"]
    if found.unmapped:
        told.append(f"mapped to no KSB: {', '.join(map(str, found.unmapped))}")
    if found.unclaimed:
        some = " ".join(found.unclaimed[:_SOME])
        more = len(found.unclaimed) - _SOME
        told.append(f"claimed by none: {some}{f' and {more} more' if more > 0 else ''}")
    return "; ".join(told)


def adjustment_words(view: JourneyView) -> str:
    """Return what is approved, and how many requests wait; effects only."""
    effects = (extra_written(view.extra_per_mille), *arrangements_written(view.breaks))
    told = [effect for effect in effects if effect]
    waiting = sum(not request.outcome for request in view.state.adjusting.requests)
    waiting += sum(not raised.outcome for raised in view.state.adjusting.considerations)
    if waiting:
        told.append(f"{counted(waiting, 'request')} not decided")
    return ", ".join(told) or "none is recorded here"


def decide_by(view: JourneyView, submission: Submission) -> date | None:
    """Return the last day of the window; None where the standard has none.

    The day of the submission does not count, as with every other time limit here.
    """
    days = view.journey.gateway.window_days
    return date.fromisoformat(submission.on) + timedelta(days=days) if days else None


def window_words(view: JourneyView, submission: Submission) -> str:
    """Return how far the window is: `day 3 of 14, to be decided by 26 May 2026`."""
    last = decide_by(view, submission)
    if last is None:
        return f"submitted {day_written(date.fromisoformat(submission.on))}"
    day = (view.today - date.fromisoformat(submission.on)).days
    late = (view.today - last).days
    if late > 0:
        return f"OVERDUE by {counted(late, 'day')}, to be decided by {day_written(last)}"
    days = view.journey.gateway.window_days
    start = f"day {day} of {days}" if day > 0 else "submitted today"
    return f"{start}, to be decided by {day_written(last)}"


def lateness(view: JourneyView, submission: Submission) -> str:
    """Return how long after its window a submission was decided: `, 5 days late`, or nothing."""
    last = decide_by(view, submission)
    late = (date.fromisoformat(submission.decided_on) - last).days if last else 0
    return f", {counted(late, 'day')} late" if late > 0 else ""


def window_tone(view: JourneyView, submission: Submission) -> Literal["", "loud"]:
    """Return how loud that is to be said; being late forces nothing."""
    last = decide_by(view, submission)
    return "loud" if last is not None and view.today > last else ""
