from __future__ import annotations

import pytest

from data.record.entries import PortfolioListed, QuestionPlanned, RecordingSet, ReportMarked
from data.rules import gate
from data.rules.prepare_guards import (
    list_portfolio,
    mark_report,
    plan_question,
    set_recording,
    stop_recording,
)
from data.rules.undoing import undo
from tests.data.rules.acting import Acting, made_up


def test_the_counter_of_the_recording_passes_its_check() -> None:
    sitting = Acting()
    sitting.do(set_recording, 133_000)
    assert gate.RECORDING not in [check.name for check in gate.missing(sitting.state)]
    assert sitting.state.heard_at(sitting.wait(1).now) == (1, 193_000)


def test_the_counter_is_read_again_while_live_without_another_check() -> None:
    sitting = Acting().begun()
    assert sitting.do(set_recording, 0) == (RecordingSet(0),)


def test_no_recording_counts_below_zero_or_after_the_end() -> None:
    Acting().refused(set_recording, -1)
    Acting().heard().refused(set_recording, 5)


def test_the_report_is_marked_by_descriptor_where_it_is_graded() -> None:
    sitting = Acting("M1")
    assert sitting.do(mark_report, "P4", True) == (ReportMarked("P4", True),)
    assert "P1" in sitting.refused(mark_report, "K5", True).sentence
    assert "No report" in Acting("M2").refused(mark_report, "P4", True).sentence


@pytest.mark.parametrize("number", [0, 16, -1])
def test_the_portfolio_has_fifteen_pieces(number: int) -> None:
    assert "1 to 15" in Acting().refused(list_portfolio, number, "Call sheets").sentence


def test_a_piece_is_listed_with_statements_of_its_method_and_option() -> None:
    sitting = Acting()
    assert sitting.do(list_portfolio, 15, "Call sheets", ("K3", "K15")) == (
        PortfolioListed(15, "Call sheets", ("K3", "K15")),
    )
    assert "M1" in sitting.refused(list_portfolio, 1, "Budget", ("K5",)).sentence
    assert "option 2" in sitting.refused(list_portfolio, 1, "Edit", ("K30",)).sentence
    assert "KSBs" in sitting.refused(list_portfolio, 1, "Edit", ("P1",)).sentence
    assert "title" in sitting.refused(list_portfolio, 1, " ").sentence


def test_where_no_portfolio_underpins_the_method_there_is_nothing_to_list() -> None:
    assert "No portfolio" in Acting("M1").refused(list_portfolio, 1, "Call sheets").sentence
    assert Acting("B", "a", made_up()).do(list_portfolio, 3, "Third kite")


def test_planned_questions_are_numbered_changed_and_taken_off() -> None:
    sitting = Acting()
    sitting.do(plan_question, "How do you travel?", ("P1",))
    sitting.do(plan_question, "Who signs it off?")
    sitting.do(plan_question, "How did you travel?", ("P1", "K3"), 1)
    sitting.do(plan_question, "", number=2)
    assert dict(sitting.state.plan) == {1: QuestionPlanned(1, "How did you travel?", ("P1", "K3"))}


def test_a_number_that_was_taken_off_or_undone_is_never_given_to_another_question() -> None:
    sitting = Acting().planned("First?").wait(1).planned("Second?")
    sitting.do(undo)
    sitting.planned("Third?")
    assert sorted(sitting.state.plan) == [1, 3]


def test_what_cannot_be_planned_is_refused() -> None:
    sitting = Acting()
    assert "K5" in sitting.refused(plan_question, "Budget?", ("K5",)).sentence
    sitting.refused(plan_question, "", number=4)
    sitting.refused(plan_question, "Where?", number=0)
    Acting().heard().refused(plan_question, "Too late?")


def test_a_counter_behind_the_last_reading_is_that_of_another_recording() -> None:
    sitting = Acting().begun()
    sitting.do(set_recording, 133_000)
    sitting.wait(1).do(set_recording, 192_000)
    assert sitting.state.segments == 1, "a second of reading is no other recording"
    sitting.do(set_recording, 4_000)
    assert sitting.state.segments == 2
    sitting.do(undo)
    assert sitting.state.heard_at(sitting.now) == (1, 192_000)


def test_before_the_start_a_second_reading_corrects_a_wrong_one() -> None:
    sitting = Acting()
    sitting.do(set_recording, 733_000)
    sitting.do(set_recording, 133_000)
    assert sitting.state.segments == 1
    assert "nothing to undo" in sitting.refused(undo).sentence


def test_a_recording_stops_once_and_the_next_counter_is_that_of_another() -> None:
    sitting = Acting().begun()
    assert "No recording runs" in sitting.refused(stop_recording).sentence
    sitting.do(set_recording, 133_000)
    sitting.do(stop_recording)
    assert "No recording runs" in sitting.refused(stop_recording).sentence
    sitting.do(set_recording, 900_000)
    assert sitting.state.segments == 2
