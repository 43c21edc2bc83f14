"""Gives the application the user's keys: they act, and stand wherever a key is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from screens.keys_now import use_keys

if TYPE_CHECKING:
    from textual.app import App


def take_keys(app: App[None], keys: Mapping[str, str]) -> None:
    """Let the user's keys act, and be named.

    Args:
        app: The application, before it runs.
        keys: Those that hold, by the id of the action.
    """
    use_keys(keys)
    if keys:
        from screens.actions import ALL
        from screens.keymap import for_textual

        app.set_keymap(for_textual(keys, ALL))
