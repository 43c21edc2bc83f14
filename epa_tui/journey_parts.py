"""The parts of the journey, in the order of the way, and the screens of their own.

Nothing here is loaded before a journey is opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.record.instant import Clock
    from data.rules.step import Part
    from screens.journey import Door


def parts() -> tuple[Part, ...]:
    """Return every part, in the order of the way."""
    return ()


def doors(clock: Clock) -> Mapping[str, Sequence[Door]]:
    """Return the screens that parts lead to, by the key of the part.

    Args:
        clock: Tells the time.
    """
    del clock
    return {}
