"""What an entry about an earlier attempt does to the state of a sitting."""

from __future__ import annotations

from typing import Any

from data.record.earlier import AskedBefore
from data.record.entries import Entry
from data.record.state import SittingState


def asked_before(state: SittingState, entry: Entry, body: AskedBefore) -> dict[str, Any]:
    """Keep what was asked at an attempt; told again, the newest word counts."""
    return {"asked_before": dict(sorted({**state.asked_before, body.number: body}.items()))}
