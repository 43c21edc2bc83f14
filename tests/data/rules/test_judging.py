from __future__ import annotations

import pytest

from data.record.entries import Deviation, FeedbackGiven, Judged, Mark, NoteSetAside
from data.rules import clock_guards
from data.rules.judging import (
    give_feedback,
    judge,
    parts,
    proposal,
    set_aside,
    supporting,
    unattached,
    unlocked,
    warnings,
)
from data.rules.prepare_guards import mark_report
from data.rules.refused import JUDGED_DURING
from data.rules.talk_guards import incident, mark, note
from tests.data.rules.acting import Acting, made_up, shipped


def test_judgements_open_when_the_last_phase_has_ended() -> None:
    sitting = Acting("M1").begun()
    assert not unlocked(sitting.state)
    assert "last phase" in sitting.refused(judge, "P1", True).sentence
    sitting.over()
    assert not unlocked(sitting.state)
    sitting.do(clock_guards.start_phase)
    sitting.over()
    assert unlocked(sitting.state)
    assert sitting.do(judge, "P1", True) == (Judged("P1", True),)


def test_an_organisation_may_allow_judgements_during_and_the_record_says_so_once() -> None:
    sitting = Acting()
    assert not unlocked(sitting.state, during=True)
    sitting.begun()
    deviation, judged = sitting.do(judge, "P1", True, during=True)
    assert isinstance(deviation, Deviation)
    assert deviation.rule == JUDGED_DURING
    assert judged == Judged("P1", True)
    assert sitting.do(judge, "P2", True, during=True) == (Judged("P2", True),)
    assert "last phase" in sitting.refused(judge, "P3", True).sentence


def test_judging_after_the_end_is_no_deviation_whatever_the_setting() -> None:
    assert Acting().heard().do(judge, "P1", True, during=True) == (Judged("P1", True),)


@pytest.mark.parametrize("outcome", ["no-show", "abandoned"])
def test_nothing_is_judged_where_the_sitting_was_not_completed(outcome: str) -> None:
    sitting = Acting()
    if outcome == "abandoned":
        sitting.begun()
    sitting.do(clock_guards.end_sitting, outcome, "taken ill")
    assert not unlocked(sitting.state, during=True)
    sitting.refused(judge, "P1", True, during=True)


def test_not_met_needs_a_rationale() -> None:
    sitting = Acting().heard()
    assert sitting.refused(judge, "P1", False, "  ").rule == "reason"
    assert sitting.do(judge, "P1", False, "no travel was told of") == (
        Judged("P1", False, "no travel was told of"),
    )


def test_a_judgement_can_be_taken_back_but_only_where_there_is_one() -> None:
    sitting = Acting().heard()
    sitting.refused(judge, "P1", None)
    sitting.do(judge, "P1", True)
    sitting.do(judge, "P1", None)
    assert "P1" not in sitting.state.judgements


@pytest.mark.parametrize("code", ["K3", "P14", "O10", ""])
def test_only_descriptors_of_the_method_and_option_are_judged(code: str) -> None:
    assert "P13" in Acting().heard().refused(judge, code, True).sentence


def test_cited_notes_must_exist_and_of_a_portfolio_must_have_been_heard() -> None:
    sitting = Acting()
    sitting.do(note, "piece 7 looks strong", evidence=("7",))
    before = sitting.state.last.seq
    sitting.begun().do(note, "told of piece 7", evidence=("7",))
    during = sitting.state.last.seq
    sitting.over().do(note, "from memory")
    after = sitting.state.last.seq
    assert "portfolio" in sitting.refused(judge, "P1", True, notes=(before,)).sentence
    assert "no note" in sitting.refused(judge, "P1", True, notes=(during, 99)).sentence
    assert sitting.do(judge, "P1", True, notes=(during, after))
    assert [n.seq for n in unattached(sitting.state)] == [before]


def test_a_note_on_the_report_supports_a_judgement() -> None:
    sitting = Acting("M1")
    sitting.do(note, "budget on page 4", (Mark("P4"),), evidence=("r4",))
    seq = sitting.state.last.seq
    sitting.heard()
    assert sitting.do(judge, "P4", True, notes=(seq,))


def test_notes_support_through_the_descriptor_its_statements_or_the_judgement() -> None:
    sitting = Acting().begun()
    for words, marks in (
        ("by code", (Mark("P1", "+"),)),
        ("by statement", (Mark("S17"),)),
        ("of another", (Mark("P2"),)),
        ("cited", ()),
    ):
        sitting.do(note, words, marks)
    cited = sitting.state.last.seq
    sitting.over().do(judge, "P1", True, notes=(cited,))
    p1, p2 = sitting.state.criteria[:2]
    assert [n.text for n in supporting(sitting.state, p1)] == ["by code", "by statement", "cited"]
    assert [n.text for n in supporting(sitting.state, p2)] == ["of another"]


