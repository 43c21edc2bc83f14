"""The overall grade, its publication and the certificate: lines of the record, and their state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from data.record.journey.body import Effects


class Graded(Protocol):
    """What has to be known of an attempt."""

    @property
    def head(self) -> str:
        """Hash of the last entry of its record."""


@dataclass(frozen=True)
class Results:
    """The overall grade, its publication and the certificate."""

    heads: tuple[str, ...] = ()
    """Heads of the sealed records that the confirmed grade was derived from."""

    def holds(self, newest: Iterable[Graded]) -> bool:
        """Tell whether what was confirmed is what is sealed now."""
        return bool(self.heads) and set(self.heads) == {attempt.head for attempt in newest}


EFFECTS: Effects = {}
"""What each kind leads to."""
