"""What the record of a re-sit or re-take says of the attempts before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from data.record.body import Body


@dataclass(frozen=True)
class AskedBefore(Body):
    """Which main questions were asked at an earlier attempt: they are not asked again."""

    kind: ClassVar[str] = "asked-before"
    attempt: str
    """`first`, `re-sit` or `re-take`."""
    number: int
    """1 for the first attempt, 2 for the next."""
    texts: tuple[str, ...] = ()
    """Their words, each once."""
    origins: tuple[str, ...] = ()
    """Where those came from that were planned: `bank mill`."""
