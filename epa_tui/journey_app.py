"""Opens the journey of an assessment: the half of `app` that does it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.screen import Screen

from epa_tui.handing_app import HandingApp
from screens.navigation import OpenJourney

if TYPE_CHECKING:
    from epa_tui.sittings import Sittings
    from screens.journey import JourneyScreen


class JourneyApp(HandingApp):
    """An application that shows an assessment from gateway to certificate."""

    _prepared: asyncio.Event

    @on(OpenJourney)
    def _asked_for_journey(self, event: OpenJourney) -> None:
        event.stop()
        self.open_journey(event.assessment_id, event.part)

    @work(exclusive=True, group="open")
    async def open_journey(self, assessment_id: str, part: str = "") -> None:
        """Show the journey of an assessment at one of its parts, once the store is ready."""
        screen = await self.made(lambda _: self._journey(assessment_id, part))
        if screen is not None:
            await self.push_screen(screen)

    async def made(self, make: Callable[[Sittings], Screen[Any]]) -> Screen[Any] | None:
        """Return a screen as soon as it can be shown; where it cannot be, say why.

        Args:
            make: Makes it.
        """
        await self._prepared.wait()
        await self.in_sight()
        if self._sittings is None:
            self.say("The store is not ready. Mend what was said at the start, then start again.")
            return None
        try:
            return make(self._sittings)
        except Exception as error:
            if not self._sittings.is_ours(error):
                raise
            self.say(str(error))
            return None

    def _journey(self, assessment_id: str, part: str) -> JourneyScreen:
        from data.rules.way import part_at
        from epa_tui.journey_parts import doors, parts
        from epa_tui.journeys import open_journey
        from screens.journey import JourneyScreen

        record = open_journey(self._store, assessment_id)
        at = part or part_at(record.view(self._clock()).at)
        return JourneyScreen(record, self._clock, parts(), doors(self._clock, self._store), at=at)
