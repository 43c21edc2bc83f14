"""The key that hands the sitting on a screen over; the application asks, and carries it out."""

from __future__ import annotations

from textual.screen import Screen

from data.store.sitting_record import SittingRecord
from screens.navigation import HandOver


class HandingKey(Screen[None]):
    """A screen of a sitting that can be handed over."""

    _record: SittingRecord

    def action_hand_over(self) -> None:
        """Give the sitting to another laptop."""
        self.post_message(HandOver(self._record.sitting.id))
