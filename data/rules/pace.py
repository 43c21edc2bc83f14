"""Whether the time left is enough for what has not been heard.

Coverage is what an assessor runs out of. Pace compares what was heard while asking with an even
plan over the allotted time, and never counts on the discretion.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.record.entries import Entry, PhaseStarted
from data.record.fold import fold
from data.record.instant import Instant
from data.record.phase_clock import allotted_ms
from data.record.state import SittingState
from data.rules.coverage import grade_coverage
from data.rules.remembered import per_state
from data.standards.model import Phase, Standard


@dataclass(frozen=True, slots=True)
class Pace:
    """How the sitting keeps up with an even plan. Times are in milliseconds."""

    open: int
    """Descriptors of the lowest grade above the fail that were not heard."""
    left_ms: int
    """Allotted time for asking that is left; 0 in overtime of the last asking phase."""
    each_ms: int | None
    """What is left for each open descriptor; None where none is open."""
    ahead_ms: int
    """Ahead of the even plan; negative where behind."""


def pace(state: SittingState, now: Instant) -> Pace | None:
    """Compute the pace of the asking phase under way, also while it is paused.

    - Asking phases are those that are not silent. Their allotted times, approved extra time
      included, make up the time of the plan.
    - Gone is: the whole allotted time of the asking phases that ended (unused time does not move
      on, and the discretion is not borrowed from the next phase), and the elapsed time of the one
      under way up to its allotted time. `left_ms` is the time of the plan less what is gone.
    - Planned are the descriptors of the lowest grade above the fail that were neither heard nor
      evidenced by the report when the first asking phase began, and any that are open now.
    - The even plan hears them at equal distances: `k` of `n` are due when `k / n` of the time is
      gone. `ahead_ms` is the moment at which as many are due as were heard, less what is gone.
      With all of them heard it is therefore the time left; at the start it is 0.

    Hearing one more never makes it smaller; time passing never makes it larger.

    Args:
        state: Where the sitting stands.
        now: The moment it is asked for.

    Returns:
        The pace; None in a silent phase, and before, between and after phases.
    """
    asking = _asking(state)
    if state.current not in [phase.code for phase in asking]:
        return None
    total = sum(allotted_ms(phase, state.opened.extra_per_mille) for phase in asking)
    gone = sum(_gone(state, phase, now) for phase in asking)
    still_open = _open(state)
    planned = _open_at_first(state) | still_open
    heard = len(planned - still_open)
    due = total * heard // len(planned) if planned else total
    left = total - gone
    each = left // len(still_open) if still_open else None
    return Pace(len(still_open), left, each, due - gone)


def _asking(state: SittingState) -> list[Phase]:
    return [phase for phase in state.method.phases if not phase.silent]


def _gone(state: SittingState, phase: Phase, now: Instant) -> int:
    """Return how much of a phase's allotted time can be used no more."""
    clock = state.phases.get(phase.code)
    if clock is None:
        return 0
    return clock.allotted if clock.ended else min(clock.allotted, clock.elapsed(now))


@per_state
def _open(state: SittingState) -> frozenset[str]:
    lowest = grade_coverage(state, state.standard.grades[1])
    return frozenset(descriptor.code for descriptor in lowest.open)


@per_state
def _open_at_first(state: SittingState) -> frozenset[str]:
    """Return what was open when the first asking phase began.

    What was undone since never happened then either. The record before that moment is short: the
    preparation, and a silent phase at the most.
    """
    codes = {phase.code for phase in _asking(state)}
    before = next(n for n, entry in enumerate(state.entries) if _starts(entry, codes, state.undone))
    kept = tuple(entry for entry in state.entries[:before] if entry.seq not in state.undone)
    return _beginnings.open_after(state.standard, kept)


def _starts(entry: Entry, phases: set[str], undone: frozenset[int]) -> bool:
    starts = isinstance(entry.body, PhaseStarted) and entry.body.phase in phases
    return starts and entry.seq not in undone


class _Beginning:
    """What was open after the beginning of a record, folded once and not at every entry after."""

    _last: tuple[Standard, tuple[Entry, ...], frozenset[str]] | None = None

    def open_after(self, standard: Standard, entries: tuple[Entry, ...]) -> frozenset[str]:
        """Return the open codes; folded anew only for another beginning."""
        last = self._last
        # Entries are compared by identity first: equal ones cost next to nothing.
        if last is None or last[0] is not standard or last[1] != entries:
            last = standard, entries, _open(fold(standard, entries))
            self._last = last
        return last[2]


_beginnings = _Beginning()
