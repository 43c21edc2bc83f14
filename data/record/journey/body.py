"""What every kind of line of an assessment's record has.

The lines are chained, enciphered and never changed, like those of a sitting; what they lead to is
computed by `data.record.journey.fold`. Each part of the journey has a module of its own beside
this one: its kinds, the state they lead to, and how.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, TypeAlias

from data.record.body import Body, Entry


@dataclass(frozen=True)
class JourneyBody(Body):
    """What happened to an assessment outside its sittings. Each kind adds its own fields.

    Days are ISO dates as text; people are names as they were typed.
    """

    move: ClassVar[str] = ""
    """The move of the state machine that this makes; empty where the state stays."""
    stays: ClassVar[str] = ""
    """What undo does not take back, as a sentence: the booking keeps what it changed there."""
    lasts: ClassVar[str] = ""
    """Why undo does not take it back at all, as a sentence; empty where it does."""

    @property
    def judges(self) -> tuple[str, ...]:
        """Names of those who judged the apprentice by it: they decide no complaint or appeal."""
        return ()

    @property
    def told(self) -> str:
        """What the timeline says of it; a kind may say it better."""
        known = ((f.name, getattr(self, f.name)) for f in fields(self))
        said = (f"{name.replace('_', ' ')} {_said(value)}" for name, value in known if value != "")
        return f"{self.kind.replace('-', ' ')}: {', '.join(said)}".removesuffix(": ")


def _said(value: object) -> str:
    """Return a value of a field in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(map(str, value)) or "-"
    return str(value) if value not in (None, "") else "-"


Effect: TypeAlias = Callable[[Any, Entry, Any], Any]
"""Gives the state of a part after one entry more: `(state, entry, body)`."""

Effects: TypeAlias = Mapping[type[JourneyBody], Effect]
"""The effects of the kinds of one part."""
