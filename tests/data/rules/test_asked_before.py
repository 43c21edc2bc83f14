"""Questions of an earlier attempt: found in its record, and not asked again without a deviation."""

from __future__ import annotations

from data.record.entries import AskedBefore, Deviation, QuestionAsked, QuestionPlanned
from data.rules import clock_guards, prepare_guards, talk_guards, undoing
from data.rules.asked_before import asked_at, asked_in, locked
from data.rules.bank_questions import not_planned, take_in
from data.rules.refused import QUESTION_ASKED_BEFORE, QUESTION_IN_OVERTIME
from data.standards.bank import BankQuestion
from tests.data.rules.acting import Acting

MILL = BankQuestion("mill", "What if the mill falls through?", ("P3", "D3"))
KIT = BankQuestion("kit", "How did the kit list come about?", ("P2",))
BANK = (MILL, KIT)


def resit(*before: AskedBefore) -> Acting:
    sitting = Acting("M1", attempt="re-sit", number=2).asking()
    sitting.do(lambda state, now: before)
    return sitting


def test_what_was_asked_is_found_in_the_record() -> None:
    first = Acting("M1").asking()
    first.do(take_in, BANK)
    first.do(prepare_guards.plan_question, "Reworded mill?", ("P3",), 1)
    first.do(talk_guards.ask, planned=1)
    first.do(talk_guards.ask, "And who paid?", main=False)
    first.do(talk_guards.ask, "My own?")
    first.do(talk_guards.ask)
    first.do(talk_guards.ask, planned=2)
    first.do(undoing.undo)
    asked = asked_in(first.entries)
    assert asked == AskedBefore("first", 1, ("Reworded mill?", "My own?"), ("bank mill",))
    assert asked_in(Acting("M1").entries) is None
    assert asked_in(()) is None


def test_a_question_is_the_same_by_its_id_and_by_its_words() -> None:
    state = resit(AskedBefore("first", 1, ("How did it BEGIN, and why?",), ("bank mill",))).state
    assert asked_at(state, "How did it begin - and why") == "first attempt"
    assert asked_at(state, "Any words", "bank mill") == "first attempt"
    assert asked_at(state, "Any words", "portfolio 3") == ""
    assert asked_at(state, "") == ""
    assert asked_at(Acting("M1").state, "How did it begin, and why?") == ""


def test_it_is_neither_taken_in_nor_asked_without_a_deviation() -> None:
    sitting = resit(AskedBefore("first", 1, ("How did it begin?",), ("bank mill",)))
    assert not_planned(sitting.state, BANK) == ((MILL, "first attempt"), (KIT, ""))
    sitting.do(take_in, BANK)
    assert [q.origin for q in sitting.state.plan.values()] == ["bank kit"]
    assert "was asked at the first attempt" in sitting.refused(take_in, BANK).sentence
    sitting.do(prepare_guards.plan_question, "How did it begin?", ("P1",))
    assert locked(sitting.state) == {2: "first attempt"}

    refused = sitting.refused(talk_guards.ask, planned=2)
    assert (refused.rule, refused.deviation) == (QUESTION_ASKED_BEFORE, True)
    assert "asked at the first attempt" in refused.sentence
    assert "or give a reason" in refused.sentence
    assert sitting.refused(talk_guards.ask, "how did it begin").deviation
    made = sitting.do(talk_guards.ask, planned=2, deviation="the line dropped at the first")
    assert made[0] == Deviation(QUESTION_ASKED_BEFORE, "the line dropped at the first")
    assert isinstance(made[1], QuestionAsked)
    sitting.do(talk_guards.ask, "how did it begin", main=False)


def test_in_overtime_both_departures_are_told_and_recorded() -> None:
    sitting = resit(AskedBefore("first", 1, ("How did it begin?",))).wait(41)
    refused = sitting.refused(talk_guards.ask, "How did it begin?")
    assert "asked at the first attempt" in refused.sentence
    assert "The allotted time is over" in refused.sentence
    made = sitting.do(talk_guards.ask, "How did it begin?", deviation="agreed")
    assert [body.rule for body in made if isinstance(body, Deviation)] == [
        QUESTION_ASKED_BEFORE,
        QUESTION_IN_OVERTIME,
    ]


def test_the_bank_is_taken_in_once_and_keeps_its_name() -> None:
    sitting = Acting("M1").checked()
    sitting.do(prepare_guards.plan_question, "how did the kit list come about", ("P2",))
    made = sitting.do(take_in, BANK)
    assert made == (QuestionPlanned(2, MILL.text, MILL.aims, "bank mill"),)
    assert "planned already" in sitting.refused(take_in, BANK).sentence
    assert "bank template" in sitting.refused(take_in, ()).sentence
    sitting.do(prepare_guards.plan_question, "And without the mill?", ("P3",), 2)
    assert sitting.state.plan[2].origin == "bank mill"
    sitting.do(prepare_guards.plan_question, "What is on page 3?", ("P3",), None, "report P3")
    assert sitting.state.plan[3].origin == "report P3"
    foreign = BankQuestion("far", "Why?", ("P99",))
    assert "P99" in sitting.refused(take_in, (foreign,)).sentence
    sitting.do(clock_guards.end_sitting, "no-show")
    sitting.refused(take_in, (BankQuestion("new", "Why?", ("P1",)),))
