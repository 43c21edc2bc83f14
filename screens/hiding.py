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


class LeftByHiding:
    """A question that is left by the key that hides the screen below it."""


class Hiding(Screen[None]):
    """A screen that other eyes can be kept from."""

    @abstractmethod
    def action_blank(self) -> None:
        """Hide everything but the clock, or show it again."""


def hides_itself(stack: list[Screen[Any]]) -> bool:
    """Tell whether the topmost screen takes the key that hides: it is live, or a question over it.

    Args:
        stack: The screens, the topmost one last.
    """
    *below, top = stack
    asks = isinstance(top, LeftByHiding) and bool(below) and isinstance(below[-1], Hiding)
    return asks or isinstance(top, Hiding)


def hide_below(stack: list[Screen[Any]]) -> bool:
    """Hide the screen below the topmost one; return False where it cannot be hidden."""
    below = stack[-2] if len(stack) > 1 else None
    if not isinstance(below, Hiding):
        return False
    if not below.has_class("-blank"):
        below.action_blank()
    return True
