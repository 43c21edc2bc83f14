"""How coverage grew, as plain lines of the report: what had been heard by when.

A chart is for eyes; these lines say the same to whoever reads them out.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.course import Course, Leg, course

STEPS = 6
"""How many lines a phase has at the most."""

MINUTE = 60_000


def course_lines(state: SittingState, now: Instant) -> Iterator[str]:
    """Yield a line for each step of each phase; nothing before a clock has run.

    Args:
        state: The sitting.
        now: How far a clock that runs has gone.
    """
    gone = course(state, now)
    for leg in gone.legs:
        if leg.elapsed_ms:
            yield f"  {leg.title}"
            yield from (_line(gone, leg, at_ms) for at_ms in _steps(leg.elapsed_ms))


def _steps(elapsed_ms: int) -> Iterator[int]:
    """Yield even steps of whole minutes, and the end."""
    step = max(1, -(-elapsed_ms // (STEPS * MINUTE))) * MINUTE
    yield from range(step, elapsed_ms, step)
    yield elapsed_ms


def _line(gone: Course, leg: Leg, at_ms: int) -> str:
    point = gone.at(leg.begins_ms + at_ms)
    heard = [
        f"{grade} {number}/{total}"
        for (grade, total), number in zip(gone.grades, point.heard, strict=True)
    ]
    asked = sum(at <= leg.begins_ms + at_ms for at in gone.questions)
    told = f"heard {', '.join(heard)}; {sum(point.sufficient)} sufficient; {asked} asked"
    return f"  {at_ms // MINUTE:>4}:{at_ms // 1000 % 60:02d}  {told}"
