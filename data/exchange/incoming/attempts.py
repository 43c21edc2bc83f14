"""What becomes of a sitting by what a file says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from data.exchange.incoming.apprentices import DATED, FAR_OFF, Wanted
from data.exchange.incoming.plan import ByHand, Change, Kind, Stopped, changes
from data.record.attempts import FIRST
from data.rules.attempts_allowed import why_not_booked
from data.rules.booking_days import after_period, before_gateway
from data.rules.sensible_days import unlikely
from data.standards.model import Standard
from data.store.journey_rows import attempt_of
from data.store.rows import Sitting

FIELDS = ("attempt", "scheduled_at", "place", "exceptional")
"""What a file may change of a sitting."""

_FIXED = {"attempt", "exceptional"}
"""What the first entry of a record repeats."""


_LATE = (
    "This is after the end of the EPA period. Choose an earlier day, or enter the reference of the "
    "exceptional circumstances."
)


def method_of(standard: Standard, written: str) -> str:
    """Return the code of a method that is written in either case.

    Raises:
        Stopped: The standard has none of this code.
    """
    codes = [method.code for method in standard.methods]
    for code in codes:
        if code.casefold() == written.casefold():
            return code
    sentence = f"The standard has no method of this code. There are: {', '.join(codes)}."
    raise Stopped(Kind.REFUSED, "method", sentence)


def number_of(said: Mapping[str, Any], method: str, sittings: Sequence[Sitting]) -> int:
    """Return which attempt at a method is meant.

    Where no number is said it is the latest one of its kind, or a new one. A first attempt may have
    a later number: it is booked again after a no-show.

    Args:
        said: What the file says of the sitting.
        method: Code of the method.
        sittings: Those that the store has of the apprentice.
    """
    if "number" in said:
        return int(said["number"])
    mine = [sitting for sitting in sittings if sitting.method == method]
    attempt = said.get("attempt", FIRST)
    alike = [sitting.number for sitting in mine if sitting.attempt == attempt]
    return max(alike) if alike else 1 + max((sitting.number for sitting in mine), default=0)


def booked_anew(
    blank: Sitting,
    said: Mapping[str, Any],
    whose: Wanted,
    sittings: Sequence[Sitting],
    by_hand: ByHand,
) -> Sitting:
    """Return a new sitting as a file wants it.

    Args:
        blank: Has its id, assessment, method and number, and nothing else.
        said: What the file says.
        whose: The assessment as it is to be.
        sittings: Those that it has so far, with the new ones of the file.
        by_hand: What the forms check.

    Raises:
        Stopped: It may not be booked.
    """
    if blank.number > 1 and "attempt" not in said:
        sentence = "Write the kind of a later attempt: first after a no-show, re-sit or re-take."
        raise Stopped(Kind.REFUSED, "attempt", sentence)
    made = replace(blank, **{**said, "number": blank.number})
    if made.attempt == FIRST and made.exceptional:
        sentence = "Exceptional circumstances belong to a re-sit or re-take; leave it empty."
        raise Stopped(Kind.REFUSED, "exceptional", sentence)
    mine = [sitting for sitting in sittings if sitting.method == made.method]
    attempts = [attempt_of(sitting) for sitting in sittings]
    if why_not_booked(whose.standard, attempts, made.method, made.attempt):
        raise Stopped(
            Kind.REFUSED,
            "attempt",
            "This attempt may not be booked: a method has one open booking at a time, and a "
            "re-sit or re-take follows an attempt that was sealed here and failed.",
        )
    if made.number != (expected := 1 + max((sitting.number for sitting in mine), default=0)):
        sentence = f"The next attempt at this method has the number {expected}."
        raise Stopped(Kind.REFUSED, "number", sentence)
    if ended := by_hand.ended.get(made.assessment_id):
        raise Stopped(Kind.REFUSED, "attempt", ended)
    check_day(made, whose, by_hand)
    return made


def changed(
    old: Sitting, said: Mapping[str, Any], whose: Wanted, by_hand: ByHand
) -> tuple[Sitting, tuple[Change, ...]]:
    """Return a booked sitting as a file wants it, and what changes of it.

    Args:
        old: As the store has it.
        said: What the file says.
        whose: The assessment as it is to be.
        by_hand: What the forms check.

    Raises:
        Stopped: Its record has begun and says otherwise, or the change is not allowed.
    """
    made = replace(old, **said)
    differing = changes(old, made, FIELDS)
    names = {change.name for change in differing}
    fixed = names if old.stage not in DATED else names & _FIXED if old.entries else set()
    if fixed:
        raise Stopped(
            Kind.CONFLICT,
            column_of(min(fixed)),
            "The record of this sitting has begun and says otherwise. Correct or empty this cell; "
            "a new attempt needs its own number.",
        )
    if "scheduled_at" in names:
        check_day(made, whose, by_hand)
    return made, differing


def check_day(made: Sitting, whose: Wanted, by_hand: ByHand) -> None:
    """Check that a sitting lies behind the gateway, and a second attempt within the EPA period.

    A day that can only be a typing error is none.

    Raises:
        Stopped: It does not.
    """
    if made.scheduled_at is None:
        return
    day = _day(made.scheduled_at)
    if before_gateway(_iso_day(whose.assessment.gateway_on), day):
        raise Stopped(Kind.REFUSED, "date", "It is before the gateway; correct one of them.")
    if unlikely(day, by_hand.today):
        raise Stopped(Kind.REFUSED, "date", FAR_OFF)
    second = made.attempt != FIRST and not made.exceptional
    if second and is_late(made, whose):
        raise Stopped(Kind.REFUSED, "date", _LATE)


def is_late(made: Sitting, whose: Wanted) -> bool:
    """Tell whether a sitting lies after the EPA period."""
    at, ends = made.scheduled_at, _iso_day(whose.assessment.epa_ends_on)
    return at is not None and bool(after_period(ends, _day(at)))


def _iso_day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _day(wall_ms: int) -> date:
    return datetime.fromtimestamp(wall_ms / 1000).astimezone().date()


def column_of(name: str) -> str:
    """Return the column of the template in which a field stands."""
    return {"scheduled_at": "date", "extra_per_mille": "extra_time"}.get(name, name)
