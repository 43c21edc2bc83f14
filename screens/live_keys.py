"""Which keys stand at the bottom of the live screen: those that matter now, the others in the help.

Pure functions of the state and of where the keyboard is.
"""

from __future__ import annotations

from dataclasses import replace

from data.record.instant import Instant
from data.record.state import SittingState
from screens.actions import CHECKLIST, EVERYWHERE, LIVE, Action
from screens.widgets.clock_facts import SOON_MS

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

_STANDING = ("undo", "incident", "checklist", "help")
WRITING = {
    "silent": ("pause", *_STANDING),
    "silent, ending": ("extend", "pause", *_STANDING),
    "asking": ("question", "follow_up", "planned", "pause", "undo", "incident", "help"),
    "asking, ending": ("extend", "follow_up", "pause", *_STANDING),
    "paused": ("pause", *_STANDING),
}
"""Actions with function keys for each situation: they work while letters type."""

UNSEEN = ("script", "no_show", "checklist")
"""Actions that are not offered while everything is hidden."""

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


def acting_keys(state: SittingState, now: Instant, *, hidden: bool = False) -> tuple[Action, ...]:
    """Return the keys while single letters act.

    Args:
        state: The sitting.
        now: The present.
        hidden: Everything is hidden; first comes the key that shows it.
    """
    return _acting(KEYS[situation(state, now)], state, now, hidden=hidden)


def writing_keys(state: SittingState, now: Instant, *, hidden: bool = False) -> tuple[Action, ...]:
    """Return the keys while letters type; the arguments are those of `acting_keys`."""
    return _acting(WRITING.get(situation(state, now), _STANDING), state, now, hidden=hidden)


def _acting(
    names: tuple[str, ...], state: SittingState, now: Instant, *, hidden: bool
) -> tuple[Action, ...]:
    """Return the actions of these names, without those that would be refused now."""
    clock = state.clock
    without = set(UNSEEN if hidden else ())
    if clock is not None and (not clock.discretion or clock.elapsed(now) > clock.ceiling):
        without.add("extend")
    titled = {"start": "Take up"} if state.adjourned else {}
    if clock is not None and not clock.running:
        titled["pause"] = "Resume"
    actions = tuple(
        replace(_BY_NAME[name], title=titled.get(name, _BY_NAME[name].title))
        for name in names
        if name not in without
    )
    return (replace(_BY_NAME["blank"], title="Show all"), *actions) if hidden else actions


def filtering_keys(state: SittingState, now: Instant) -> tuple[Action, ...]:
    """Return the keys while letters go into the filter of the checklist."""
    return (KEEP, replace(_OF_CHECKLIST["close"], title="Clear"), *writing_keys(state, now))


def checklist_keys() -> tuple[Action, ...]:
    """Return the keys while the checklist has the keyboard."""
    return tuple(_OF_CHECKLIST[name] for name in LISTED)


def glancing_keys() -> tuple[Action, ...]:
    """Return the keys while the stocktake is shown: any of them closes it."""
    return (replace(_BY_NAME["stocktake"], title="Back, as any other key"), _BY_NAME["blank"])