def test_what_was_marked_sufficient_is_proposed_as_met_and_nothing_as_not_met() -> None:
    sitting = Acting().begun()
    p1, p2, p3 = sitting.state.criteria[:3]
    sitting.do(mark, "P1", "+")
    sitting.do(mark, "P2", "-")
    assert [proposal(sitting.state, d) for d in (p1, p2, p3)] == [True, None, None]


def test_a_distinction_above_a_pass_that_is_not_met_is_warned_of() -> None:
    sitting = Acting().heard()
    sitting.do(mark, "D2", "+")
    sitting.do(judge, "D2", True)
    sitting.do(judge, "P2", False, "unclear")
    assert not any("same KSBs" in warning for warning in warnings(sitting.state))
    sitting.do(judge, "P1", False, "unclear")
    assert [w.split(" is met")[0] for w in warnings(sitting.state)] == ["D2 (distinction)"]


def test_a_suspicion_of_malpractice_is_to_be_reported_before_the_result_leaves() -> None:
    sitting = Acting().begun()
    sitting.do(incident, "their line dropped")
    assert warnings(sitting.state) == ()
    sitting.do(incident, "Suspicion of malpractice")
    (told,) = warnings(sitting.state)
    assert "Report it in the journey of the assessment (Conduct) before you seal" in told


def test_the_warning_compares_grades_by_rank_and_not_by_name() -> None:
    sitting = Acting("A", None, made_up()).heard()
    for code, met in (("D1", True), ("M1", False)):
        sitting.do(mark, code, "")
        sitting.do(judge, code, met, "in gloves")
    assert any("D1 (distinction) is met while M1 (merit)" in w for w in warnings(sitting.state))


def test_two_descriptors_of_one_grade_may_differ_on_the_same_statements() -> None:
    sitting = Acting("B", "a", made_up()).begun()
    sitting.do(mark, "K2", "+")
    sitting.over().do(judge, "O1", True)
    sitting.do(judge, "P1", False, "no history was told")
    assert warnings(sitting.state) == ()


def test_what_is_met_with_nothing_to_show_is_warned_of() -> None:
    sitting = Acting("M1").heard()
    for code in ("P1", "P2", "P3", "P4"):
        sitting.do(judge, code, True)
    assert len(warnings(sitting.state)) == 4
    sitting.do(mark, "P1", "+")
    sitting.do(mark_report, "P2", True)
    sitting.do(note, "risks well told")
    sitting.do(judge, "P3", True, notes=(sitting.state.last.seq,))
    assert [w.split()[0] for w in warnings(sitting.state)] == ["P4"]


def test_notes_that_support_nothing_are_listed_until_set_aside() -> None:
    sitting = Acting().begun()
    sitting.do(note, "nervous at first")
    seq = sitting.state.last.seq
    sitting.do(note, "told of travel", (Mark("P1"),))
    sitting.over()
    assert [n.seq for n in unattached(sitting.state)] == [seq]
    assert warnings(sitting.state) == (
        "1 note supports nothing: 0:00 nervous at first. Tag, cite or set aside.",
    )
    assert sitting.do(set_aside, seq, "manner only") == (NoteSetAside(seq, "manner only"),)
    assert unattached(sitting.state) == ()
    assert warnings(sitting.state) == ()
    assert "already" in sitting.refused(set_aside, seq).sentence
    assert "no note" in sitting.refused(set_aside, 99).sentence


def test_compound_descriptors_show_their_parts() -> None:
    texts = {d.id: d.text for d in shipped().descriptors}
    assert len(parts(texts["AM1-P2"])) == 3
    copyright_parts = parts(texts["AM2O1-P1"])
    assert copyright_parts[0].endswith("considering the following:")
    assert copyright_parts[1:] == (
        "The key issues relating to the clearance of copyright materials.",
        "The effect different types of copyright have on different types of material.",
        "The needs of a production in using copyright material/content, and the processes required "
        "to obtain the necessary legal rights of this.",
        "Wider impact on the budget.",
    )
    assert len(parts(texts["AM2C-P12"])) == 1


def test_no_word_of_a_descriptor_is_lost_in_its_parts() -> None:
    for descriptor in shipped().descriptors:
        words = descriptor.text.replace("\n- ", "\n").split()
        assert " ".join(parts(descriptor.text)).split() == words


def test_feedback_waits_for_the_end_and_can_be_taken_away() -> None:
    sitting = Acting().begun()
    assert "live part" in sitting.refused(give_feedback, "", "Well done.").sentence
    sitting.over()
    assert sitting.do(give_feedback, "", "Two\nlines.") == (FeedbackGiven("", "Two\nlines."),)
    assert sitting.do(give_feedback, "", "")
    assert "Type" in sitting.refused(give_feedback, "", " ").sentence
    assert "Choose" in sitting.refused(give_feedback, "K3", "Well done.").sentence
