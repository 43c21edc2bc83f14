from __future__ import annotations

from data.record.entries import Mark, NoteShifted, TagsRepeated
from data.rules import clock_guards
from data.rules.last_note import STEP_MS, last_tags, repeat_tags, shift, turn_verbatim
from data.rules.talk_guards import mark, note
from data.rules.undoing import undo, undo_label
from tests.data.rules.acting import Acting


def test_a_note_moves_step_by_step_with_its_minute_of_the_recording() -> None:
    sitting = Acting().begun()
    sitting.wait(1).do(note, "said at one minute")
    seq = max(sitting.state.notes)
    for expected in (45_000, 30_000):
        sitting.do(shift, -STEP_MS)
        assert sitting.state.notes[seq].clock_ms == expected
    sitting.do(shift, STEP_MS)
    moved = sitting.state.notes[seq]
    assert (moved.clock_ms, moved.shifted_ms) == (45_000, -15_000)
    sitting.do(undo)
    assert sitting.state.notes[seq].clock_ms == 30_000


def test_a_note_never_leaves_its_phase_nor_comes_after_now() -> None:
    sitting = Acting().begun()
    assert "no note" in sitting.refused(shift, -STEP_MS).sentence
    sitting.now = sitting.now.later(8_000)
    sitting.do(note, "at once")
    assert "now already" in sitting.refused(shift, STEP_MS).sentence
    assert sitting.do(shift, -STEP_MS) == (NoteShifted(max(sitting.state.notes), -8_000),)
    assert "phase began" in sitting.refused(shift, -STEP_MS).sentence
    sitting.now = sitting.now.later(5_000)
    sitting.do(shift, STEP_MS)
    assert sitting.state.notes[max(sitting.state.notes)].clock_ms == 13_000
    sitting.over().do(note, "after the phase")
    assert "outside of a phase" in sitting.refused(shift, -STEP_MS).sentence


def test_a_note_of_a_phase_that_is_over_moves_no_further_than_its_end() -> None:
    sitting = Acting("M1").begun().wait(20)
    sitting.do(note, "at the end")
    sitting.do(clock_guards.end_phase)
    assert "now already" in sitting.wait(1).refused(shift, STEP_MS).sentence


def test_one_key_repeats_the_tags_and_one_undo_takes_them_back() -> None:
    sitting = Acting().begun()
    sitting.do(note, "three quotes", (Mark("P6", "+"), Mark("K3")))
    first = max(sitting.state.notes)
    assert "No earlier note has tags" in sitting.refused(repeat_tags).sentence
    sitting.do(note, "without tags")
    sitting.do(note, "and a fourth one", (Mark("K3", "?"),))
    last = max(sitting.state.notes)
    assert sitting.do(repeat_tags) == (TagsRepeated(last, (Mark("P6", "+"),), first),)
    assert sitting.state.notes[last].marks == (Mark("K3", "?"), Mark("P6", "+"))
    assert sitting.state.standings["P6"].notes == (first, last)
    assert undo_label(sitting.state) == "same tags: P6+"
    assert "already" in sitting.refused(repeat_tags).sentence
    sitting.do(undo)
    assert sitting.state.notes[last].marks == (Mark("K3", "?"),)
    assert list(sitting.state.standings["P6"].notes) == [first]


def test_repeated_tags_are_evidence_of_their_own_moment() -> None:
    sitting = Acting().begun()
    sitting.do(note, "unsure", (Mark("P6", "?"),))
    sitting.do(note, "again")
    sitting.do(mark, "P6", "+")
    sitting.do(repeat_tags)
    assert sitting.state.standings["P6"].sign == "?", "the newest sign counts"


def test_tags_are_not_repeated_on_what_was_read_in_a_portfolio() -> None:
    sitting = Acting("M1").checked()
    sitting.do(note, "the report has a budget", (Mark("P4", ""),))
    sitting.do(note, "and a schedule")
    sitting.do(repeat_tags)
    other = Acting("M2").checked()
    other.do(note, "call sheets")
    assert "No earlier note" in other.refused(repeat_tags).sentence


def test_the_tags_for_the_next_note_are_those_of_the_newest_that_has_some() -> None:
    sitting = Acting().begun()
    assert last_tags(sitting.state) == ()
    sitting.do(note, "three quotes", (Mark("P6", "+"),))
    sitting.do(note, "nothing")
    assert last_tags(sitting.state) == (Mark("P6", "+"),)


def test_whose_words_a_note_has_is_turned_and_turned_back() -> None:
    sitting = Acting().begun()
    sitting.do(note, "we overspent", (Mark("P6", "-"),), False, ("7",))
    seq = max(sitting.state.notes)
    for verbatim in (True, False):
        sitting.do(turn_verbatim)
        kept = sitting.state.notes[seq]
        assert kept.verbatim is verbatim
        assert (kept.text, kept.marks, kept.evidence) == (
            "we overspent",
            (Mark("P6", "-"),),
            ("7",),
        )
    assert sitting.state.notes[seq].clock_ms == 0
