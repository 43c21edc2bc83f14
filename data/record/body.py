"""What every line of the record has: its number, its time, its place in the chain, and a body.

The kinds of bodies are in `data.record.entries`, which also hands on the names from here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from data.record.instant import Instant


class Mark(NamedTuple):
    """A code that was heard, and how well."""

    code: str
    """A descriptor (`P6`) or a KSB (`K8`)."""
    sign: str = ""
    """`` heard, `+` sufficient, `-` counter-evidence, `?` unclear."""


@dataclass(frozen=True)
class Body:
    """What happened. Each kind adds its own fields."""

    kind: ClassVar[str] = ""


@dataclass(frozen=True)
class Undone(Body):
    """An earlier entry shall have no effect. It stays in the record."""

    kind: ClassVar[str] = "undone"
    target: int
    """Sequence number of the entry."""


@dataclass(frozen=True)
class Rechained(Body):
    """The chain was made anew when the store was brought to a newer version."""

    kind: ClassVar[str] = "rechained"
    former: str
    """Head of the chain before; results that left earlier carry it."""


@dataclass(frozen=True)
class Erased(Body):
    """The apprentice's key was destroyed: nobody can read the entries before any more."""

    kind: ClassVar[str] = "erased"
    reason: str = ""
    """Which rule asked for it; no personal data."""


@dataclass(frozen=True)
class Entry:
    """One line of a sitting's record."""

    seq: int
    """1 for the first entry of a sitting, without gaps."""
    id: str
    at: Instant
    body: Body
    prev: str
    """Hash of the entry before; empty for the first."""
    hash: str
    ciphertext: bytes = field(repr=False)
    """What is kept of the body, and what the hash speaks of."""

    @property
    def kind(self) -> str:
        """What kind of thing happened."""
        return self.body.kind


@dataclass(frozen=True)
class Line:
    """An entry as it is kept: its place in the chain, and a body that nobody has read."""

    seq: int
    id: str
    at: Instant
    kind: str
    ciphertext: bytes = field(repr=False)
    prev: str
    hash: str
