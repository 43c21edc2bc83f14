"""Second marking: who may, on what, durable step by step, compared only when both are done."""

from __future__ import annotations

from datetime import date

import pytest

from data.record.journey.conduct import InterestDeclared
from data.record.journey.quality_kinds import MarkingsCompared, SecondJudged
from data.record.people import same_person
from data.rules import comparison, sample_outcome, second_marking
from data.rules.agreement import CERTAIN
from data.rules.refused import Refused
from tests.data.rules.marked import ASSESSOR, MARKER, SITTING, THIRD, Assured, kinds

TODAY = date(2026, 5, 21)


def _begun(*failed: str) -> Assured:
    return Assured(*failed).do(second_marking.begin, "M1", MARKER, no_conflict=True)


def _judged(assured: Assured, *failed: str) -> Assured:
    for descriptor in assured.state.criteria:
        met = descriptor.code not in failed
        assured.do(second_marking.judge, "M1", descriptor.code, met, "" if met else "missing")
    return assured


def _compared(first: tuple[str, ...], second: tuple[str, ...]) -> Assured:
    assured = _judged(_begun(*first), *second).do(second_marking.done, "M1")
    found = comparison.compare(assured.view, "M1", assured.state, ASSESSOR)
    return assured.do(comparison.compared, found)


@pytest.mark.parametrize("name", [ASSESSOR, "PRETEND, pat", "  Pát   Pretend "])
def test_the_assessor_is_no_second_marker_however_the_name_is_written(name: str) -> None:
    told = Assured().refused(second_marking.begin, "M1", name, no_conflict=True)
    assert "the assessor" in told


def test_who_held_the_sitting_after_a_handover_is_no_second_marker_either() -> None:
    told = Assured().refused(
        second_marking.begin, "M1", MARKER, no_conflict=True, assessors=("Sam Specimen",)
    )
    assert MARKER in told


def test_whoever_has_a_declared_interest_does_not_mark() -> None:
    assert "no interest" in Assured().refused(second_marking.begin, "M1", MARKER, no_conflict=False)


@pytest.mark.parametrize(("reference", "may"), [("", False), ("COI-DECISION-1", True)])
def test_who_has_an_interest_on_the_record_marks_only_by_a_decision(
    reference: str, may: bool
) -> None:
    assured = Assured().add(InterestDeclared("specimen, SAM", True, "2026-05-20", reference))
    if may:
        assured.do(second_marking.begin, "M1", MARKER, no_conflict=True)
    else:
        told = assured.refused(second_marking.begin, "M1", MARKER, no_conflict=True)
        assert "declared an interest" in told


def test_only_a_sealed_sitting_is_marked_a_second_time() -> None:
    assured = Assured()
    assured.sitting.entries.pop()
    assured.sitting.state = assured.sitting.state.having(sealed=None)
    assert "not sealed" in assured.refused(second_marking.begin, "M1", MARKER, no_conflict=True)


def test_a_sitting_is_named_by_its_method_or_by_its_id() -> None:
    assured = Assured()
    for wanted in ("M1", "m1", SITTING, SITTING[:8]):
        assert second_marking.demand_attempt(assured.view, wanted).sitting_id == SITTING
    for wanted in ("", "M2", "zzz"):
        assert "M1" in assured.refused(second_marking.demand_attempt, wanted)


def test_each_judgement_is_a_line_of_the_record_and_the_last_one_holds() -> None:
    assured = _begun()
    assured.do(second_marking.judge, "M1", "P1", None, "not sure yet")
    assured.do(second_marking.judge, "M1", "P1", True, "", (9, 7, 9))
    marking = assured.view.state.quality.marking_of(SITTING)
    assert marking is not None
    assert marking.judged == {"P1": SecondJudged(SITTING, MARKER, "P1", True, "", (7, 9))}
    assert kinds(assured.entries) == ["quality-second-begun", *2 * ["quality-second-judged"]]


def test_not_met_needs_a_rationale_and_a_code_has_to_be_judged_here() -> None:
    assured = _begun()
    assert "Type why P1" in assured.refused(second_marking.judge, "M1", "P1", False, " \n")
    assert "P9 is not judged" in assured.refused(second_marking.judge, "M1", "P9", True)


def test_nothing_is_done_while_a_descriptor_is_undecided_and_nothing_changes_after() -> None:
    assured = _judged(_begun())
    assured.do(second_marking.judge, "M1", "D1", None)
    assert "D1" in assured.refused(second_marking.done, "M1")
    assured.do(second_marking.judge, "M1", "D1", True).do(second_marking.done, "M1")
    for rule, *args in (
        (second_marking.judge, "M1", "D1", True),
        (second_marking.done, "M1"),
    ):
        assert "is done" in assured.refused(rule, *args)
    assert "Compare" in assured.refused(second_marking.begin, "M1", THIRD, no_conflict=True)


def test_a_sitting_that_was_changed_is_marked_anew() -> None:
    assured = _judged(_begun()).reopened()
    assert "changed since" in assured.refused(second_marking.judge, "M1", "P1", True)
    assert "changed since" in assured.refused(second_marking.done, "M1")
    assured.do(second_marking.begin, "M1", MARKER, no_conflict=True)
    marking = assured.view.state.quality.marking_of(SITTING)
    assert marking is not None
    assert not marking.judgements


def test_going_on_records_nothing_and_another_marker_takes_the_place() -> None:
    assured = _begun().do(second_marking.judge, "M1", "P1", True)
    assert second_marking.begin(assured.view, "M1", MARKER, no_conflict=True) == ()
    assured.do(second_marking.begin, "M1", THIRD, no_conflict=True)
    marking = assured.view.state.quality.marking_of(SITTING)
    assert marking is not None
    assert (marking.begun.marker, dict(marking.judgements)) == (THIRD, {})


