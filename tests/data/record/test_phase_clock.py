from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record.instant import Instant
from data.record.phase_clock import (
    ClockState,
    PhaseClock,
    allotted_ms,
    discretion_ms,
    pool_ms,
)
from data.standards.model import Method
from tests.data.record.running_intervals import Line
from tests.data.record.sittings import MINUTE, START, made_up, ms, shipped
from tests.data.record.strategies import doings

Basis = Literal["adjusted", "base"]
TEN = 10 * MINUTE


def begun(allotted: int = 20 * MINUTE, discretion: int = 2 * MINUTE) -> PhaseClock:
    return PhaseClock.begin("presentation", allotted, discretion, START)


def at(minutes: float) -> Instant:
    return START.later(round(minutes * MINUTE))


def method_of(code: str, basis: Basis) -> Method:
    method = shipped().standard.method(code)
    return method.model_copy(
        update={"extension": method.extension.model_copy(update={"basis": basis})}
    )


# field-rules.md section 5, "Composition": minutes and seconds.
COMPOSITION = [
    ("M1", "presentation", "20:00", "25:00", "27:00", "27:30"),
    ("M1", "questioning", "40:00", "50:00", "54:00", "55:00"),
    ("M2", "discussion", "120:00", "150:00", "162:00", "165:00"),
]


@pytest.mark.parametrize(
    ("code", "phase_code", "base", "adjusted", "on_base", "on_both"), COMPOSITION
)
def test_extra_time_and_discretion_compose_as_the_table_says(
    code: str, phase_code: str, base: str, adjusted: str, on_base: str, on_both: str
) -> None:
    phase = method_of(code, "base").phase(phase_code)
    assert allotted_ms(phase, 0) == ms(base)
    assert allotted_ms(phase, 250) == ms(adjusted)
    for basis, ceiling in (("base", on_base), ("adjusted", on_both)):
        method = method_of(code, "base" if basis == "base" else "adjusted")
        clock = begun(allotted_ms(phase, 250), discretion_ms(method, phase, 250))
        assert clock.ceiling == ms(ceiling)


@pytest.mark.parametrize(
    ("code", "phase_code", "ceiling"),
    [
        ("M1", "presentation", "22:00"),
        ("M1", "questioning", "44:00"),
        ("M2", "discussion", "132:00"),
    ],
)
def test_without_extra_time_the_basis_makes_no_difference(
    code: str, phase_code: str, ceiling: str
) -> None:
    phase = shipped().standard.method(code).phase(phase_code)
    bases: tuple[Basis, Basis] = ("base", "adjusted")
    for basis in bases:
        method = method_of(code, basis)
        assert allotted_ms(phase, 0) + discretion_ms(method, phase, 0) == ms(ceiling)


def test_a_pool_is_the_discretion_of_all_phases() -> None:
    method = made_up().standard.method("A")
    assert pool_ms(method, 0) == (10 + 25) * MINUTE * 150 // 1000
    assert pool_ms(method, 250) == pool_ms(method, 0), "its basis is the base time"


@given(st.integers(0, 2000))
def test_times_are_whole_milliseconds_and_grow_with_the_extra_time(extra: int) -> None:
    for code in ("M1", "M2"):
        method = method_of(code, "adjusted")
        for phase in method.phases:
            allotted = allotted_ms(phase, extra)
            assert allotted >= phase.minutes * MINUTE
            assert discretion_ms(method, phase, extra) <= discretion_ms(method, phase, extra + 1)
            assert discretion_ms(method, phase, extra) * 10 <= allotted


@pytest.mark.parametrize(
    ("used", "word"),
    [
        (0, ClockState.RUNNING),
        (20 * MINUTE, ClockState.RUNNING),
        (20 * MINUTE + 1, ClockState.OVERTIME),
        (22 * MINUTE, ClockState.OVERTIME),
        (22 * MINUTE + 1, ClockState.OVER_CEILING),
    ],
)
def test_the_word_changes_one_millisecond_past_each_limit(used: int, word: ClockState) -> None:
    now = START.later(used)
    assert begun().state(now) is word
    assert begun().remaining(now) == 20 * MINUTE - used
    assert begun().discretion_used(now) == max(0, used - 20 * MINUTE)
    assert begun().pause(now, "other").state(now) is ClockState.PAUSED
    assert begun().end(now).state(now) is ClockState.ENDED


