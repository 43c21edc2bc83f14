"""Hides any screen from other eyes by one key: what each application of ours does alike.

The live screen hides itself, because its clock and its note line go on; before every other screen
stands a cover. What works beside the screens goes on beneath it, and what it has to ask waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.await_complete import AwaitComplete

from screens.hiding import hides_itself

if TYPE_CHECKING:
    from textual.screen import Screen


class CoveredApp(App[None]):
    """An application whose screens can be kept from other eyes."""

    titled = ""
    """The title of the window, as it was written last: never anything about a person."""

    _uncovered: asyncio.Event | None = None
    """Set when what is hidden is shown again; None while nothing is hidden."""

    _untold: Callable[[], None] | None = None
    """Tells the last that there was to tell while all was hidden; None for nothing."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the key to a screen that hides itself."""
        if action == "privacy" and hides_itself(self.screen_stack):
            return False
        return super().check_action(action, parameters)

    def action_privacy(self) -> None:
        """Hide what is on the screen, or show it again."""
        # Behind the keys that were typed before it, and behind what those have asked of us.
        (self.focused or self.screen).call_later(self.call_later, self._turn)

    def _turn(self) -> None:
        if self._uncovered is not None:
            super().pop_screen()
            self._uncovered.set()
            self._uncovered = None
            if self._untold:
                self._untold()
                self._untold = None
        elif not hides_itself(self.screen_stack):
            from screens.cover import Cover

            self.clear_notifications()
            self._uncovered = asyncio.Event()
            self.push_screen(Cover(lambda: self.titled))

    def notify(self, message: str, **how: Any) -> None:
        """Tell something at once, or as soon as nothing is hidden: time would run out unseen."""
        tell = partial(super().notify, message, **how)
        if self._uncovered is None:
            tell()
        else:
            self._untold = tell

    async def in_sight(self) -> None:
        """Wait until nothing is hidden: what is opened meanwhile would stand before the cover."""
        while self._uncovered is not None:
            await self._uncovered.wait()

    async def push_screen_wait(self, screen: Screen[Any] | str, *, mode: str | None = None) -> Any:
        """Ask with a screen as soon as nothing is hidden, and wait for the answer."""
        await self.in_sight()
        return await super().push_screen_wait(screen, mode=mode)

    def pop_screen(self) -> AwaitComplete:
        """Leave the topmost screen; where all is hidden, the one beneath the cover."""
        if self._uncovered is None:
            return super().pop_screen()
        cover = self._screen_stack.pop()
        try:
            return super().pop_screen()
        finally:
            self._screen_stack.append(cover)

    @property
    def opened(self) -> int:
        """How many screens are open, without a cover before them."""
        return len(self.screen_stack) - (self._uncovered is not None)
