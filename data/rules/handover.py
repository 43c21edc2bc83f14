"""Giving a sitting to another laptop, taking it there, and taking it back.

Nothing but these entries is made while a sitting is handed over: `data.rules.demands` sees to that.
"""

from __future__ import annotations

from data.record.entries import Body, Entry, HandedOver, TakenBack, TakenOver
from data.record.instant import Instant
from data.record.state import SittingState
from data.record.text import clean
from data.rules.demands import demand_reason, demand_unsealed
from data.rules.refused import Refused
from data.rules.unwatched import between_runs


def hand_over(
    state: SittingState, now: Instant, reason: str, note: str = "", device: str = ""
) -> tuple[HandedOver]:
    """Give the sitting to another laptop; the clock of a phase goes on.

    Args:
        state: The sitting.
        now: The present.
        reason: Why.
        note: What the other assessor has to know.
        device: Name of this device.

    Raises:
        Refused: It is sealed, over without a grade, handed over already or has left a result, or
            there is no reason.
    """
    demand_unsealed(state)
    if state.outcome not in (None, "completed"):
        raise Refused(
            f"This sitting ended as {state.outcome}: nothing of it is left to do elsewhere."
        )
    if state.revisions:
        raise Refused(
            "A result of this sitting was made on this laptop, so it is corrected here: judge and "
            "seal it, or restore a backup of this store on the other laptop."
        )
    reason = demand_reason(reason, "Handing over")
    return (HandedOver(reason, clean(note), device),)


def take_over(
    state: SittingState, now: Instant, device: str, assessor: str = ""
) -> tuple[Body, ...]:
    """Go on with a sitting that was given to this laptop.

    Args:
        state: The sitting, as it was handed over.
        now: The present, by the clocks of this laptop.
        device: Name of this device.
        assessor: Who goes on; empty where it is the same person.

    Raises:
        Refused: It was not handed over.
    """
    entry = _handed(state)
    taken = TakenOver(device, _giver(entry), entry.hash, entry.at.wall, clean(assessor).strip())
    return (taken, *_meanwhile(state, now))


def take_back(state: SittingState, now: Instant, reason: str) -> tuple[Body, ...]:
    """Go on with a sitting here that was handed over from here.

    Args:
        state: The sitting.
        now: The present.
        reason: Why; where the file was taken there are two sittings from then on.

    Raises:
        Refused: It was not handed over, or there is no reason.
    """
    giver = _giver(_handed(state))
    reason = demand_reason(reason, "Taking a sitting back")
    return (TakenBack(reason, giver), *_meanwhile(state, now))


def _handed(state: SittingState) -> Entry:
    if state.handed is None:
        raise Refused("This sitting was not handed over: it goes on here.")
    return state.handed


def _giver(entry: Entry) -> str:
    return entry.body.device if isinstance(entry.body, HandedOver) else ""


def _meanwhile(state: SittingState, now: Instant) -> tuple[Body, ...]:
    """Return what the time since it was handed over asks for, as after a crash."""
    return between_runs(state.having(handed=None), state.last.at, now)
