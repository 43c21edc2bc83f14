"""Which laptops a sitting was on, and who went on with it: part of a result and of the record.

Only where it was handed over: a result that came from one laptop alone says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.exchange.proceedings import Json, standing
from data.record.entries import Body, Entry, HandedOver, TakenBack, TakenOver
from data.record.state import SittingState


def told(state: SittingState) -> Json:
    """Return the handovers of a sitting under the name that they have in a result.

    What the assessors wrote to each other stays in the record.
    """
    found = [_told(entry, body) for entry, body in passed_on(state)]
    return {"handovers": found} if found else {}


def passed_on(state: SittingState) -> Iterator[tuple[Entry, HandedOver | TakenOver | TakenBack]]:
    """Return the entries of a sitting's ways between laptops, in order, with their bodies."""
    for entry, body in standing(state, Body):
        if isinstance(body, HandedOver | TakenOver | TakenBack):
            yield entry, body


def _told(entry: Entry, body: HandedOver | TakenOver | TakenBack) -> Json:
    reason = "" if isinstance(body, TakenOver) else body.reason
    assessor = body.assessor if isinstance(body, TakenOver) else ""
    return {
        "at": entry.at.iso(),
        "what": body.kind,
        "device": body.device,
        "reason": reason,
        "assessor": assessor,
    }


def assessor_of(state: SittingState) -> str:
    """Return who goes on with a sitting: the last who took it, else who opened it."""
    names = [body.assessor for _, body in standing(state, TakenOver) if body.assessor]
    return names[-1] if names else state.opened.assessor
