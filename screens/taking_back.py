"""What the record of a sitting says and does while the sitting is on another laptop."""

from __future__ import annotations

from textual import work
from textual.content import Content
from textual.screen import Screen

from data.record.instant import Clock
from data.record.state import SittingState
from data.rules.handover import take_back
from data.store.sitting_record import SittingRecord
from screens.dialogs import Ask, Confirm
from screens.keeping import keep
from screens.keys_now import key_for
from screens.navigation import OpenSitting
from screens.widgets.times import wall

_TWO = "Where the other laptop took the file, there are two sittings from now on: a conflict."


class TakeBackKey(Screen[None]):
    """A screen on which a sitting that was handed over can be taken back."""

    _record: SittingRecord
    _clock: Clock

    @work
    async def action_take_back(self) -> None:
        """Go on here with a sitting that nobody took, for a reason, confirmed with y."""
        if self._record.state.handed is None:
            keep(self, self._record, self._clock, lambda state, now: take_back(state, now, ""))
            return
        reason = await self.app.push_screen_wait(Ask("Why is the sitting taken back?", _TWO))
        if not reason or not await self.app.push_screen_wait(Confirm("Go on here?", _TWO)):
            return
        refused = keep(
            self, self._record, self._clock, lambda state, now: take_back(state, now, reason)
        )
        if refused is None:
            self.post_message(OpenSitting(self._record.sitting.id))


def handed_line(state: SittingState) -> list[Content]:
    """Return the line that says where the sitting is; none while it is here."""
    if state.handed is None:
        return []
    at = wall(state.handed.at.wall, seconds=False)
    # The key comes first: a narrow terminal cuts the rest.
    back = key_for("record.take_back")
    told = f"Handed over {at}, {back} takes it back. It continues on another laptop."
    return [Content(told).stylize("bold $text-warning")]
