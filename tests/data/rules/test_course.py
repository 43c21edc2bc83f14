from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.entries import Mark
from data.rules import clock_guards, undoing
from data.rules.course import Course, course
from data.rules.coverage import coverage
from data.rules.refused import Refused
from data.rules.talk_guards import ask, mark, note
from tests.data.rules.acting import MINUTE, Acting

_STEPS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 12), st.integers(0, 9)), max_size=40)


def _step(sitting: Acting, what: int, number: int) -> None:
    code = ("P1", "P2", "P3", "D1", "K1")[number % 5]
    calls = (
        lambda: sitting.do(clock_guards.start_phase, deviation="a reason"),
        lambda: sitting.do(clock_guards.end_phase, "a reason"),
        lambda: sitting.do(clock_guards.pause, "comfort break", number * 15_000),
        lambda: sitting.do(clock_guards.resume),
        lambda: sitting.do(ask, "Why?", main=number > 4, deviation="a reason"),
        lambda: sitting.do(note, "words", (Mark(code, "+" if number > 4 else ""),)),
        lambda: sitting.do(mark, code, "+"),
        lambda: sitting.do(undoing.undo),
    )
    calls[what]()


def _told(sitting: Acting) -> Course:
    return course(sitting.state, sitting.now)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["M1", "M2"]), _STEPS)
def test_whatever_happens_it_ends_where_coverage_stands(
    method: str, steps: list[tuple[int, int, int]]
) -> None:
    sitting = Acting(method).checked()
    for what, minutes, number in [(0, 0, 0), *steps]:
        try:
            _step(sitting.wait(minutes), what, number)
        except Refused:
            continue
    told, parts = _told(sitting), coverage(sitting.state).grades
    assert told.points[-1].heard == tuple(part.heard for part in parts)
    assert told.points[-1].sufficient == tuple(part.sufficient for part in parts)
    times = [point.at_ms for point in told.points]
    assert times == sorted(times)
    assert times[0] == 0
    assert times[-1] <= told.whole_ms
    # Nothing but an undone entry takes back what was heard, and that never happened.
    heard = [point.heard for point in told.points]
    for before, after in pairwise(heard):
        assert all(a <= b for a, b in zip(before, after, strict=True))
    assert len(told.questions) == sitting.state.main_asked
    assert len(told.followups) == sitting.state.followups_asked


def test_each_change_stands_at_the_clock_of_its_phase() -> None:
    sitting = Acting("M1").checked()
    sitting.do(clock_guards.start_phase)
    sitting.wait(5).do(note, "in the presentation", (Mark("P1"),))
    sitting.wait(15).do(clock_guards.end_phase)
    sitting.wait(30).do(clock_guards.start_phase)
    sitting.wait(2).do(ask, "Why?", aims=("P2",))
    sitting.wait(1).do(note, "in the questioning", (Mark("P2", "+"), Mark("D1")))
    told = _told(sitting)
    assert [leg.begins_ms for leg in told.legs] == [0, 20 * MINUTE]
    assert told.whole_ms == 60 * MINUTE
    assert told.questions == (22 * MINUTE,)
    assert [(p.at_ms // MINUTE, p.heard, p.sufficient) for p in told.points] == [
        (0, (0, 0), (0, 0)),
        (5, (1, 0), (0, 0)),
        (23, (2, 1), (1, 0)),
    ]
    assert told.at(22 * MINUTE).heard == (1, 0)


def test_a_pause_takes_no_room_and_overtime_does() -> None:
    sitting = Acting("M2").checked()
    sitting.do(clock_guards.start_phase)
    sitting.wait(10).do(clock_guards.pause, "comfort break")
    sitting.wait(8).do(clock_guards.resume)
    sitting.wait(113)
    told = _told(sitting)
    assert [(rest.at_ms, rest.length_ms) for rest in told.rests] == [(10 * MINUTE, 8 * MINUTE)]
    assert told.legs[0].elapsed_ms == 123 * MINUTE
    assert told.whole_ms == 123 * MINUTE


def test_what_was_undone_never_happened() -> None:
    sitting = Acting("M2").checked()
    sitting.do(clock_guards.start_phase)
    sitting.wait(3).do(note, "words", (Mark("P1"),))
    sitting.wait(1).do(undoing.undo)
    assert len(_told(sitting).points) == 1


def test_before_the_first_clock_there_is_nothing_to_tell() -> None:
    assert not _told(Acting("M2")).begun
