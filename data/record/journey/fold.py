"""From the entries of an assessment's record to where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data.record.body import Entry
from data.record.fold import without_effect
from data.record.journey.body import JourneyBody
from data.record.journey.kinds import EFFECTS
from data.record.journey.machine import ACCEPTED, ASSESSING, ON_PROGRAMME, after
from data.record.journey.opening import AssessmentOpened
from data.record.journey.state import JourneyState


def fold_journey(entries: Sequence[Entry], gateway_on: str = "") -> JourneyState:
    """Compute where an assessment stands by its own record.

    Args:
        entries: The whole record, oldest first, beginning with `AssessmentOpened`; may be empty.
        gateway_on: What the booking says of a gateway, where nothing was recorded yet: an ISO
            date, or empty.
    """
    gone = without_effect(entries)
    first = entries[0].body if entries else None
    passed = first.gateway_on if isinstance(first, AssessmentOpened) else gateway_on
    state = JourneyState(tuple(entries), gone, ACCEPTED if passed else ON_PROGRAMME)
    for entry in entries:
        body = entry.body
        if entry.seq not in gone and isinstance(body, JourneyBody) and type(body) in EFFECTS:
            state = _then(state, entry, body)
    return state


def _then(state: JourneyState, entry: Entry, body: JourneyBody) -> JourneyState:
    part, effect = EFFECTS[type(body)]
    changed: dict[str, Any] = {part: effect(getattr(state, part), entry, body)}
    return replace(state, at=_moved(state.at, body.move), **changed)


def _moved(at: str, move: str) -> str:
    """Return the state after a move; the sittings may have made one of theirs in between."""
    if not move:
        return at
    for before in (at, after(at, "begin"), after(ASSESSING, "grade")):
        if before and (then := after(before, move)):
            return then
    return at
