from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record.instant import Instant, Jump, faster, iso, jump, system_clock
from tests.data.record.sittings import START

spans = st.integers(0, 10**9)
shifts = st.integers(-(10**9), 10**9)


def moved(now: Instant, *, wall: int = 0, asleep: int = 0) -> Instant:
    """Return `now` with the wall clock moved, or after a sleep in which the wall clock went on."""
    return Instant(now.wall + wall + asleep, now.tick + asleep, now.boot, now.awake)


@given(spans, shifts)
def test_within_one_boot_no_wall_clock_changes_a_span(gone: int, shift: int) -> None:
    assert moved(START.later(gone), wall=shift).since(START) == gone


@given(shifts, st.integers(0, 10**6))
def test_across_a_restart_the_wall_clock_spans_and_never_backwards(gone: int, tick: int) -> None:
    anew = Instant(START.wall + gone, tick, "boot-two", tick)
    assert anew.since(START) == max(0, gone)


@given(shifts)
def test_a_span_is_never_negative(gone: int) -> None:
    assert START.later(gone).since(START) == max(0, gone)


@given(spans, st.integers(-1999, 1999), st.integers(0, 1999))
def test_small_differences_are_no_jump(gone: int, wall: int, asleep: int) -> None:
    assert jump(START, moved(START.later(gone), wall=wall, asleep=asleep)) is None


@given(spans, st.integers(2000, 10**9))
def test_a_wall_clock_that_was_moved_is_told_with_its_direction(gone: int, by: int) -> None:
    assert jump(START, moved(START.later(gone), wall=by)) == Jump(by, 0)
    assert jump(START, moved(START.later(gone), wall=-by)) == Jump(-by, 0)


@given(spans, st.integers(2000, 10**9))
def test_sleep_is_told_apart_from_a_moved_clock(gone: int, asleep: int) -> None:
    assert jump(START, moved(START.later(gone), asleep=asleep)) == Jump(0, asleep)


def test_sleep_and_a_moved_clock_are_both_told() -> None:
    after = moved(START.later(1000), wall=-3_600_000, asleep=60_000)
    assert jump(START, after) == Jump(-3_600_000, 60_000)


def test_the_tolerance_can_be_chosen() -> None:
    after = moved(START, wall=500)
    assert jump(START, after, tolerance_ms=500) == Jump(500, 0)
    assert jump(START, after, tolerance_ms=501) is None


@given(st.integers(1, 1000), spans, shifts)
def test_a_faster_clock_starts_now_and_multiplies_what_passes(
    factor: int, gone: int, shift: int
) -> None:
    readings = iter([START, moved(START.later(gone), wall=shift)])
    first = START.wall, START.tick, START.awake
    fast = faster(lambda: next(readings), factor)
    now = fast()
    assert (now.wall - first[0], now.tick - first[1], now.awake - first[2]) == (
        (gone + shift) * factor,
        gone * factor,
        gone * factor,
    )


def test_a_faster_clock_is_not_taken_for_the_machines_own() -> None:
    assert faster(lambda: START, 60)().boot != START.boot


def test_the_system_clock_goes_forward_in_one_boot_and_agrees_with_itself() -> None:
    clock = system_clock()
    readings = [clock() for _ in range(2000)]
    assert len({reading.boot for reading in readings}) == 1
    assert readings[0].boot
    for earlier, later in pairwise(readings):
        assert later.tick >= earlier.tick
        assert later.awake >= earlier.awake
    assert jump(readings[0], readings[-1]) is None


def test_the_system_clock_tells_the_time_of_day() -> None:
    before = time.time_ns() // 1_000_000
    now = system_clock()()
    assert before <= now.wall <= time.time_ns() // 1_000_000


@given(st.integers(0, 4_102_444_800_000))
def test_iso_names_the_millisecond(wall: int) -> None:
    text = iso(wall)
    assert text.endswith("Z")
    assert datetime.fromisoformat(text) == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(
        milliseconds=wall
    )


def test_the_wall_time_in_words() -> None:
    assert START.iso() == "2026-05-20T10:07:00.000Z"
    assert START.later(1).iso() == "2026-05-20T10:07:00.001Z"
    assert START.utc.hour == 10
    assert START.local() == START.utc


@pytest.mark.parametrize("by", [-5, 0, 5])
def test_later_moves_every_clock(by: int) -> None:
    later = START.later(by)
    assert (later.wall, later.tick, later.awake, later.boot) == (
        START.wall + by,
        START.tick + by,
        START.awake + by,
        START.boot,
    )


def test_a_faster_clock_begins_where_an_earlier_run_was() -> None:
    now = Instant(1_000_000, 50, "boot", 50)
    assert faster(lambda: now, 60, not_before=9_000_000)().wall == 9_000_000
    assert faster(lambda: now, 60, not_before=500)().wall == 1_000_000


def test_two_runs_of_a_faster_clock_do_not_share_their_ticks() -> None:
    now = Instant(1_000_000, 50, "boot", 50)
    assert faster(lambda: now, 60)().boot != faster(lambda: now, 60)().boot
