"""A sitting that this program has open, and which task its stage asks for."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.state import SittingState
from data.rules.stage import Stage
from data.standards.loader import LoadedStandard
from data.store.sitting_record import SittingRecord
from screens.save_watch import SaveWatch


@dataclass
class OpenSitting:
    """A sitting that this program has open."""

    record: SittingRecord
    watch: SaveWatch
    loaded: LoadedStandard
    told: str = ""
    """What is wrong with the record of an earlier attempt, and what to do."""


TASKS = {
    Stage.BOOKED: "prepare",
    Stage.PREPARING: "prepare",
    Stage.LIVE: "live",
    Stage.INTERRUPTED: "live",
    Stage.ADJOURNED: "live",
    Stage.JUDGING: "judge",
    Stage.HANDED_OVER: "record",
    Stage.SEALED: "record",
    Stage.WITHDRAWN: "record",
    Stage.NO_SHOW: "record",
    Stage.ABANDONED: "record",
}
"""What each stage asks for."""


def runs_here(state: SittingState) -> bool:
    """Tell whether the clock of a sitting runs on this laptop."""
    return state.clock is not None and state.clock.running and state.handed is None
