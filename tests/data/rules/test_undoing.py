from __future__ import annotations

from data.record.entries import Mark, Undone
from data.rules import clock_guards, judging, prepare_guards, sealing
from data.rules.bank_questions import take_in
from data.rules.talk_guards import amend, ask, incident, mark, note, park
from data.rules.undoing import undo, undo_judging, undo_label, untick
from data.standards.bank import BankQuestion
from tests.data.rules.acting import MINUTE, Acting


def test_undo_takes_the_newest_first_and_never_the_same_twice() -> None:
    sitting = Acting().begun()
    sitting.do(ask, "Why?")
    sitting.do(note, "compared three quotes")
    question, kept = (entry.seq for entry in sitting.entries[-2:])
    assert undo_label(sitting.state) == "note: compared three quotes"
    assert sitting.do(undo) == (Undone(kept),)
    assert undo_label(sitting.state) == "question: Why?"
    assert sitting.do(undo) == (Undone(question),)
    assert (sitting.state.main_asked, dict(sitting.state.notes)) == (0, {})


def test_what_one_key_made_is_taken_back_by_one() -> None:
    bank = [BankQuestion(f"q{n}", f"Why {n}?", ("P1",)) for n in (1, 2, 3)]
    sitting = Acting("M1").planned("How?").wait(1)
    sitting.do(take_in, bank)
    assert undo_label(sitting.state) == "3 planned questions"
    assert len(sitting.do(undo)) == 3
    assert [planned.text for planned in sitting.state.plan.values()] == ["How?"]
    assert undo_label(sitting.state) == "planned question: How?"


def test_checks_and_phases_are_never_undone() -> None:
    sitting = Acting().begun()
    assert undo_label(sitting.state) is None
    assert "nothing to undo" in sitting.refused(undo).sentence


def test_every_kind_that_can_be_undone_says_what_it_is() -> None:
    sitting = Acting("M1")
    labels = []

    def made() -> None:
        labels.append(undo_label(sitting.state))

    sitting.planned("How?")
    made()
    sitting.do(prepare_guards.mark_report, "P4", True)
    made()
    sitting.asking()
    sitting.do(note, "words that go on for much longer than a label may")
    made()
    sitting.do(amend, sitting.state.last.seq, "better words", (Mark("P4"),))
    made()
    sitting.do(mark, "K5", "+")
    made()
    sitting.do(park)
    made()
    sitting.do(incident, "line dropped")
    made()
    sitting.do(clock_guards.pause, "welfare")
    made()
    sitting.do(clock_guards.resume)
    made()
    sitting.wait(39).do(clock_guards.extend, "last point")
    made()
    assert labels == [
        "planned question: How?",
        "mark on the report: P4",
        "note: words that go on for much lon…",
        "correction: better words",
        "tag: K5+",
        "parked question",
        "incident: line dropped",
        "pause: welfare",
        "resumption",
        "extension: last point",
    ]
    for _ in labels[2:]:  # the first two were prepared before the clock ran
        sitting.do(undo)
    assert undo_label(sitting.state) is None
    assert list(sitting.state.plan) == [1]
    assert sitting.state.report == {"P4": True}


def test_an_undone_pause_counts_the_time_again() -> None:
    sitting = Acting().begun().wait(10)
    sitting.do(clock_guards.pause, "welfare")
    sitting.wait(2).do(undo)
    assert sitting.state.clock is not None
    assert sitting.state.clock.elapsed(sitting.now) == 12 * MINUTE


def test_the_clock_of_a_phase_that_is_over_stays_while_its_notes_can_be_undone() -> None:
    sitting = Acting("M1").begun()
    sitting.do(note, "an early note")
    sitting.do(clock_guards.pause, "welfare")
    sitting.wait(1).do(clock_guards.resume)
    sitting.over().do(clock_guards.start_phase)
    assert undo_label(sitting.state) == "note: an early note"
    used = sitting.state.phases["presentation"].gathered
    sitting.do(undo)
    assert sitting.state.phases["presentation"].gathered == used
    assert undo_label(sitting.state) is None


