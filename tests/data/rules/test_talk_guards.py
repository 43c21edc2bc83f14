from __future__ import annotations

import pytest

from data.record.entries import (
    Deviation,
    Incident,
    Mark,
    Marked,
    NoteAmended,
    Noted,
    Parked,
    QuestionAsked,
)
from data.rules import clock_guards
from data.rules.refused import QUESTION_IN_OVERTIME
from data.rules.talk_guards import amend, ask, incident, mark, note, park
from tests.data.rules.acting import MINUTE, Acting


def test_a_question_carries_its_aims_and_the_phase_clock() -> None:
    sitting = Acting().begun().wait(3)
    assert sitting.do(ask, "How do you travel?", aims=("P1", "K3")) == (
        QuestionAsked("How do you travel?", aims=("P1", "K3"), clock_ms=3 * MINUTE),
    )
    assert sitting.state.main_asked == 1


def test_a_key_pressed_while_speaking_is_a_question_without_words() -> None:
    assert Acting().begun().do(ask) == (QuestionAsked(),)


def test_a_silent_phase_has_no_questions_of_any_kind_but_parks_them() -> None:
    sitting = Acting("M1").begun().wait(2)
    for main in (True, False):
        assert "Park" in sitting.refused(ask, "Why?", main=main).sentence
    assert sitting.do(park, "ask about the budget") == (Parked("ask about the budget", 2 * MINUTE),)


def test_questions_wait_for_a_running_clock() -> None:
    sitting = Acting().checked()
    assert "Start" in sitting.refused(ask, "Why?").sentence
    sitting.do(clock_guards.start_phase)
    sitting.do(clock_guards.pause, "comfort break")
    assert "Resume first" in sitting.refused(ask, "Why?").sentence
    sitting.do(clock_guards.resume)
    sitting.over()
    assert "over" in sitting.refused(ask, "Why?").sentence


def test_a_follow_up_needs_a_question_of_this_phase() -> None:
    sitting = Acting().begun()
    assert "main question" in sitting.refused(ask, "And?", main=False).sentence
    sitting.do(ask, "Why?")
    sitting.do(ask, "And?", main=False)
    assert (sitting.state.main_asked, sitting.state.followups_asked) == (1, 1)


def test_a_planned_question_is_asked_word_for_word_with_its_aims() -> None:
    sitting = Acting().planned("How did you travel?", "P1").begun()
    (asked,) = sitting.do(ask, "travel??", aims=("K3",), planned=1)
    assert asked == QuestionAsked("How did you travel?", aims=("P1", "K3"), planned=1)
    assert "1" in sitting.refused(ask, planned=2).sentence


@pytest.mark.parametrize(("code", "why"), [("K5", "M1"), ("K30", "option 2"), ("Q1", "not a code")])
def test_what_does_not_belong_here_is_refused_with_the_reason(code: str, why: str) -> None:
    sitting = Acting().begun()
    for refused in (
        sitting.refused(ask, "Why?", aims=(code,)),
        sitting.refused(note, "words", (Mark(code),)),
        sitting.refused(mark, code, "+"),
    ):
        assert why in refused.sentence


@pytest.mark.parametrize("minutes", [120.001, 131, 140])
def test_a_main_question_past_the_allotted_time_needs_a_deviation(minutes: float) -> None:
    sitting = Acting().begun()
    sitting.do(ask, "The last one?")
    sitting.wait(minutes)
    refused = sitting.refused(ask, "One more?")
    assert (refused.rule, refused.deviation) == (QUESTION_IN_OVERTIME, True)
    assert sitting.do(ask, "What do you mean?", main=False)
    deviation, asked = sitting.do(ask, "One more?", deviation="the line was bad")
    assert deviation == Deviation(QUESTION_IN_OVERTIME, "the line was bad")
    assert isinstance(asked, QuestionAsked)


def test_at_exactly_the_allotted_time_a_question_is_still_in_time() -> None:
    assert Acting().begun().wait(120).do(ask, "One more?", deviation="unsure") == (
        QuestionAsked("One more?", clock_ms=120 * MINUTE),
    )


def test_overtime_begins_later_with_extra_time() -> None:
    sitting = Acting(extra_per_mille=250).begun().wait(150)
    assert sitting.do(ask, "One more?")
    sitting.now = sitting.now.later(1)
    assert sitting.refused(ask, "And one?").deviation


def test_notes_are_taken_in_every_state_until_the_seal() -> None:
    sitting = Acting("M1")
    assert sitting.do(note, "read the report")
    sitting.begun()
    assert sitting.do(note, "speaks clearly")
    sitting.do(clock_guards.pause, "welfare")
    assert sitting.do(note, "fire alarm")
    sitting.do(clock_guards.resume)
    sitting.wait(30)
    assert sitting.do(note, "over the ceiling")
    sitting.do(clock_guards.end_phase)
    assert sitting.do(note, "between the phases")
    sitting.do(clock_guards.start_phase)
    sitting.over()
    sitting.do(clock_guards.end_sitting, "completed")
    assert sitting.do(note, "from memory", (Mark("P1", "+"),))


def test_an_empty_note_is_refused_even_with_pointers_and_tags() -> None:
    sitting = Acting().begun()
    assert "words" in sitting.refused(note, " \t", (Mark("P1"),), evidence=("7",)).sentence


