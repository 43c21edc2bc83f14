from __future__ import annotations

import pytest

from data.record.entries import Deviation, Reopened, Sealed, Withdrawn
from data.rules import clock_guards, gate, judging, prepare_guards, sealing, talk_guards, undoing
from data.rules.refused import MINIMUM_QUESTIONS
from data.rules.sealing import (
    missing_for_seal,
    questions_missing,
    record_deviation,
    reopen,
    seal,
    withdraw,
)
from data.rules.stage import Stage, stage_of
from tests.data.rules.acting import Acting, made_up


def _complete(method: str = "M2", questions: int = 10) -> Acting:
    """Return a sitting with nothing missing but, maybe, questions."""
    sitting = Acting(method).asking()
    for _ in range(questions):
        sitting.do(talk_guards.ask)
    sitting.over().do(clock_guards.end_sitting, "completed")
    return sitting.judged()


def test_a_complete_sitting_is_encrypted_with_its_derived_grade() -> None:
    sitting = _complete()
    assert missing_for_seal(sitting.state) == ()
    assert sitting.do(seal, "my own judgement") == (Sealed("distinction", "my own judgement"),)


def test_a_seal_needs_the_declaration() -> None:
    assert _complete().refused(seal, " ").rule == "reason"


def test_everything_that_is_missing_is_listed_at_once() -> None:
    sitting = Acting("M1").asking()
    sitting.do(talk_guards.note, "nervous at first")
    sitting.over().judged()
    sitting.do(judging.judge, "P3", None)
    refused = sitting.refused(seal, "mine")
    assert not refused.deviation
    for part in ("not been ended", "not judged: P3", "Questioning 6"):
        assert part in refused.sentence
    assert "1 note not reviewed: 0:00 nervous at first" in refused.sentence


def test_notes_that_are_not_reviewed_are_counted_and_told_by_minute_and_words() -> None:
    sitting = Acting("M2").begun()
    for text in ("one", "two " * 40, "three", "four", "five"):
        sitting.wait(1).do(talk_guards.note, text)
    sitting.over().do(clock_guards.end_sitting, "completed")
    missing = next(each for each in missing_for_seal(sitting.state) if "reviewed" in each)
    assert missing.startswith("5 notes not reviewed: 1:00 one, 2:00 two two")
    assert missing.endswith("…, 3:00 three, and 2 more")
    assert len(missing) < 100


def test_an_undecided_descriptor_keeps_even_a_fail_from_the_seal() -> None:
    sitting = _complete()
    sitting.do(judging.judge, "P1", False, "not shown")
    sitting.do(judging.judge, "D1", None)
    assert "D1" in sitting.refused(seal, "mine").sentence


@pytest.mark.parametrize(("method", "minimum"), [("M1", 6), ("M2", 10)])
def test_too_few_main_questions_need_a_recorded_deviation(method: str, minimum: int) -> None:
    assert _complete(method, minimum).do(seal, "mine")
    sitting = _complete(method, minimum - 1)
    assert list(questions_missing(sitting.state).values()) == [1]
    refused = sitting.refused(seal, "mine")
    assert (refused.rule, refused.deviation) == (MINIMUM_QUESTIONS, True)
    assert sitting.do(record_deviation, MINIMUM_QUESTIONS, "the line failed") == (
        Deviation(MINIMUM_QUESTIONS, "the line failed"),
    )
    assert sitting.do(seal, "mine")


def test_follow_ups_and_undone_questions_do_not_count() -> None:
    sitting = Acting().begun()
    sitting.do(talk_guards.ask)
    for _ in range(20):
        sitting.do(talk_guards.ask, main=False)
    assert questions_missing(sitting.state) == {"discussion": 9}


def test_a_phase_without_a_minimum_lacks_nothing() -> None:
    assert questions_missing(Acting("B", "a", made_up()).state) == {}


@pytest.mark.parametrize("outcome", ["no-show", "abandoned"])
def test_what_was_not_completed_has_no_grade_to_seal(outcome: str) -> None:
    sitting = Acting()
    if outcome == "abandoned":
        sitting.begun()
    sitting.do(clock_guards.end_sitting, outcome, "taken ill")
    assert outcome in sitting.refused(seal, "mine").sentence
    reopened = sitting.refused(reopen, "a slip").sentence
    assert outcome in reopened and "Book another sitting" in reopened


