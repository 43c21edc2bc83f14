"""What it does to the state of a sitting that it is given to another laptop, taken or taken back.

Hooked into the table of `data.record.effects`. The clock is not touched: for the apprentice it is
the same minute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data.record import handover_entries as h
from data.record.body import Body, Entry
from data.record.state import SittingState


def _handed_over(state: SittingState, entry: Entry, body: h.HandedOver) -> dict[str, Any]:
    return {"handed": entry}


def _goes_on(state: SittingState, entry: Entry, body: Body) -> dict[str, Any]:
    return {"handed": None}


EFFECTS: dict[type[Body], Callable[[SittingState, Entry, Any], dict[str, Any]]] = {
    h.HandedOver: _handed_over,
    h.TakenOver: _goes_on,
    h.TakenBack: _goes_on,
}
"""What each kind of entry does."""
