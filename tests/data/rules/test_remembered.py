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


class Answer:
    """Something that a rule found, and that can be looked after."""


def test_a_sitting_that_is_closed_is_let_go_and_what_was_found_for_it_as_well() -> None:
    @per_state
    def found(state: SittingState) -> Answer:
        return Answer()

    state = Sitting(shipped(), "M1", "1").state
    kept, answer = ref(state), ref(found(state))
    assert answer() is found(state)
    del state
    gc.collect()
    assert kept() is None and answer() is None


def test_the_end_of_an_earlier_state_takes_no_later_answer_with_it() -> None:
    @per_state
    def found(state: SittingState) -> Answer:
        return Answer()

    earlier, later = (Sitting(shipped(), "M1", "1").state for _ in range(2))
    found(earlier)
    answer = found(later)
    del earlier
    gc.collect()
    assert found(later) is answer