def test_under_a_seal_everything_but_reopening_is_refused() -> None:
    sitting = _complete("M1", 6)
    sitting.do(talk_guards.note, "late", ())
    seq = sitting.state.last.seq
    sitting.do(judging.set_aside, seq)
    sitting.do(seal, "mine")
    for guard, *args in (
        (seal, "again"),
        (talk_guards.note, "one more"),
        (talk_guards.amend, seq, "later"),
        (talk_guards.mark, "P1", "+"),
        (talk_guards.ask, "Why?"),
        (talk_guards.park,),
        (talk_guards.incident,),
        (judging.judge, "P1", False, "after all"),
        (judging.set_aside, seq),
        (judging.give_feedback, "", "Well done."),
        (record_deviation, "any", "reason"),
        (gate.check, gate.ALONE, True),
        (prepare_guards.mark_report, "P1", True),
        (prepare_guards.list_portfolio, 1, "Title"),
        (prepare_guards.plan_question, "Why?"),
        (prepare_guards.set_recording, 0),
        (clock_guards.start_phase,),
        (clock_guards.end_phase,),
        (clock_guards.pause, "welfare"),
        (clock_guards.resume,),
        (clock_guards.extend, "last point"),
        (clock_guards.judge_gap, 1000, True, "closed"),
        (clock_guards.end_sitting, "completed"),
    ):
        refused = sitting.refused(guard, *args)
        assert "sealed" in refused.sentence
        assert "Reopen" in refused.sentence


def test_reopening_needs_a_seal_and_a_reason() -> None:
    sitting = _complete()
    assert "not sealed" in sitting.refused(reopen, "a slip").sentence
    sitting.do(seal, "mine")
    assert sitting.refused(reopen, "").rule == "reason"
    assert sitting.do(reopen, "a slip in P1") == (Reopened("a slip in P1"),)
    assert sitting.state.sealed is None


def test_a_result_is_withdrawn_for_a_reason_once_and_stays_shut() -> None:
    sitting = _complete()
    assert "not sealed" in sitting.refused(withdraw, "wrong option", made=True).sentence
    sitting.do(seal, "mine")
    assert sitting.refused(withdraw, " ", made=True).rule == "reason"
    assert "not made yet" in sitting.refused(withdraw, "wrong option", made=False).sentence
    assert sitting.do(withdraw, "wrong option", made=True) == (Withdrawn("wrong option"),)
    assert (stage_of(sitting.state), sitting.state.graded) == (Stage.WITHDRAWN, None)
    assert "already" in sitting.refused(withdraw, "again", made=True).sentence
    for guard, *args in ((seal, "again"), (judging.judge, "P1", False, "x"), (undoing.undo,)):
        assert "Reopen" in sitting.refused(guard, *args).sentence


def test_a_withdrawn_sitting_is_reopened_and_sealed_anew() -> None:
    sitting = _complete()
    sitting.do(seal, "mine")
    sitting.do(withdraw, "wrong option", made=True)
    sitting.do(reopen, "to be judged anew")
    assert stage_of(sitting.state) == Stage.JUDGING
    assert "nothing to undo" in sitting.refused(undoing.undo).sentence
    sitting.do(seal, "mine again")
    assert stage_of(sitting.state) == Stage.SEALED and sitting.state.graded
    assert sitting.state.revisions == 3


@pytest.mark.parametrize("outcome", ["no-show", "abandoned"])
def test_what_was_not_completed_has_no_result_to_withdraw(outcome: str) -> None:
    sitting = Acting("M1")
    sitting.do(clock_guards.end_sitting, outcome, "taken ill")
    refused = sitting.refused(withdraw, "a slip", made=True)
    assert outcome in refused.sentence and "Book another sitting" in refused.sentence


def test_after_a_seal_every_change_of_a_judgement_needs_a_rationale() -> None:
    sitting = _complete()
    sitting.do(seal, "mine")
    sitting.do(reopen, "a slip in P1")
    for met in (True, None):
        assert sitting.refused(judging.judge, "P1", met).rule == "reason"
    sitting.do(judging.judge, "D1", False, "moderated")
    assert sitting.do(seal, "mine again") == (Sealed("pass", "mine again"),)
    assert sitting.state.seals == 2


def test_a_deviation_names_its_rule_and_says_why() -> None:
    sitting = Acting()
    assert sitting.refused(record_deviation, "room", " ").rule == "reason"
    sitting.refused(record_deviation, "", "somebody came in")
    assert sitting.do(record_deviation, "room", "somebody came in") == (
        Deviation("room", "somebody came in"),
    )


def test_a_refusal_for_questions_alone_is_the_only_one_a_deviation_lifts() -> None:
    sitting = _complete(questions=9)
    sitting.do(judging.judge, "P1", None)
    assert not sitting.refused(sealing.seal, "mine").deviation
