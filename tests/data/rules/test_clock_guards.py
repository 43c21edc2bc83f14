from __future__ import annotations

import pytest

from data.record.entries import (
    Deviation,
    Extended,
    GapJudged,
    Paused,
    PhaseEnded,
    PhaseStarted,
    Resumed,
    SittingEnded,
)
from data.rules import gate
from data.rules.clock_guards import (
    REASONS,
    end_phase,
    end_sitting,
    extend,
    judge_gap,
    pause,
    resume,
    start_phase,
)
from data.rules.refused import OVER_CEILING, OVERTIME_WITHOUT_EXTENSION
from data.rules.talk_guards import ask, incident, note
from data.rules.undoing import undo
from tests.data.rules.acting import MINUTE, Acting, made_up


def test_phases_start_in_their_order_and_one_at_a_time() -> None:
    sitting = Acting("M1").checked()
    assert sitting.do(start_phase) == (PhaseStarted("presentation"),)
    assert "End it" in sitting.refused(start_phase).sentence
    sitting.over()
    assert sitting.do(start_phase) == (PhaseStarted("questioning"),)
    sitting.over()
    assert "over" in sitting.refused(start_phase).sentence


def test_a_start_with_checks_missing_needs_a_deviation_which_is_recorded() -> None:
    sitting = Acting("M1")
    refused = sitting.refused(start_phase)
    assert (refused.rule, refused.deviation) == ("incomplete checks", True)
    assert gate.PREAMBLE in refused.sentence
    assert sitting.do(start_phase, deviation="preamble was sent before") == (
        Deviation("incomplete checks", "preamble was sent before"),
        PhaseStarted("presentation"),
    )
    sitting.over()
    assert sitting.do(start_phase) == (PhaseStarted("questioning"),)


def test_a_deviation_is_not_recorded_where_none_was_needed() -> None:
    sitting = Acting().checked()
    assert sitting.do(start_phase, deviation="just in case") == (PhaseStarted("discussion"),)


def test_ending_early_needs_a_reason() -> None:
    sitting = Acting().begun().wait(119)
    refused = sitting.refused(end_phase)
    assert refused.rule == "reason"
    assert "1:00 are left" in refused.sentence
    assert sitting.do(end_phase, "nothing more to say") == (
        PhaseEnded("discussion", "nothing more to say"),
    )


def test_ending_exactly_on_time_needs_nothing() -> None:
    assert Acting().begun().wait(120).do(end_phase) == (PhaseEnded("discussion"),)


def test_time_past_the_allotted_without_an_extension_is_a_deviation() -> None:
    deviation, ended = Acting().begun().wait(121).do(end_phase)
    assert isinstance(deviation, Deviation)
    assert deviation.rule == OVERTIME_WITHOUT_EXTENSION
    assert "1:00" in deviation.reason
    assert ended == PhaseEnded("discussion")


def test_extended_time_within_the_ceiling_is_no_deviation() -> None:
    sitting = Acting().begun().wait(120)
    sitting.do(extend, "last answer")
    assert sitting.wait(12).do(end_phase) == (PhaseEnded("discussion"),)


def test_a_millisecond_past_the_ceiling_is_a_deviation() -> None:
    sitting = Acting().begun().wait(120)
    sitting.do(extend, "last answer")
    sitting.now = sitting.now.later(12 * MINUTE + 1)
    rules = [b.rule for b in sitting.do(end_phase) if isinstance(b, Deviation)]
    assert rules == [OVER_CEILING]


def test_past_the_ceiling_and_never_extended_is_both() -> None:
    rules = [b.rule for b in Acting().begun().wait(140).do(end_phase) if isinstance(b, Deviation)]
    assert rules == [OVERTIME_WITHOUT_EXTENSION, OVER_CEILING]


def test_the_adjusted_time_decides_what_is_early() -> None:
    sitting = Acting(extra_per_mille=250).begun().wait(149)
    assert sitting.refused(end_phase).rule == "reason"
    assert sitting.wait(1).do(end_phase) == (PhaseEnded("discussion"),)


