"""How coverage grew over a sitting: what was heard by when, to be drawn or told.

Pure, like all rules. Time is that of the phase clocks, put one after the other: a pause takes none
of it, and what was undone never happened.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from data.record.entries import Entry, Undone
from data.record.fold import fold, then
from data.record.instant import Instant
from data.record.phase_clock import allotted_ms
from data.record.state import SittingState
from data.rules.coverage import coverage


@dataclass(frozen=True, slots=True)
class Leg:
    """One phase on the way. Times are in milliseconds."""

    code: str
    title: str
    begins_ms: int
    """Where it begins on the whole way."""
    allotted_ms: int
    elapsed_ms: int | None
    """Time used; None where the phase has not begun."""

    @property
    def length_ms(self) -> int:
        """How much of the way it takes: the allotted time, and what ran over it."""
        return max(self.allotted_ms, self.elapsed_ms or 0)

    @property
    def ends_ms(self) -> int:
        """Where the next one begins."""
        return self.begins_ms + self.length_ms

    @property
    def gone_ms(self) -> int:
        """How far along the whole way this phase has come."""
        return self.begins_ms + (self.elapsed_ms or 0)


@dataclass(frozen=True, slots=True)
class Point:
    """What was heard from a moment on."""

    at_ms: int
    heard: tuple[int, ...]
    """Descriptors heard of each grade, the lowest first."""
    sufficient: tuple[int, ...]
    """How many of those stood as sufficient."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A pause: where the clock stood, and for how long."""

    at_ms: int
    length_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class Course:
    """A sitting from its begin to its end, or to now."""

    grades: tuple[tuple[str, int], ...]
    """Grades with the number of their descriptors, the lowest first."""
    legs: tuple[Leg, ...]
    points: tuple[Point, ...]
    """One for each change, in the order of time; the first at 0."""
    questions: tuple[int, ...]
    """When main questions were asked."""
    followups: tuple[int, ...]
    rests: tuple[Rest, ...]

    @property
    def whole_ms(self) -> int:
        """How long the whole way is."""
        return self.legs[-1].ends_ms if self.legs else 0

    @property
    def begun(self) -> bool:
        """True when a clock has run."""
        return any(leg.elapsed_ms is not None for leg in self.legs)

    def at(self, at_ms: int) -> Point:
        """Return what was heard at a moment of the way."""
        return self.points[bisect_right(self.points, at_ms, key=lambda point: point.at_ms) - 1]


def course(state: SittingState, now: Instant) -> Course:
    """Return how coverage grew.

    Args:
        state: The sitting.
        now: How far a clock that runs has gone.
    """
    legs = _legs(state, now)
    begins = {leg.code: leg.begins_ms for leg in legs}
    asked = [(q.main, begins.get(q.phase or "", 0) + q.clock_ms) for q in state.questions]
    walk = _Walk(state, now, legs)
    return Course(
        tuple((part.grade, part.total) for part in coverage(state).grades),
        legs,
        tuple(walk.points()),
        tuple(at for main, at in asked if main),
        tuple(at for main, at in asked if not main),
        tuple(walk.rests),
    )


def _legs(state: SittingState, now: Instant) -> tuple[Leg, ...]:
    legs: list[Leg] = []
    for phase in state.method.phases:
        clock = state.phases.get(phase.code)
        allotted = clock.allotted if clock else allotted_ms(phase, state.opened.extra_per_mille)
        begins = legs[-1].ends_ms if legs else 0
        elapsed = clock.elapsed(now) if clock else None
        legs.append(Leg(phase.code, phase.title, begins, allotted, elapsed))
    return tuple(legs)


class _Walk:
    """Folds the record once more, entry by entry, and keeps what changed where."""

    def __init__(self, state: SittingState, now: Instant, legs: tuple[Leg, ...]) -> None:
        self._state, self._now = state, now
        self._legs = {leg.code: leg for leg in legs}
        self.rests: list[Rest] = []

    def points(self) -> Iterator[Point]:
        """Yield a point for the begin and for each change; note the pauses on the way."""
        kept = [entry for entry in self._state.entries if self._counts(entry)]
        so_far = fold(self._state.standard, kept[:1])
        last = _point(0, so_far)
        yield last
        for entry in kept[1:]:
            before, so_far = so_far, then(so_far, entry)
            at = max(last.at_ms, self._place(before, so_far, entry))
            self._note_pause(before, so_far, at)
            if so_far.standings is before.standings and so_far.criteria is before.criteria:
                continue
            found = _point(at, so_far)
            if (found.heard, found.sufficient) != (last.heard, last.sufficient):
                yield found
                last = found

    def _counts(self, entry: Entry) -> bool:
        return entry.seq not in self._state.undone and not isinstance(entry.body, Undone)

    def _place(self, before: SittingState, after: SittingState, entry: Entry) -> int:
        """Return where on the way an entry lies."""
        code = after.current or before.current
        if code is None or code not in self._legs:
            return max((self._legs[phase].gone_ms for phase in after.phases), default=0)
        clock_ms = getattr(entry.body, "clock_ms", None)
        used = after.phases[code].elapsed(entry.at) if clock_ms is None else clock_ms
        return self._legs[code].begins_ms + max(0, used)

    def _note_pause(self, before: SittingState, after: SittingState, at_ms: int) -> None:
        old, new = before.clock, after.clock
        if old is None or new is None or len(new.pauses) <= len(old.pauses):
            return
        place = len(new.pauses) - 1
        pause = self._state.phases[new.phase].pauses[place]
        stood = (pause.ended or self._now).since(pause.began) + pause.back_ms
        self.rests.append(Rest(at_ms, stood, pause.reason))


def _point(at_ms: int, state: SittingState) -> Point:
    parts = coverage(state).grades
    return Point(
        at_ms, tuple(part.heard for part in parts), tuple(part.sufficient for part in parts)
    )
