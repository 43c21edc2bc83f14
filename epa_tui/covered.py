"""Hides any screen from other eyes by one key: what each application of ours does alike.

The live screen hides itself, because its clock and its note line go on; before every other screen
stands a cover.
"""

from __future__ import annotations

import asyncio

from textual.app import App
from textual.notifications import Notification, Notify, SeverityLevel

from screens.hiding import hides_itself


class CoveredApp(App[None]):
    """An application whose screens can be kept from other eyes."""

    titled = ""
    """The title of the window, as it was written last: never anything about a person."""

    _uncovered: asyncio.Event | None = None
    """Set when what is hidden is shown again; None while nothing is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[Notification] = []
        """What was told while everything is hidden, to be shown behind it."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a message for a while; before a cover, once it is taken away.

        Args:
            message: What is told.
            title: What stands above it.
            severity: How it is coloured.
            timeout: For how long, in seconds; None for the usual time.
            markup: True where the text has markup.
        """
        lasts = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self._tell(Notification(message, title, severity, lasts, markup=markup))

    def _tell(self, told: Notification) -> None:
        if self._uncovered is None:
            self.post_message(Notify(told))
        else:
            self._held.append(told)

    def clear_notifications(self) -> None:
        """Forget what was told, also what waits behind a cover."""
        self._held.clear()
        super().clear_notifications()

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
            self._tell_held()
        elif not hides_itself(self.screen_stack):
            from screens.cover import Cover

            # What was told just before may not have been read: it is told again as well.
            told = list(self._notifications)
            self.clear_notifications()
            self._held = told
            self._uncovered = asyncio.Event()
            self.push_screen(Cover(lambda: self.titled))

    def _tell_held(self) -> None:
        """Show what was told while nobody could see it."""
        held, self._held = self._held, []
        for one in held:  # each begins to run out only now
            self._tell(Notification(one.message, one.title, one.severity, one.timeout, one.markup))

    async def in_sight(self) -> None:
        """Wait until nothing is hidden: what is opened meanwhile would stand before the cover."""
        while self._uncovered is not None:
            await self._uncovered.wait()
