"""A clock that goes only when a test says so."""

from __future__ import annotations

from data.record.instant import Instant

NOON = Instant(wall=1_779_271_200_000, tick=5_000_000, boot="testboot")
"""Wednesday 20 May 2026, 10:00 UTC."""


class Ticker:
    """Tells the time that it was set to."""

    def __init__(self, instant: Instant = NOON) -> None:
        self.now = instant

    def __call__(self) -> Instant:
        return self.now

    def go(self, milliseconds: int) -> Instant:
        self.now = self.now.later(milliseconds)
        return self.now
