"""What every line of the record has: its number, its time, its place in the chain, and a body.

The kinds of bodies are in `data.record.entries`, which also hands on the names from here.
"""

from __future__ import annotations

from dataclasses import dataclass
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