def test_a_note_is_stamped_at_its_first_key() -> None:
    sitting = Acting().begun().wait(10)
    first_key = sitting.now
    (kept,) = sitting.wait(0.5).do(note, "compared three quotes", first_key=first_key)
    assert kept == Noted("compared three quotes", clock_ms=10 * MINUTE, back_ms=30_000)


def test_a_note_begun_before_a_pause_is_stamped_before_it() -> None:
    sitting = Acting().begun().wait(10)
    first_key = sitting.now
    sitting.wait(1).do(clock_guards.pause, "technical failure")
    (kept,) = sitting.wait(5).do(note, "the line dropped", first_key=first_key)
    assert isinstance(kept, Noted)
    assert (kept.clock_ms, kept.back_ms) == (10 * MINUTE, 6 * MINUTE)
    sitting.do(clock_guards.resume)
    (kept,) = sitting.wait(2).do(note, "and came back", first_key=first_key)
    assert isinstance(kept, Noted)
    assert kept.clock_ms == 10 * MINUTE


def test_a_note_begun_during_a_pause_is_stamped_at_the_pause() -> None:
    sitting = Acting().begun().wait(10)
    sitting.do(clock_guards.pause, "technical failure")
    first_key = sitting.wait(1).now
    sitting.wait(1).do(clock_guards.resume)
    (kept,) = sitting.wait(1).do(note, "typed in the break", first_key=first_key)
    assert isinstance(kept, Noted)
    assert kept.clock_ms == 10 * MINUTE


def test_a_note_begun_before_a_gap_that_was_left_out_is_stamped_before_it() -> None:
    sitting = Acting().begun().wait(10)
    first_key = sitting.now
    sitting.wait(6).do(clock_guards.judge_gap, 5 * MINUTE, False, "closed", "the call was down")
    (kept,) = sitting.wait(1).do(note, "typed on", first_key=first_key)
    assert isinstance(kept, Noted)
    assert kept.clock_ms == 10 * MINUTE
    (kept,) = sitting.wait(1).do(note, "of now")
    assert isinstance(kept, Noted)
    assert kept.clock_ms == 13 * MINUTE


def test_pointers_lead_to_pieces_of_the_portfolio_or_pages_of_the_report() -> None:
    discussion, project = Acting().begun(), Acting("M1").begun()
    assert discussion.do(note, "call sheets", evidence=("1", "15"))
    assert project.do(note, "see budget", evidence=("r12",))
    for sitting, pointer in (
        (discussion, "16"),
        (discussion, "0"),
        (discussion, "r1"),
        (discussion, "x"),
        (discussion, "٣"),
        (discussion, ""),
        (project, "7"),
        (project, "r0"),
        (project, "r"),
        (project, "r" + "9" * 5000),
    ):
        sitting.refused(note, "words", evidence=(pointer,))


def test_the_report_may_be_tagged_before_the_start_and_the_portfolio_may_not() -> None:
    assert Acting("M1").do(note, "budget on page 4", (Mark("P4"),), evidence=("r4",))
    discussion = Acting("M2")
    assert "not marked" in discussion.refused(note, "strong piece", (Mark("P1", "+"),)).sentence
    discussion.do(note, "strong piece")
    seq = discussion.state.last.seq
    discussion.begun()
    assert "not marked" in discussion.refused(mark, "P1", "+", seq).sentence
    assert "not marked" in discussion.refused(amend, seq, "strong", (Mark("P1"),)).sentence


def test_text_cannot_drive_the_terminal() -> None:
    (kept,) = Acting().begun().do(note, "a\x1b[2Jb")
    assert isinstance(kept, Noted)
    assert "\x1b" not in kept.text


def test_a_correction_holds_the_whole_note_and_only_when_something_changed() -> None:
    sitting = Acting().begun()
    sitting.do(note, "three qoutes", (Mark("P1"),))
    seq = sitting.state.last.seq
    assert sitting.do(amend, seq, "three qoutes", (Mark("P1"),)) == ()
    assert sitting.do(amend, seq, "three quotes", (Mark("P2"),)) == (
        NoteAmended(seq, "three quotes", (Mark("P2"),)),
    )
    assert set(sitting.state.standings) == {"P2"}
    assert "no note" in sitting.refused(amend, 99, "words").sentence
    assert "words" in sitting.refused(amend, seq, "").sentence


@pytest.mark.parametrize("sign", ["", "+", "-", "?"])
def test_a_tick_carries_any_sign(sign: str) -> None:
    sitting = Acting().begun().wait(1)
    assert sitting.do(mark, "K3", sign) == (Marked(Mark("K3", sign), None, MINUTE),)


def test_a_tick_wants_a_known_sign_a_note_that_exists_and_something_heard() -> None:
    sitting = Acting()
    assert "Nothing was heard" in sitting.refused(mark, "K3", "").sentence
    sitting.begun()
    assert "+" in sitting.refused(mark, "K3", "++").sentence
    assert "no note" in sitting.refused(mark, "K3", "", 44).sentence


def test_an_incident_needs_no_words_and_is_kept_at_any_time() -> None:
    sitting = Acting().begun().wait(1)
    assert sitting.do(incident) == (Incident("", MINUTE),)
    sitting.wait(119).do(clock_guards.end_phase)
    assert sitting.do(incident, "the provider rang") == (Incident("the provider rang", 0),)


def test_nothing_is_parked_when_nothing_more_can_be_asked() -> None:
    assert "over" in Acting().heard().refused(park, "the budget").sentence
