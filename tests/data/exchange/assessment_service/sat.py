"""Attempts of people who do not exist, written as `M1 fail 20 May`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from data.exchange.assessment_service.apprentice import Apprentice, Attempt
from data.exchange.assessment_service.history import history
from data.record.instant import Instant
from data.standards.model import Standard
from tests.data.exchange.building import ASSESSMENT, SHIPPED

STANDARD = SHIPPED.standard
NOW = Instant(int(datetime(2026, 11, 24, 9, 0, tzinfo=UTC).timestamp()) * 1000, 5_000_000, "boot")
KINDS = {"": "first", "re-sit": "re-sit", "re-take": "re-take"}


def wall(text: str) -> int:
    """Return a moment in UTC as milliseconds since 1970."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def sat(*written: str, exceptional: str = "") -> tuple[Attempt, ...]:
    """Return attempts from lines such as `M1 fail 2026-05-20` and `M1 pass 2026-06-20 re-sit`."""
    made: list[Attempt] = []
    for line in written:
        method, grade, day, *kind = line.split()
        number = 1 + sum(attempt.method == method for attempt in made)
        moment = wall(day if "T" in day else f"{day}T11:00")
        said = exceptional if kind else ""
        made.append(Attempt(method, KINDS["".join(kind)], number, said, moment, grade))
    return tuple(made)


def apprentice(
    *written: str, standard: Standard = STANDARD, exceptional: str = "", **changes: Any
) -> Apprentice:
    """Return an apprentice whose assessment is in order, but for some changes."""
    real = {"uln": "9276308686", "family_name": "Example", **changes}
    return Apprentice(replace(ASSESSMENT, **real), standard, sat(*written, exceptional=exceptional))


def told(*written: str) -> list[str]:
    """Return a history in short: `2026-05-20 Fail first`."""
    return [f"{o.day} {o.outcome} {o.kind}" for o in history(STANDARD, sat(*written))]
