"""A sitting on its way between laptops, and how it fits the record that a store has of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from data.record.body import Entry, Line
from data.record.head import SignedHead
from data.store.rows import Assessment, Draft, Sitting


@dataclass(frozen=True, slots=True)
class Handed:
    """A sitting on its way to another laptop, with all that is kept of it."""

    assessment: Assessment
    sitting: Sitting
    secret: bytes = field(repr=False)
    """The key of the apprentice."""
    lines: tuple[Line, ...]
    """The record as it is kept; the last line is the handing over."""
    draft: Draft | None
    """What stood on the note line."""
    standard: bytes = field(repr=False)
    """The standard's file."""
    suffix: str
    """How the name of that file ends: `.toml` or `.json`."""
    demonstration: bool
    """True where the apprentice is invented."""
    head: SignedHead
    """The last line, signed by the laptop that gives."""
    journey: Carried | None = None
    """The own record of the assessment; None where there is none."""
    bookings: tuple[Sitting, ...] = ()
    """The other sittings of the assessment that nobody has begun."""
    cancelled: tuple[str, ...] = ()
    """Ids of those that are not to be held where it is taken; they are not in the file."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The own record of an assessment, on its way with a sitting."""

    lines: tuple[Line, ...]
    """As it is kept, from its first line on."""
    head: SignedHead
    """The last line, signed by the laptop that gives."""


class Fit(Enum):
    """How a record in a store fits one that comes from another laptop."""

    FOLLOWS = "follows"
    """What comes goes on with what is here, or nothing is here yet."""
    HERE = "here"
    """Everything that comes is here already."""
    DIFFERS = "differs"


def fit(here: Sequence[Line], given: Sequence[Line | Entry]) -> tuple[Fit, int]:
    """Compare the record in a store with one that comes from another laptop.

    Args:
        here: May be empty.
        given: Checked by itself.

    Returns:
        How they fit, and how many entries they share.
    """
    pairs = enumerate(zip(here, given, strict=False))
    shared = next((n for n, (one, other) in pairs if one.hash != other.hash), None)
    if shared is not None:
        return Fit.DIFFERS, shared
    return (Fit.FOLLOWS, len(here)) if len(here) < len(given) else (Fit.HERE, len(given))
