"""A machine started anew with a clock that is behind takes no used time away."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.entries import ClockJumped, Entry, Opened, PhaseStarted
from data.record.fold import fold
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.clock_back import clock_went_back
from data.standards.library import Library

STANDARD = Library().find("ST0792").standard
BEGIN = Instant(1_779_271_200_000, 5_000_000, "first-start")
MINUTE = 60_000


def running() -> tuple[SittingState, Entry]:
    opened = link(Opened("ST0792", "1.1", "0" * 64, "M2", "1"), BEGIN, "a", None, IN_CLEAR)
    started = link(PhaseStarted("discussion"), BEGIN, "b", opened, IN_CLEAR)
    return fold(STANDARD, [opened, started]), started


def after_start(behind_ms: int, seen: Instant) -> Instant:
    """Return the present after the machine was started anew, so much behind when it was seen."""
    return Instant(seen.wall - behind_ms, 1_000, "second-start")


@given(used=st.integers(1, 200 * MINUTE), behind=st.integers(1, 500 * MINUTE))
def test_the_phase_goes_on_from_the_time_used(used: int, behind: int) -> None:
    state, last = running()
    seen = BEGIN.later(used)
    now = after_start(behind, seen)
    (body,) = clock_went_back(state, now, seen)
    assert isinstance(body, ClockJumped)
    clock = fold(STANDARD, [*state.entries, link(body, now, "c", last, IN_CLEAR)]).clock
    assert clock is not None
    assert clock.elapsed(now) == used
    assert clock.elapsed(now.later(90_000)) == used + 90_000


def test_a_phase_that_had_just_begun_goes_on_as_well() -> None:
    state, last = running()
    now = after_start(10 * MINUTE, BEGIN)
    (body,) = clock_went_back(state, now, BEGIN)
    clock = fold(STANDARD, [*state.entries, link(body, now, "c", last, IN_CLEAR)]).clock
    assert clock is not None
    assert MINUTE <= clock.elapsed(now.later(MINUTE)) <= MINUTE + 1


def test_nothing_is_kept_where_the_clocks_can_be_trusted() -> None:
    state, _ = running()
    seen = BEGIN.later(10 * MINUTE)
    assert clock_went_back(state, seen.later(-1), seen) == ()
    assert clock_went_back(state, after_start(-5 * MINUTE, seen), seen) == ()
    assert clock_went_back(replace(state, current=None), after_start(MINUTE, seen), seen) == ()