def test_no_phase_no_end() -> None:
    assert "Start" in Acting().checked().refused(end_phase).sentence


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_stops_the_clock_and_resume_lets_it_go_on(reason: str) -> None:
    sitting = Acting().begun().wait(10)
    assert sitting.do(pause, reason) == (Paused(reason),)
    sitting.wait(5)
    assert sitting.do(resume) == (Resumed(),)
    assert sitting.state.clock is not None
    assert sitting.state.clock.elapsed(sitting.wait(1).now) == 11 * MINUTE


def test_a_reason_may_have_particulars() -> None:
    sitting = Acting().begun()
    assert sitting.do(pause, "other: fire alarm") == (Paused("other: fire alarm"),)


@pytest.mark.parametrize("reason", ["", "coffee", "others", ": other"])
def test_a_pause_for_no_known_reason_is_refused(reason: str) -> None:
    refused = Acting().begun().refused(pause, reason)
    assert refused.rule == "reason"
    assert "comfort break" in refused.sentence


def test_pausing_twice_and_resuming_what_runs_are_refused() -> None:
    sitting = Acting().begun()
    assert "no pause" in sitting.refused(resume).sentence
    sitting.do(pause, "welfare")
    assert "Resume" in sitting.refused(pause, "welfare").sentence


def test_neither_pause_nor_resume_nor_extend_without_a_phase() -> None:
    sitting = Acting().checked()
    for guard, *args in ((pause, "welfare"), (resume,), (extend, "last point")):
        assert "Start" in sitting.refused(guard, *args).sentence


def test_a_pause_is_back_dated_two_minutes_and_no_more() -> None:
    sitting = Acting().begun().wait(10)
    assert "120 seconds" in sitting.refused(pause, "technical failure", 120_001).sentence
    assert "120 seconds" in sitting.refused(pause, "technical failure", -1).sentence
    assert sitting.do(pause, "technical failure", 120_000) == (
        Paused("technical failure", 120_000),
    )
    assert sitting.state.clock is not None
    assert sitting.state.clock.elapsed(sitting.now) == 8 * MINUTE


def test_a_pause_is_never_back_dated_before_the_clock_last_started() -> None:
    sitting = Acting().begun().wait(1)
    assert "shorter" in sitting.refused(pause, "technical failure", MINUTE + 1).sentence
    sitting.do(pause, "technical failure", MINUTE)
    sitting.wait(3).do(resume)
    sitting.wait(0.5)
    assert "shorter" in sitting.refused(pause, "technical failure", 30_001).sentence
    assert sitting.do(pause, "technical failure", 30_000)


def test_a_pause_is_never_back_dated_before_the_last_question() -> None:
    sitting = Acting().begun().wait(10)
    sitting.do(ask, "And then?")
    sitting.wait(0.5)
    assert "question" in sitting.refused(pause, "technical failure", 30_001).sentence
    assert sitting.do(pause, "technical failure", 30_000)


def test_a_pause_is_back_dated_to_the_first_key_of_the_last_note_at_most() -> None:
    sitting = Acting().begun().wait(10)
    first_key = sitting.now
    sitting.wait(0.5).do(note, "they told of the shoot", first_key=first_key)
    sitting.wait(0.5)
    assert "note" in sitting.refused(pause, "technical failure", MINUTE + 1).sentence
    assert sitting.do(pause, "technical failure", MINUTE)


def test_an_incident_noted_when_the_line_dropped_does_not_hinder_back_dating() -> None:
    sitting = Acting().begun().wait(10)
    sitting.do(incident, "their line dropped")
    assert sitting.do(pause, "technical failure", 40_000)


def test_an_undone_note_does_not_hinder_back_dating() -> None:
    sitting = Acting().begun().wait(10)
    sitting.do(note, "a slip")
    assert sitting.refused(pause, "technical failure", 1)
    sitting.do(undo)
    assert sitting.do(pause, "technical failure", 40_000)