def test_judgements_set_aside_notes_and_feedback_are_undone() -> None:
    sitting = Acting().begun()
    sitting.do(note, "nothing to the point")
    seq = sitting.state.last.seq
    sitting.over().do(judging.judge, "P1", True)
    sitting.do(judging.set_aside, seq)
    sitting.do(judging.give_feedback, "P1", "Well told.")
    for label in ("feedback: Well told.", "note set aside", "judgement: P1"):
        assert undo_label(sitting.state) == label
        sitting.do(undo)
    assert not sitting.state.judgements
    assert not sitting.state.set_aside
    assert not sitting.state.feedback


def test_before_the_clock_runs_what_was_prepared_is_undone() -> None:
    sitting = Acting().planned("How?")
    sitting.do(undo)
    assert not sitting.state.plan


def test_what_was_kept_live_stays_when_the_live_part_is_over() -> None:
    sitting = Acting().planned("How?").begun()
    sitting.do(note, "compared three quotes")
    sitting.over()
    assert undo_label(sitting.state) is None
    assert "What was kept live stays" in sitting.refused(undo).sentence
    sitting.do(note, "a word after the end")
    sitting.do(clock_guards.end_sitting, "completed")
    sitting.do(undo)  # the sitting was ended after the note, the live part before it
    assert [kept.text for kept in sitting.state.notes.values()] == ["compared three quotes"]
    sitting.refused(undo)


def test_an_abandoned_sitting_keeps_what_was_heard() -> None:
    sitting = Acting().begun()
    sitting.do(note, "compared three quotes")
    sitting.do(clock_guards.end_sitting, "abandoned", "the building was cleared")
    assert "What was kept live stays" in sitting.refused(undo).sentence


def test_undo_among_judgements_takes_no_live_entry() -> None:
    sitting = Acting().begun()
    sitting.do(note, "nothing to the point")
    seq = sitting.state.last.seq
    assert "on the live screen" in sitting.refused(undo_judging).sentence
    sitting.do(judging.judge, "P1", True, during=True)
    sitting.do(undo_judging)
    assert not sitting.state.judgements
    assert "on the live screen" in sitting.refused(undo_judging).sentence
    sitting.over().do(judging.set_aside, seq)
    sitting.do(undo_judging)
    assert not sitting.state.set_aside


def test_nothing_is_undone_under_a_seal_or_from_before_it() -> None:
    sitting = Acting(method="M2").begun()
    for _ in range(10):
        sitting.do(ask)
    sitting.over().do(clock_guards.end_sitting, "completed")
    sitting.judged().do(sealing.seal, "mine")
    assert undo_label(sitting.state) is None
    assert "sealed" in sitting.refused(undo).sentence
    sitting.do(sealing.reopen, "a slip in P1")
    assert "nothing to undo" in sitting.refused(undo).sentence
    sitting.do(judging.judge, "P1", False, "misheard")
    assert undo_label(sitting.state) == "judgement: P1"


def test_a_tick_is_taken_back_by_its_code_and_the_one_before_it_holds_again() -> None:
    sitting = Acting().begun()
    sitting.do(mark, "K3", "")
    sitting.do(mark, "K3", "+")
    sitting.do(mark, "S8", "+")
    sitting.do(untick, "K3")
    assert sitting.state.standings["K3"].sign == ""
    sitting.do(untick, "K3")
    assert set(sitting.state.standings) == {"S8"}
    assert "no tick" in sitting.refused(untick, "K3").sentence


def test_a_note_is_not_unticked_and_neither_is_what_was_sealed() -> None:
    sitting = Acting("M1").asking()
    sitting.do(note, "compared three quotes", (Mark("K5"),))
    sitting.do(mark, "K8", "+")
    sitting.refused(untick, "K5")
    for _ in range(6):
        sitting.do(ask)
    sitting.over().do(clock_guards.end_sitting, "completed")
    sitting.judged().do(sealing.seal, "mine")
    assert "sealed" in sitting.refused(untick, "K8").sentence
    sitting.do(sealing.reopen, "a slip in P1")
    sitting.refused(untick, "K8")
