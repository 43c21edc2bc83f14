"""What the command palette offers: every action that acts on the screen, once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from screens.action import action_id
from screens.actions import BY_ID

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

_SMALL_KEYS = frozenset({"list", "note"})
"""Groups of keys that move a cursor: nobody looks for them by name."""


def commands(app: App[None], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Return an action for each line of the palette.

    Args:
        app: Carries them out.
        screen: Where they act.
    """
    bound = {action_id(each.binding): each for each in screen.active_bindings.values()}
    for name, active in bound.items():
        action = BY_ID.get(name)
        if action is not None and active.enabled and action.group not in _SMALL_KEYS:
            act = partial(app.run_action, active.binding.action, active.node)
            yield SystemCommand(action.title, action.tooltip, lambda act=act: app.run_worker(act()))