def test_an_extension_is_granted_from_two_minutes_before_the_end() -> None:
    sitting = Acting().begun().wait(117.5)
    assert "0:30" in sitting.refused(extend, "last answer").sentence
    assert sitting.wait(0.5).do(extend, "last answer") == (Extended("last answer"),)
    assert sitting.do(extend, "and its example") == (Extended("and its example"),)


def test_an_extension_needs_a_reason_a_running_clock_and_time_below_the_ceiling() -> None:
    sitting = Acting().begun().wait(119)
    assert sitting.refused(extend, "  ").rule == "reason"
    sitting.do(pause, "welfare")
    assert "Resume" in sitting.refused(extend, "last answer").sentence
    sitting.do(resume)
    assert sitting.wait(13).do(extend, "last answer")
    sitting.now = sitting.now.later(1)
    assert "no discretion left" in sitting.refused(extend, "last answer").sentence


def test_a_method_without_discretion_is_never_extended() -> None:
    sitting = Acting("C", None, made_up()).begun().wait(89)
    assert "no discretion" in sitting.refused(extend, "the wind").sentence


def test_a_gap_counts_unless_a_reason_leaves_it_out() -> None:
    sitting = Acting().begun().wait(10)
    assert sitting.do(judge_gap, MINUTE, True, "closed") == (GapJudged(MINUTE, True, "closed"),)
    assert sitting.refused(judge_gap, MINUTE, False, "closed").rule == "reason"
    sitting.do(judge_gap, MINUTE, False, "closed", "the call was down too")
    assert sitting.state.clock is not None
    assert sitting.state.clock.elapsed(sitting.now) == 9 * MINUTE


@pytest.mark.parametrize(
    ("gap_ms", "cause"), [(0, "closed"), (-5, "closed"), (MINUTE, "tired"), (11 * MINUTE, "asleep")]
)
def test_an_impossible_gap_is_refused(gap_ms: int, cause: str) -> None:
    sitting = Acting().begun().wait(10)
    sitting.refused(judge_gap, gap_ms, False, cause, "the call was down too")


def test_a_gap_longer_than_the_running_stretch_is_refused() -> None:
    sitting = Acting().begun().wait(10)
    sitting.do(pause, "welfare")
    assert "stood" in sitting.refused(judge_gap, 1000, False, "asleep", "lid").sentence
    sitting.wait(5).do(resume)
    sitting.wait(1)
    sitting.refused(judge_gap, MINUTE + 1, False, "asleep", "lid")
    assert sitting.do(judge_gap, MINUTE, False, "asleep", "lid")


def test_a_sitting_is_completed_when_every_phase_has_ended() -> None:
    sitting = Acting("M1").begun()
    assert "phase" in sitting.refused(end_sitting, "completed").sentence
    sitting.over()
    assert "phase" in sitting.refused(end_sitting, "completed").sentence
    sitting.do(start_phase)
    sitting.over()
    assert "completed" in sitting.refused(end_sitting, "abandoned", "late").sentence
    assert sitting.do(end_sitting, "completed") == (SittingEnded(),)
    assert "already" in sitting.refused(end_sitting, "completed").sentence


def test_a_no_show_is_only_recorded_before_the_first_phase() -> None:
    sitting = Acting()
    assert sitting.do(end_sitting, "no-show") == (SittingEnded("no-show"),)
    begun = Acting().begun()
    assert "Abandon" in begun.refused(end_sitting, "no-show").sentence


def test_abandoning_needs_a_reason_stops_the_clock_and_tells_of_overtime() -> None:
    sitting = Acting().begun().wait(121)
    assert sitting.refused(end_sitting, "abandoned").rule == "reason"
    deviation, ended = sitting.do(end_sitting, "abandoned", "taken ill")
    assert isinstance(deviation, Deviation)
    assert ended == SittingEnded("abandoned", "taken ill")
    assert sitting.state.phases["discussion"].elapsed(sitting.wait(9).now) == 121 * MINUTE


def test_an_outcome_that_does_not_exist_is_refused() -> None:
    Acting().refused(end_sitting, "postponed")
