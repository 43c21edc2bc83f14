"""Hiding a screen from other eyes by one key, also while a question stands over it."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from screens.actions import BY_ID

_BLANK = BY_ID["live.blank"]

HIDE = Binding(_BLANK.keys, "hide", "Privacy", tooltip=_BLANK.tooltip, id=_BLANK.id)
"""The keys that hide, for what stands over a screen; a line of text takes its letters first."""


class Hiding(Screen[None]):
    """A screen that other eyes can be kept from."""

    @abstractmethod
    def action_blank(self) -> None:
        """Hide everything but the clock, or show it again."""


def hide_below(stack: list[Screen[Any]]) -> bool:
    """Hide the screen below the topmost one; return False where it cannot be hidden."""
    below = stack[-2] if len(stack) > 1 else None
    if not isinstance(below, Hiding):
        return False
    if not below.has_class("-blank"):
        below.action_blank()
    return True
