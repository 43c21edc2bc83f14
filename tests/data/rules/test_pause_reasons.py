"""A reason that nobody chose is told from one that the assessor chose, and the pause stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record.entries import Paused, Undone
from data.rules.clock_guards import REASONS, pause, resume
from data.rules.pause_reasons import PRESET, reason_pause
from tests.data.rules.acting import MINUTE, Acting


def stopped(reason: str = PRESET, back_ms: int = 0) -> Acting:
    """Pause a discussion after five minutes."""
    sitting = Acting().begun().wait(5)
    sitting.do(pause, reason, back_ms)
    return sitting


def test_the_preset_is_a_reason_with_particulars() -> None:
    (paused,) = stopped().state.phases["discussion"].pauses
    assert paused.reason == "technical failure: preset"


@pytest.mark.parametrize("reason", REASONS)
def test_any_choice_takes_the_place_of_the_preset_also_the_same_one(reason: str) -> None:
    sitting = stopped()
    began = sitting.state.last.seq
    told = sitting.wait(1).do(reason_pause, reason)
    assert told == (Undone(began), Paused(reason, MINUTE))
    assert sitting.do(reason_pause, reason) == (), "chosen already"


@given(
    st.lists(st.tuples(st.sampled_from(REASONS), st.integers(0, 5)), max_size=4),
    st.integers(0, 120_000),
)
def test_the_pause_keeps_its_begin_however_often_the_reason_changes(
    choices: list[tuple[str, int]], back_ms: int
) -> None:
    sitting = stopped(back_ms=back_ms)
    for reason, minutes in choices:
        sitting.wait(minutes).do(reason_pause, reason)
    clock = sitting.state.phases["discussion"]
    assert clock.elapsed(sitting.now) == 5 * MINUTE - back_ms
    assert [each.reason for each in clock.pauses] == [choices[-1][0] if choices else PRESET]


def test_a_reason_wants_a_pause_and_is_one_of_the_list() -> None:
    sitting = stopped()
    assert sitting.refused(reason_pause, "a walk").rule == "reason"
    sitting.do(resume)
    assert "Pause it first" in sitting.refused(reason_pause, "welfare").sentence