def test_without_discretion_overtime_is_over_the_ceiling_at_once() -> None:
    assert begun(discretion=0).state(at(20)) is ClockState.RUNNING
    assert begun(discretion=0).state(START.later(20 * MINUTE + 1)) is ClockState.OVER_CEILING


def test_a_pause_moves_both_ends_and_uses_neither_time_nor_discretion() -> None:
    clock = begun().pause(at(5), "comfort break").resume(at(8))
    now = at(10)
    assert clock.elapsed(now) == 7 * MINUTE
    assert clock.ends_at(now) == at(23).wall
    assert clock.ceiling_at(now) == at(25).wall
    assert clock.discretion_used(at(23)) == 0
    (pause,) = clock.pauses
    assert (pause.began, pause.ended, pause.reason) == (at(5), at(8), "comfort break")


def test_while_paused_the_ends_move_along() -> None:
    clock = begun().pause(at(5), "welfare")
    assert clock.ends_at(at(7)) == at(22).wall
    assert clock.elapsed(at(500)) == 5 * MINUTE


def test_in_overtime_the_end_lies_in_the_past_and_the_ceiling_ahead() -> None:
    assert begun().ends_at(at(21)) == at(20).wall
    assert begun().ceiling_at(at(21)) == at(22).wall


def test_a_back_dated_pause_gives_time_back() -> None:
    clock = begun().pause(at(5), "technical failure", 35_000)
    assert clock.elapsed(at(6)) == 5 * MINUTE - 35_000
    assert clock.pauses[0].back_ms == 35_000


def test_a_back_dated_pause_stops_at_the_begin_of_its_stretch() -> None:
    clock = begun().pause(at(5), "welfare").resume(at(6)).pause(at(6.5), "welfare", 2 * MINUTE)
    assert clock.elapsed(at(9)) == 5 * MINUTE
    assert clock.pauses[-1].back_ms == MINUTE // 2, "what could be granted, not what was asked"


def test_a_pause_is_never_dated_ahead() -> None:
    assert begun().pause(at(5), "other", -MINUTE).elapsed(at(6)) == 5 * MINUTE


def test_a_gap_that_is_left_out_does_not_count() -> None:
    clock = begun().leave_out(3 * MINUTE, at(5))
    assert clock.elapsed(at(5)) == 2 * MINUTE
    assert clock.elapsed(at(6)) == 3 * MINUTE
    assert clock.left_out == 3 * MINUTE


def test_no_more_is_left_out_than_was_counted() -> None:
    clock = begun().leave_out(50 * MINUTE, at(5))
    assert clock.left_out == 5 * MINUTE
    assert clock.elapsed(at(5)) == 0
    assert clock.elapsed(at(6)) == MINUTE, "the time after the gap counts from its first second"


def test_a_pause_cannot_be_back_dated_into_a_gap_that_was_left_out() -> None:
    clock = begun().leave_out(5 * MINUTE, at(15)).pause(at(16), "technical failure", 2 * MINUTE)
    assert clock.elapsed(at(20)) == TEN
    assert clock.pauses[0].back_ms == MINUTE


def test_a_gap_within_a_pause_takes_nothing() -> None:
    clock = begun().pause(at(5), "comfort break").leave_out(6 * MINUTE, at(12))
    assert clock.elapsed(at(12)) == 5 * MINUTE
    assert clock.left_out == 0


def test_of_a_gap_that_reaches_before_a_pause_only_that_part_is_left_out() -> None:
    """The program died, was opened again, paused, and asked about the gap only then."""
    clock = begun().pause(at(10), "technical failure").leave_out(4 * MINUTE, at(11))
    assert clock.elapsed(at(11)) == 7 * MINUTE
    assert clock.state(at(11)) is ClockState.PAUSED
    back = begun().pause(at(10), "other", MINUTE).leave_out(4 * MINUTE, at(11))
    assert back.elapsed(at(11)) == 7 * MINUTE, "a back-dated pause had taken its minute already"