def test_nothing_is_compared_before_both_are_done() -> None:
    assured = Assured()
    told = assured.refused(comparison.compare, "M1", assured.state, ASSESSOR)
    assert "second time" in told
    _judged(assured.do(second_marking.begin, "M1", MARKER, no_conflict=True))
    assert "not done" in assured.refused(comparison.compare, "M1", assured.state, ASSESSOR)
    assured.do(second_marking.done, "M1")
    open_again = assured.state.having(sealed=None)
    with pytest.raises(Refused, match="changed since"):
        comparison.compare(assured.view, "M1", open_again, ASSESSOR)


def test_what_both_said_stands_side_by_side_with_agreement_and_both_grades() -> None:
    assured = _compared(("D2",), ("D2", "P4", "D3"))
    found = comparison.compare(assured.view, "M1", assured.state, ASSESSOR)
    assert [row.descriptor.code for row in found.differing] == ["P4", "D3"]
    assert (found.agreement.agreed, found.agreement.n) == (8, 10)
    assert found.agreement.kappa.told == "0.412"
    assert (found.first_grade, found.second_grade) == ("pass", "fail")
    row = next(row for row in found.rows if row.descriptor.code == "D2")
    assert (row.first.rationale, row.second.rationale) == ("RATIONALE-OF-FIRST", "missing")
    recorded = assured.entries[-1].body
    assert isinstance(recorded, MarkingsCompared)
    assert (recorded.differing, recorded.met_by_first) == (("P4", "D3"), ("P4", "D3"))
    assert comparison.compared(assured.view, found) == ()  # recorded once


def test_full_agreement_on_everything_has_no_kappa_and_says_so() -> None:
    assured = _compared((), ())
    recorded = assured.entries[-1].body
    assert isinstance(recorded, MarkingsCompared)
    assert (recorded.kappa, recorded.descriptors) == (CERTAIN, 10)


@pytest.mark.parametrize("name", [ASSESSOR, MARKER, "specimen sam"])
def test_neither_of_the_two_adjudicates(name: str) -> None:
    assured = _compared((), ("P4",))
    assert "here" in assured.refused(
        sample_outcome.adjudicate, "M1", "P4", True, name, "shown at 12:00"
    )


def test_only_what_differs_is_adjudicated_with_a_reason_once_compared() -> None:
    assured = _judged(_begun(), "P4").do(second_marking.done, "M1")
    assert "Compare first" in assured.refused(
        sample_outcome.adjudicate, "M1", "P4", True, THIRD, "because"
    )
    assured = _compared((), ("P4",))
    assert "They differ on: P4" in assured.refused(
        sample_outcome.adjudicate, "M1", "P1", True, THIRD, "because"
    )
    assert "reason" in assured.refused(sample_outcome.adjudicate, "M1", "P4", True, THIRD, " ")


def test_an_upheld_judgement_asks_for_nothing_a_changed_one_for_the_assessors_own_way() -> None:
    assured = _compared((), ("P4", "D1"))
    assured.do(sample_outcome.adjudicate, "M1", "P4", True, THIRD, "named at 12:00")
    assured.do(sample_outcome.adjudicate, "M1", "D1", False, THIRD, "nothing on the next stage")
    marking = assured.view.state.quality.marking_of(SITTING)
    assert marking is not None
    assert [one.code for one in marking.changed] == ["D1"]
    attempt = second_marking.demand_attempt(assured.view, "M1")
    upheld, changed = marking.adjudicated["P4"], marking.adjudicated["D1"]
    assert "stays as it is" in sample_outcome.follows(attempt, upheld)
    told = sample_outcome.follows(attempt, changed)
    assert f"epa-tui reopen {SITTING} --reason" in told
    assert "The seal still holds" in told
    assert assured.state.sealed is not None  # nothing changed the sitting
    later = second_marking.demand_attempt(assured.reopened().view, "M1")
    assert "changed since" in sample_outcome.follows(later, changed)


def test_an_outcome_waits_for_what_is_in_dispute_and_never_agrees_to_a_change() -> None:
    assured = _compared((), ("D1",))
    assert "D1" in assured.refused(sample_outcome.outcome, "M1", THIRD, TODAY, "agreed", "")
    assured.do(sample_outcome.adjudicate, "M1", "D1", False, THIRD, "not shown")
    assert "D1 was changed" in assured.refused(
        sample_outcome.outcome, "M1", THIRD, TODAY, "agreed", ""
    )
    assert "remarks" in assured.refused(
        sample_outcome.outcome, "M1", THIRD, TODAY, "not agreed", " "
    )
    assured.do(sample_outcome.outcome, "M1", THIRD, TODAY, "agreed with remarks", "see D1")
    outcome = assured.view.state.quality.outcome_of(SITTING)
    assert outcome is not None
    assert (outcome.by, outcome.on, outcome.remarks) == (THIRD, "2026-05-21", "see D1")


def test_a_sample_is_recorded_by_somebody_else_on_a_day_that_was() -> None:
    assured = Assured()
    assert "the assessor" in assured.refused(
        sample_outcome.sampled, "M1", ASSESSOR, TODAY, ("fail",)
    )
    assert "lies ahead" in assured.refused(
        sample_outcome.sampled, "M1", THIRD, date(2026, 5, 22), ()
    )
    assured.do(sample_outcome.sampled, "M1", THIRD, TODAY, ("grade fail", "reopened"))
    assert assured.view.state.quality.sampled[0].reasons == ("grade fail", "reopened")


def test_nobody_without_a_name_is_anybody() -> None:
    assert not same_person("", "")
    assert not same_person("Pat Pretend", "Pat Pretender")
