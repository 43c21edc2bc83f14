"""From the entries of an assessment's record to where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data.record.body import Entry
from data.record.fold import without_effect
from data.record.journey.body import JourneyBody
from data.record.journey.kinds import EFFECTS
from data.record.journey.machine import ACCEPTED, OF_GATEWAY, ON_PROGRAMME, after, by_sittings
from data.record.journey.opening import AssessmentOpened
from data.record.journey.state import JourneyState


def fold_journey(entries: Sequence[Entry], gateway_on: str = "") -> JourneyState:
    """Compute where an assessment stands by its own record.

    Args:
        entries: The whole record, oldest first, beginning with `AssessmentOpened`; may be empty.
        gateway_on: What the booking says of a gateway, which counts where none is recorded here: an
            ISO date, or empty.
    """
    gone = without_effect(entries)
    state = JourneyState(tuple(entries), gone, _begin(entries, gone, gateway_on))
    for entry in entries:
        body = entry.body
        if entry.seq not in gone and isinstance(body, JourneyBody) and type(body) in EFFECTS:
            state = _then(state, entry, body)
    return state


def _begin(entries: Sequence[Entry], gone: frozenset[int], gateway_on: str) -> str:
    """Return where an assessment stood before anything was recorded of it.

    A gateway that is known from the booking was kept elsewhere, unless one is recorded here.
    """
    first = entries[0].body if entries else None
    if isinstance(first, AssessmentOpened) and first.gateway_on:
        return ACCEPTED
    here = any(_moves(entry) in OF_GATEWAY for entry in entries if entry.seq not in gone)
    return ACCEPTED if gateway_on and not here else ON_PROGRAMME


def _moves(entry: Entry) -> str:
    return entry.body.move if isinstance(entry.body, JourneyBody) else ""


def _then(state: JourneyState, entry: Entry, body: JourneyBody) -> JourneyState:
    part, effect = EFFECTS[type(body)]
    changed: dict[str, Any] = {part: effect(getattr(state, part), entry, body)}
    at = _moved(state.at, body.move)
    been = state.been if at == state.at else (*state.been, state.at)
    return replace(state, at=at, been=been, **changed)


def _moved(at: str, move: str) -> str:
    """Return the state after a move; the sittings may have made some of theirs in between."""
    made = (after(before, move) for before in by_sittings(at)) if move else ()
    return next((then for then in made if then), at)
