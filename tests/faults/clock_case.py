"""One line of the clock table: what happens to the clocks, and what is shown and recorded then.

A sitting of two hours begins at 11:00 in London and has run for ten minutes when the case begins;
when the case is over it runs for one minute more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Step(NamedTuple):
    """What the clocks do, and for how long or how far, in milliseconds."""

    kind: str
    """`go` all clocks, `sleep` not the one that counts waking, `stand` only the wall clock goes,
    `wall` is moved, `slew` all go and the wall clock 500 millionths faster, `boot` anew after so
    long, `unkept` all clocks go and nobody keeps that the program lives."""
    ms: int


class Shown(NamedTuple):
    """What the panel shows at the end."""

    left: str
    ends: str
    ceiling: str


@dataclass(frozen=True)
class Case:
    """One line of the table."""

    name: str
    happened: str
    steps: tuple[Step, ...]
    shown: Shown
    """Where nothing is asked, or where the gap counts."""
    where: str = "running"
    """`running`, `paused`, `waiting`, `record` (another screen) or `list`."""
    begin: int = 1_779_271_200_000
    """Wall time of the begin, UTC, in milliseconds: 20 May 2026, 11:00 in London."""
    ending: str = ""
    """`closed` or `killed` after the steps; empty where the program goes on."""
    off: tuple[Step, ...] = ()
    """What the clocks do until the program is opened again."""
    then: tuple[Step, ...] = ()
    """What they do behind that, before anything is answered."""
    asked: str = ""
    """What the question says; empty where none is asked."""
    told: str = ""
    """What is said without a question."""
    left_out: Shown | None = None
    """What is shown where the gap is left out."""
    jumps: tuple[tuple[int, int], ...] = ()
    """What the record holds: how far the wall clock was moved, how long the machine slept."""
    tells_sleep: bool = True
    """False for a machine whose tick stands still while it sleeps."""

    @property
    def expectation(self) -> str:
        """What the assessor may rely on, in words."""
        asked = f'asked: "{self.asked} ..."' if self.asked else "not asked"
        told = f'; told: "{self.told} ..."' if self.told else ""
        out = f"; left out {self.left_out.left}" if self.left_out else ""
        return f"{asked}{told}; left {self.shown.left}{out}; entries of jumps: {len(self.jumps)}"


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)