def test_an_ended_phase_is_not_touched_any_more() -> None:
    ended = begun().end(at(5))
    assert ended.pause(at(6), "other") == ended
    assert ended.resume(at(6)) == ended
    assert ended.leave_out(MINUTE, at(6)) == ended
    assert ended.count_gap(replace(at(6), boot="boot-two")) == ended
    assert ended.end(at(9)) == ended
    assert ended.elapsed(at(60)) == 5 * MINUTE


def test_an_end_in_a_pause_ends_the_pause_too() -> None:
    ended = begun().pause(at(5), "welfare").end(at(8))
    assert ended.elapsed(at(9)) == 5 * MINUTE
    assert ended.pauses[0].ended == at(8)


def test_pausing_twice_and_resuming_twice_change_nothing() -> None:
    paused = begun().pause(at(5), "welfare")
    assert paused.pause(at(6), "other", MINUTE) == paused
    running = paused.resume(at(7))
    assert running.resume(at(8)) == running


def test_the_reasons_of_an_extension_are_kept() -> None:
    assert begun().extend("last point").extend("last answer").extended == (
        "last point",
        "last answer",
    )


def test_a_restart_of_the_machine_is_spanned_by_the_wall_clock() -> None:
    after = Instant(at(7).wall, 12_000, "boot-two", 12_000)
    assert begun().elapsed(after) == 7 * MINUTE


def test_after_a_restart_that_counts_the_wall_clock_moves_nothing_more() -> None:
    after = Instant(at(7).wall, 12_000, "boot-two", 12_000)
    clock = begun().count_gap(after)
    assert clock.elapsed(after) == 7 * MINUTE
    later = after.later(MINUTE)
    assert clock.elapsed(replace(later, wall=later.wall + 5 * MINUTE)) == 8 * MINUTE
    assert begun().count_gap(at(7)) == begun(), "within one boot there is nothing to do"


def test_a_pause_can_be_dated_back_before_a_restart_that_counts() -> None:
    """The reason of a pause is given after the restart: the pause keeps its begin."""
    after = Instant(at(7).wall, 12_000, "boot-two", 12_000)
    clock = begun().count_gap(after).pause(after.later(MINUTE), "technical failure", 4 * MINUTE)
    assert clock.elapsed(after.later(TEN)) == 4 * MINUTE


def walk(steps: list[tuple[int, str, int]], nows: list[Instant]) -> None:
    clock, line = begun(), Line()
    for (gone, doing, amount), now in zip(steps, nows, strict=True):
        before = clock.elapsed(now)
        line.now += gone
        match doing:
            case "pause":
                clock = clock.pause(now, "other", amount)
                line.pause(amount)
            case "resume":
                clock = clock.resume(now)
                line.resume()
            case "leave out":
                clock = clock.leave_out(amount, now)
                line.leave_out(amount)
            case "count":
                clock = clock.count_gap(now)
        assert clock.elapsed(now) == line.total()
        assert 0 <= clock.elapsed(now) <= before
        assert clock.gathered >= 0
        assert clock.running == (line.begin is not None)
        if clock.running:
            assert clock.ends_at(now) - now.wall == 20 * MINUTE - line.total()
            assert clock.ceiling_at(now) - clock.ends_at(now) == 2 * MINUTE
    assert clock.end(nows[-1]).elapsed(nows[-1].later(TEN)) == line.total()


@given(st.lists(st.tuples(doings, st.integers(-(10**9), 10**9)), min_size=1, max_size=30))
def test_the_time_used_is_the_sum_of_the_running_intervals_wherever_the_wall_clock_goes(
    steps: list[tuple[tuple[int, str, int], int]],
) -> None:
    nows, now = [], START
    for (gone, _, _), shift in steps:
        now = now.later(gone)
        nows.append(replace(now, wall=now.wall + shift))
    walk([doing for doing, _ in steps], nows)


@given(st.lists(st.tuples(doings, st.booleans()), min_size=1, max_size=30))
def test_restarts_of_the_machine_lose_and_gain_nothing(
    steps: list[tuple[tuple[int, str, int], bool]],
) -> None:
    nows, now = [], START
    for (gone, _, _), anew in steps:
        now = now.later(gone)
        if anew:
            now = Instant(now.wall, 700, now.boot + "'", 700)
        nows.append(now)
    walk([doing for doing, _ in steps], nows)
