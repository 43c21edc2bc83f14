"""A moment is found again in the recording that ran then, however many there were."""

from __future__ import annotations

from data.record import entries as e
from tests.data.record.sittings import MINUTE, Sitting, shipped


def sitting() -> Sitting:
    made = Sitting(shipped(), "M1", "1")
    made.add(e.PhaseStarted("presentation"))
    made.add(e.RecordingSet(133_000))
    return made


def test_a_dropped_recording_begins_another_segment_with_a_counter_of_its_own() -> None:
    made = sitting()
    made.wait(MINUTE)
    first = made.add(e.Noted("in the first"))
    made.add(e.RecordingSet(10_000, anew=True))
    made.wait(60_000)
    second = made.add(e.Noted("in the second"))
    early = made.add(e.Noted("typed late, said in the first", back_ms=90_000))
    notes = made.state.notes
    assert made.state.segments == 2
    assert [(notes[s].segment, notes[s].recording_ms) for s in (first, second, early)] == [
        (1, 193_000),
        (2, 70_000),
        (1, 163_000),
    ]


def test_a_second_reading_of_the_same_recording_corrects_the_first() -> None:
    made = sitting()
    made.add(e.RecordingSet(140_000))
    assert made.state.segments == 1
    assert made.state.heard_at(made.now) == (1, 140_000)


def test_notes_have_no_time_in_a_recording_that_stopped() -> None:
    made = sitting()
    made.wait(10_000)
    made.add(e.RecordingStopped())
    made.wait(10_000)
    off = made.add(e.Noted("while it was off"))
    before = made.add(e.Noted("heard before it stopped", back_ms=12_000))
    made.add(e.RecordingSet(2_000))
    again = made.add(e.Noted("in the next"))
    notes = made.state.notes
    assert notes[off].recording_ms is None
    assert (notes[before].segment, notes[before].recording_ms) == (1, 141_000)
    assert (notes[again].segment, notes[again].recording_ms) == (2, 2_000)


def test_a_note_that_is_moved_moves_in_the_recording_too_and_into_the_one_before() -> None:
    made = sitting()
    made.wait(MINUTE)
    made.add(e.RecordingSet(5_000, anew=True))
    seq = made.add(e.Noted("just after"))
    made.add(e.NoteShifted(seq, -4_000))
    assert (made.state.notes[seq].segment, made.state.notes[seq].recording_ms) == (2, 1_000)
    made.add(e.NoteShifted(seq, -11_000))
    moved = made.state.notes[seq]
    assert (moved.segment, moved.recording_ms, moved.clock_ms) == (1, 178_000, 0)


def test_a_stop_without_a_recording_says_nothing() -> None:
    made = Sitting(shipped(), "M1", "1")
    made.add(e.RecordingStopped())
    assert made.state.recording == ()
