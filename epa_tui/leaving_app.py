"""Closes the application, and the way to the shell: not before everything is saved.

The half of `app` that does it, above what any application of ours owes to the terminal.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work

from epa_tui.guarded_app import GuardedApp

if TYPE_CHECKING:
    from epa_tui.exchange import Exchange
    from epa_tui.sittings import Sittings

AGAIN_S = 5.0
"""How long after a signal that could not be obeyed it is tried again, in seconds."""


class LeavingApp(GuardedApp):
    """An application that loses nothing when it is left."""

    _sittings: Sittings | None
    _exchange: Exchange | None

    async def all_saved(self) -> bool:
        """Write what is left of every sitting; return False where something is not saved."""
        return self._sittings is None or await asyncio.to_thread(self._sittings.flush)

    def leave(self) -> None:
        """Save what is left and close, as a signal asks; try again where something is not saved."""
        self.run_worker(self._leave_when_saved(), exclusive=True, group="leave")

    async def _leave_when_saved(self) -> None:
        if not await self._leave():
            self.set_timer(AGAIN_S, self.leave)

    async def action_quit(self) -> None:
        """Close, after a yes where a clock runs."""
        self._ask_to_leave()

    @work(exclusive=True, group="leave")
    async def _ask_to_leave(self) -> None:
        if self._sittings is not None and self._sittings.running():
            from screens.dialogs import Confirm

            body = "It goes on meanwhile; on opening again you are asked whether the time counts."
            if not await self.push_screen_wait(Confirm("Close while a clock runs?", body)):
                return
        await self._leave()

    async def _leave(self) -> bool:
        """Close where everything is saved; return False, and say what to do, where it is not."""
        if self._sittings is not None:
            self._sittings.read_clocks()
            self._sittings.beat()
            saved = await asyncio.to_thread(self._sittings.close)
            if not saved:
                self.say("Not everything is saved. Mend what the top line says, then leave again.")
                return False
        if self._exchange is not None:
            self._exchange.end()
        self.exit()
        return True
