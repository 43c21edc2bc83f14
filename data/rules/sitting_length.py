"""How long a sitting takes: its phases with the approved extra time, and what may be added."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.phase_clock import MINUTE, allotted_ms, discretion_ms, pool_ms
from data.standards.model import Method


@dataclass(frozen=True, slots=True)
class PhaseLength:
    """How long one phase takes, in milliseconds."""

    title: str
    allotted: int
    """Base time and approved extra time."""
    ceiling: int
    """The most that it may take with the discretion."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long the phases of a method take together, in milliseconds."""

    phases: tuple[PhaseLength, ...]
    allotted: int
    ceiling: int


def length_of(method: Method, extra_per_mille: int = 0) -> Length:
    """Return how long a sitting of a method takes.

    Args:
        method: Says the phases and the discretion.
        extra_per_mille: Approved extra time, thousandths of the base time.
    """
    phases = tuple(
        PhaseLength(phase.title, time, time + discretion_ms(method, phase, extra_per_mille))
        for phase in method.phases
        for time in (allotted_ms(phase, extra_per_mille),)
    )
    allotted = sum(phase.allotted for phase in phases)
    return Length(phases, allotted, allotted + pool_ms(method, extra_per_mille))


def minutes_said(milliseconds: int) -> str:
    """Return a time in minutes: `20 min`, `27:30 min`."""
    minutes, rest = divmod(milliseconds, MINUTE)
    return f"{minutes}:{rest // 1000:02d} min" if rest else f"{minutes} min"


def length_said(length: Length) -> str:
    """Return the phases and the ceiling of a sitting in one line."""
    phases = " and ".join(f"{p.title.lower()} {minutes_said(p.allotted)}" for p in length.phases)
    if length.ceiling == length.allotted:
        return phases
    return f"{phases}, {minutes_said(length.ceiling)} at most"
