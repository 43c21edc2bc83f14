"""How a sitting was booked before a step changed it, so that undo gives it back.

A sitting that a step booked anew goes with it: nobody is to be heard for an agreement that was
taken back. What is in a record stays for ever, so a sitting whose record has begun never goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from data.record.journey.again import AgainAgreed, Excepted
from data.record.journey.body import JourneyBody
from data.record.journey.planning import SittingBooked
from data.rules.days import iso_written
from data.rules.journey_view import JourneyView
from data.rules.moments import moment_read
from data.rules.standing import Attempt
from data.rules.step import Booking

_CHANGED = "The booking of {} was changed since: it stays as it is."
_EARLIER = "The sitting stays booked."


BOOKS = (SittingBooked, AgainAgreed)
"""What books a sitting, or changes how it is booked."""


def booked_anew(body: SittingBooked | AgainAgreed) -> bool:
    """Tell whether a sitting was booked that was not there before."""
    return bool(body.before) and not body.before[0]


@dataclass(frozen=True, slots=True)
class SittingsBack:
    """What undo makes of the sittings."""

    bookings: tuple[Booking, ...] = ()
    """As they were before."""
    cancelled: tuple[str, ...] = ()
    """Ids of the sittings that were booked with what is taken back."""
    told: tuple[str, ...] = ()
    """What becomes of them and what stays, a sentence each."""


def sitting_booked(attempt: Attempt | None) -> tuple[str, ...]:
    """Return how a sitting is booked, as the record keeps it; empty texts where it is not.

    Args:
        attempt: The sitting; None where there is none.
    """
    if attempt is None:
        return ("", "", "", "")
    return (attempt.kind, attempt.scheduled_at, attempt.place, attempt.exceptional)


def why_sittings_stay(view: JourneyView, bodies: Iterable[JourneyBody]) -> str:
    """Return why a sitting cannot be given back as it was; empty where it can.

    Args:
        view: The assessment before undo.
        bodies: What would be taken back.
    """
    for body in bodies:
        if isinstance(body, SittingBooked | AgainAgreed) and body.before:
            attempt = _booked(view, body)
            if attempt and (attempt.begun or (attempt.head and not body.before[0])):
                return _stays(attempt, body)
    return ""


def _stays(attempt: Attempt, body: SittingBooked | AgainAgreed) -> str:
    began = f"The record of {attempt.code} has begun, and a record is never deleted"
    if isinstance(body, AgainAgreed):
        return (
            f"{began}: the agreement stays. Is the {attempt.kind} not to be held, open it and end "
            "it as abandoned; another day or place is booked on the list."
        )
    if attempt.begun:
        return f"{attempt.code} was begun as it was booked: its booking stays."
    return f"{began}: its booking stays. Give it another day or place instead."


def sittings_back(view: JourneyView, bodies: Iterable[JourneyBody]) -> SittingsBack:
    """Return what becomes of the sittings when entries lose their effect.

    Args:
        view: The assessment before undo; `why_sittings_stay` has nothing against it.
        bodies: What the entries say, the newest first.
    """
    there = {(a.method, a.number): a for a in view.attempts}
    then: dict[tuple[str, int], Attempt | None] = {}
    told: list[str] = []
    for body in bodies:
        if not isinstance(body, SittingBooked | AgainAgreed | Excepted):
            continue
        key = body.method, body.number
        if (attempt := then.get(key, there.get(key))) is not None:
            then[key], words = _BACK[type(body)](attempt, body)
            told += [words] if words else []
    changed = {key: attempt for key, attempt in then.items() if attempt != there[key]}
    return SittingsBack(
        tuple(_again(attempt) for attempt in changed.values() if attempt),
        tuple(there[key].sitting_id for key, attempt in changed.items() if attempt is None),
        tuple(dict.fromkeys(told)),
    )


def _booked(view: JourneyView, body: SittingBooked | AgainAgreed) -> Attempt | None:
    mine = (a for a in view.attempts if (a.method, a.number) == (body.method, body.number))
    return next(mine, None)


def _again(attempt: Attempt) -> Booking:
    """Return a booking to the letter."""
    at = moment_read(attempt.scheduled_at) if attempt.scheduled_at else None
    kind, number, circumstances = attempt.kind, attempt.number, attempt.exceptional
    return Booking(attempt.method, kind, number, at, attempt.place, circumstances, exact=True)


# --- Each kind: what the booking had before, and what is told of it ----------------------------


def _before_booking(attempt: Attempt, body: SittingBooked) -> tuple[Attempt | None, str]:
    if not body.before:
        return attempt, _EARLIER
    kind, at, place, _ = body.before
    if not kind:
        return None, _cancelled(attempt)
    same = attempt.scheduled_at and moment_read(attempt.scheduled_at) == moment_read(body.at)
    # The agreement that it came with may have given the place back already.
    if not same or attempt.place not in (body.place or place, place):
        return attempt, _CHANGED.format(attempt.code)
    when = f"for {iso_written(at[:10])}" if at else "without a day"
    return replace(attempt, scheduled_at=at, place=place), f"{attempt.code} is booked {when} again."


def _before_agreement(attempt: Attempt, body: AgainAgreed) -> tuple[Attempt | None, str]:
    if not body.before:
        return attempt, _EARLIER
    kind, _, place, exceptional = body.before
    if not kind:
        return None, _cancelled(attempt)
    if (attempt.kind, attempt.exceptional) != (body.attempt, body.exceptional):
        return attempt, _CHANGED.format(attempt.code)
    if body.place and attempt.place == body.place:
        attempt = replace(attempt, place=place)
    told = f"{attempt.code} stays booked as a {kind}: it was booked before the agreement."
    return replace(attempt, kind=kind, exceptional=exceptional), told


def _before_circumstances(attempt: Attempt, body: Excepted) -> tuple[Attempt | None, str]:
    if attempt.begun:
        return attempt, "An attempt that has begun keeps what it is held under."
    if attempt.exceptional != body.reference:
        return attempt, _CHANGED.format(attempt.code)
    return replace(attempt, exceptional=body.replaced), ""


def _cancelled(attempt: Attempt) -> str:
    return f"The sitting that was booked with it, {attempt.code}, is cancelled too."


_BACK: Mapping[type[JourneyBody], Callable[[Attempt, Any], tuple[Attempt | None, str]]] = {
    SittingBooked: _before_booking,
    AgainAgreed: _before_agreement,
    Excepted: _before_circumstances,
}
