"""Hides any screen from other eyes by one key: what each application of ours does alike.

The live screen hides itself, because its clock and its note line go on; before every other screen
stands a cover.
"""

from __future__ import annotations

import asyncio

from textual.app import App

from screens.hiding import hides_itself


class CoveredApp(App[None]):
    """An application whose screens can be kept from other eyes."""

    titled = ""
    """The title of the window, as it was written last: never anything about a person."""

    _uncovered: asyncio.Event | None = None
    """Set when what is hidden is shown again; None while nothing is hidden."""

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
            self.pop_screen()
            self._uncovered.set()
            self._uncovered = None
        elif not hides_itself(self.screen_stack):
            from screens.cover import Cover

            self.clear_notifications()
            self._uncovered = asyncio.Event()
            self.push_screen(Cover(lambda: self.titled))

    async def in_sight(self) -> None:
        """Wait until nothing is hidden: what is opened meanwhile would stand before the cover."""
        while self._uncovered is not None:
            await self._uncovered.wait()
