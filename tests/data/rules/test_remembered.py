"""A rule is asked once for each state, and keeps none alive."""

from __future__ import annotations

import gc
from weakref import ref

from data.record.entries import Mark, Marked, PhaseStarted
from data.record.state import SittingState
from data.rules.coverage import coverage
from data.rules.remembered import per_state
from tests.data.record.sittings import Sitting, shipped


def test_a_state_is_asked_about_once_and_another_anew() -> None:
    asked: list[SittingState] = []

    @per_state
    def count(state: SittingState) -> int:
        asked.append(state)
        return len(asked)

    sitting = Sitting(shipped(), "M1", "1")
    first, second = sitting.state, sitting.state
    assert first == second, "equal, and still two states"
    assert [count(first), count(first), count(second), count(first)] == [1, 1, 2, 3]


def test_what_was_heard_since_is_counted_at_once() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(PhaseStarted("presentation"))
    assert coverage(sitting.state).lowest.heard == 0
    sitting.add(Marked(Mark("P1")))
    assert coverage(sitting.state).lowest.heard == 1


def test_a_sitting_that_is_closed_is_let_go() -> None:
    @per_state
    def named(state: SittingState) -> str:
        return state.method.code

    state = Sitting(shipped(), "M1", "1").state
    assert named(state) == "M1"
    kept = ref(state)
    del state
    gc.collect()
    assert kept() is None
