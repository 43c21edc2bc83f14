from __future__ import annotations

import pytest

from data.record import entries as e
from data.record.phase_clock import ClockState
from tests.data.record.sittings import MINUTE, Sitting, shipped


def test_a_sitting_waits_before_and_between_its_phases_and_then_is_over() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    words = [sitting.state.clock_state(sitting.now)]
    nexts = [sitting.state.next_phase]
    for phase in ("presentation", "questioning"):
        for body in (e.PhaseStarted(phase), e.PhaseEnded(phase)):
            sitting.add(body)
            sitting.wait(MINUTE)
            words.append(sitting.state.clock_state(sitting.now))
            nexts.append(sitting.state.next_phase)
    assert words == ["WAITING", "RUNNING", "WAITING", "RUNNING", "ENDED"]
    assert nexts == ["presentation", None, "questioning", None, None]
    assert sitting.state.phases_over
    assert sitting.state.live_over


def test_a_no_show_is_over_though_no_phase_began() -> None:
    sitting = Sitting(shipped(), "M2", "1")
    sitting.add(e.SittingEnded("no-show", "waited ten minutes"))
    state = sitting.state
    assert state.live_over
    assert not state.phases_over
    assert state.next_phase is None
    assert state.clock_state(sitting.now) is ClockState.ENDED


def test_follow_ups_are_counted_beside_the_main_questions() -> None:
    sitting = Sitting(shipped(), "M2", "1")
    sitting.add(e.PhaseStarted("discussion"))
    for main in (True, False, False, True):
        sitting.add(e.QuestionAsked("Tell me more", main=main))
    assert (sitting.state.main_asked, sitting.state.followups_asked) == (2, 2)


def test_a_question_is_open_until_its_phase_ends() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(e.PhaseStarted("questioning"))
    assert sitting.state.open_question is None
    asked = sitting.add(e.QuestionAsked("How did you budget the shoot"))
    assert sitting.state.open_question
    assert sitting.state.open_question.seq == asked
    sitting.add(e.PhaseEnded("questioning"))
    assert sitting.state.open_question is None


def test_a_note_carries_the_recordings_counter_at_its_first_key() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    early = sitting.add(e.Noted("before the counter was read"))
    sitting.add(e.RecordingSet(counter_ms=133_000))
    sitting.wait(MINUTE)
    late = sitting.add(e.Noted("three quotes", back_ms=4_000))
    sitting.add(e.RecordingSet(counter_ms=5_000))
    sitting.wait(1_000)
    again = sitting.add(e.Noted("a new recording", back_ms=90_000))
    notes = sitting.state.notes
    assert [notes[seq].recording_ms for seq in (early, late, again)] == [None, 189_000, 0]


@pytest.mark.parametrize(("back", "shown"), [(0, 133_000), (33_000, 100_000), (900_000, 0)])
def test_the_recordings_counter_is_never_before_its_begin(back: int, shown: int) -> None:
    sitting = Sitting(shipped(), "M1", "1")
    assert sitting.state.heard_at(sitting.now, back) is None
    sitting.add(e.RecordingSet(counter_ms=133_000))
    assert sitting.state.heard_at(sitting.now, back) == (1, shown)


def test_the_newest_entry_is_the_last() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    assert sitting.state.last.seq == 1
    sitting.add(e.Noted("arrived"))
    assert sitting.state.last.seq == 2
