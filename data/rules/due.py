"""Something that is due on a day: what it is called, and how early it is worth to be told.

Light enough for the first paint; what is due of an assessment is computed by `data.rules.dues`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from data.rules.counts import counted

RESULT, CLAIM, REPLACEMENT = "result", "claim", "replacement"
GATEWAY, PLANNING, PROJECT, REWORK, PERIOD = "gateway", "planning", "project", "rework", "period"


class Rule(NamedTuple):
    """How a kind of due is said."""

    words: str
    """What is to be done; `{}` stands for the sitting."""
    short: str
    """The same for a narrow terminal."""
    notice_days: int
    """How many days before it is shown on home (our convention)."""
    part: str = "results"
    """Key of the part of the journey in which it is done."""


RULES: Final[Mapping[str, Rule]] = {
    RESULT: Rule("publish the result of {}", "{} result", 7),
    CLAIM: Rule("claim the certificate", "claim", 15),
    REPLACEMENT: Rule("pass on the replacement request", "replacement", 7),
    GATEWAY: Rule("decide the gateway", "gateway", 14, "gateway"),
    PLANNING: Rule("planning meeting", "planning", 7, "planning"),
    PROJECT: Rule("hand-in of the project", "project", 7, "project"),
    REWORK: Rule("hand-in of the reworked project", "rework", 7, "project"),
    PERIOD: Rule("end of the EPA period", "period ends", 28, "again"),
}
"""Every kind of due."""

LONGEST_NOTICE: Final = max(rule.notice_days for rule in RULES.values())


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due on a day; nothing follows by itself when it is past."""

    what: str
    """One of `RULES`."""
    method: str
    """What the sitting is called that it is about, `M1` or `M1-2`; empty where it is about none."""
    on: date
    """The last day."""

    @property
    def words(self) -> str:
        """What is to be done."""
        return due_words(self.what, self.method)


def due_words(what: str, method: str, *, short: bool = False, held: bool = False) -> str:
    """Return what is to be done.

    Args:
        what: One of `RULES`; of another version of the program perhaps none of these.
        method: What the sitting is called.
        short: For a narrow terminal.
        held: No result of the assessment may leave: said where that keeps it from being done.
    """
    rule = RULES.get(what)
    if rule is None:
        return f"{what} {method}".strip()
    told = (rule.short if short else rule.words).format(method)
    return f"{told}, HELD" if held and what in (RESULT, CLAIM) else told


def part_of(what: str) -> str:
    """Return the key of the part of the journey in which something is done; empty where unknown.

    Args:
        what: One of `RULES`.
    """
    return RULES[what].part if what in RULES else ""


def worth_telling(what: str, on: date, today: date) -> bool:
    """Tell whether a day is near enough, or past.

    Args:
        what: One of `RULES`.
        on: The last day.
        today: The day.
    """
    days = RULES[what].notice_days if what in RULES else LONGEST_NOTICE
    return on <= today + timedelta(days=days)


def left_words(on: date, today: date) -> str:
    """Return how far off a day is: `today`, `in 3 days`, `2 days overdue`."""
    days = (on - today).days
    if days == 0:
        return "today"
    number = counted(abs(days), "day")
    return f"in {number}" if days > 0 else f"{number} overdue"
