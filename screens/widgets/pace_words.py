"""The pace in words, in as many lengths as there are places for it."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.pace import pace
from screens.widgets.times import span

BEHIND_MS = 60_000
"""So far behind an even plan, in milliseconds, the pace changes its colour. Our convention."""

ON_PLAN = "on plan"
"""Neither ahead nor behind by a whole minute."""


@dataclass(frozen=True)
class PaceWords:
    """What is said of the pace; nothing where there is none."""

    behind: bool = False
    """So far behind that it has to catch the eye."""
    whole: str = ""
    """`5:00 each, 10 min behind`."""
    short: str = ""
    """In fewer words: `10 min behind`."""
    rest: str = ""
    """What the fewer words leave out."""
    least: str = ""
    """In the fewest: `10 behind`."""


NO_PACE = PaceWords()
"""While nothing is asked, and while counts are hidden."""


def pace_words(state: SittingState, now: Instant) -> PaceWords:
    """Return the pace of the phase under way in words."""
    found = pace(state, now)
    if found is None or found.each_ms is None:
        return NO_PACE
    if not found.left_ms:
        short = f"{found.open} not heard"
        return PaceWords(True, f"{short} in the time", short, least=short)
    ahead, each = ahead_words(found.ahead_ms), f"{span(found.each_ms)} each"
    short, rest = (each, "") if ahead == ON_PLAN else (ahead, each)
    behind = found.ahead_ms <= -BEHIND_MS
    return PaceWords(behind, f"{each}, {ahead}", short, rest, ahead.replace(" min", ""))


def ahead_words(milliseconds: int) -> str:
    """Return how far from an even plan, in whole minutes: `2 min ahead`, `on plan`.

    Seconds would change the line every second, and draw the eye for nothing.
    """
    minutes = abs(milliseconds) // 60_000
    if not minutes:
        return ON_PLAN
    return f"{minutes} min {'ahead' if milliseconds > 0 else 'behind'}"
