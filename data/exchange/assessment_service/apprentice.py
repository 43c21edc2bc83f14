"""What is known of one apprentice: the assessment, and the results that count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from data.exchange.assessment_service.day import english_day
from data.standards.model import Standard
from data.store.rows import Assessment


@dataclass(frozen=True, slots=True)
class Attempt:
    """A graded attempt at one method, as the newest revision of its result has it."""

    method: str
    kind: str
    """One of `data.record.attempts.ATTEMPTS`."""
    number: int
    """Attempts at the same method count upwards."""
    exceptional: str
    """Reference of exceptional circumstances; empty where there are none."""
    ended_at: int
    """When its live part ended: UTC, milliseconds since 1970."""
    grade: str

    @property
    def day(self) -> date:
        """The day of the assessment."""
        return english_day(self.ended_at)


@dataclass(frozen=True, slots=True)
class Way:
    """What the assessment's own record says of its result."""

    state: str
    """One of `data.record.journey.machine.STATES`."""
    grade: str | None = None
    """The overall grade that was confirmed and still holds; None where none does."""
    held: bool = False
    """True while a suspicion holds the result back."""


@dataclass(frozen=True, slots=True)
class Apprentice:
    """One apprentice's assessment with every attempt that has a result."""

    assessment: Assessment
    standard: Standard = field(repr=False)
    attempts: tuple[Attempt, ...]
    withdrawn: bool = False
    """True where a result was taken back and is not among the attempts."""
    way: Way | None = None
    """None where nothing was recorded around the sittings: then the seals alone count."""


def counting(attempts: Iterable[Attempt]) -> dict[str, Attempt]:
    """Return the newest attempt at each method: the one whose grade counts."""
    return {attempt.method: attempt for attempt in sorted(attempts, key=lambda a: a.number)}
