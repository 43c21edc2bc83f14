"""Which keys stand at the bottom of the live screen: those that matter now, the others in the help.

Pure functions of the state and of where the keyboard is.
"""

from __future__ import annotations

from dataclasses import replace

from data.record.instant import Instant
from data.record.state import SittingState
from screens.actions import CHECKLIST, EVERYWHERE, LIVE, Action
from screens.widgets.phase_panel import SOON_MS

KEYS = {
    "before": ("start", "script", "note", "recording", "no_show", "home", "help"),
    "between": ("start", "note", "checklist", "recording", "undo", "home", "help"),
    "silent": ("note", "park", "checklist", "pause", "undo", "end_phase", "help"),
    "silent, ending": ("extend", "end_phase", "note", "park", "pause", "undo", "help"),
    "asking": ("question", "follow_up", "note", "checklist", "pause", "undo", "help"),
    "asking, ending": ("extend", "end_phase", "follow_up", "note", "pause", "undo", "help"),
    "paused": ("resume", "note", "undo", "checklist", "adjourn", "home", "help"),
    "adjourned": ("start", "note", "undo", "abandon", "home", "help"),
    "over": ("script", "judge", "note", "undo", "checklist", "home", "help"),
    "ended": ("note", "home", "help"),
}
"""The keys for each situation, the most important first."""

WRITING = ("question", "follow_up", "planned", "pause", "extend", "undo", "help")
"""Actions with function keys: they work while letters type."""

ASKING = ("question", "follow_up", "planned")
"""Those that do nothing while the apprentice presents: nothing is offered that is refused."""

LISTED = ("tick", "sufficient", "unclear", "whole", "filter", "close", "counter")
"""The keys of the checklist."""

KEEP = Action("checklist.keep", "enter", "Keep", "Back to the rows; the filter stays.")
"""What Enter does to a filter: the input itself takes it, so that it is no binding of ours."""

_BY_NAME = {action.name: action for action in (*EVERYWHERE, *LIVE)}
_OF_CHECKLIST = {action.name: action for action in CHECKLIST}


def situation(state: SittingState, now: Instant) -> str:
    """Return which keys matter: a key of `KEYS`."""
    clock = state.clock
    if state.live_over:
        return "over" if state.outcome in (None, "completed") else "ended"
    if state.adjourned:
        return "adjourned"
    if clock is None:
        return "between" if state.phases else "before"
    if not clock.running:
        return "paused"
    kind = "silent" if state.method.phase(clock.phase).silent else "asking"
    return f"{kind}, ending" if clock.remaining(now) <= SOON_MS else kind


def acting_keys(state: SittingState, now: Instant) -> tuple[Action, ...]:
    """Return the keys while single letters act."""
    clock = state.clock
    names = KEYS[situation(state, now)]
    if clock is not None and not clock.discretion:
        names = tuple(name for name in names if name != "extend")
    taking_up = replace(_BY_NAME["start"], title="Take up")
    adjourned = {"start": taking_up} if state.adjourned else {}
    return tuple(adjourned.get(name, _BY_NAME[name]) for name in names)


def writing_keys(state: SittingState, now: Instant) -> tuple[Action, ...]:
    """Return the keys while letters type."""
    listening = situation(state, now).startswith("silent")
    return tuple(_BY_NAME[name] for name in WRITING if not (listening and name in ASKING))


def filtering_keys(state: SittingState, now: Instant) -> tuple[Action, ...]:
    """Return the keys while letters go into the filter of the checklist."""
    return (KEEP, replace(_OF_CHECKLIST["close"], title="Clear"), *writing_keys(state, now))


def checklist_keys() -> tuple[Action, ...]:
    """Return the keys while the checklist has the keyboard."""
    return tuple(_OF_CHECKLIST[name] for name in LISTED)


def glancing_keys() -> tuple[Action, ...]:
    """Return the keys while the stocktake is shown: any of them closes it."""
    return (replace(_BY_NAME["stocktake"], title="Back, as any other key"), _BY_NAME["blank"])
