"""Which recording a note is in, how far it was moved, what was parked: all of it leaves."""

from __future__ import annotations

from data.exchange.report import plain_report
from data.exchange.schema import validate
from data.record import entries as e
from data.record.state import SittingState
from tests.data.exchange.building import (
    ASSESSMENT,
    MINUTE,
    SHIPPED,
    Record,
    document,
    heard,
    judged,
    sitting_of,
)


def noted() -> tuple[Record, int, int]:
    """Make a sitting with a second recording, a note that was moved, and two things parked."""
    record = heard(SHIPPED, "M1", "1")
    first = record.add(e.Parked("the budget  #P4", 90_000))
    record.add(e.Parked("the weather", 120_000))
    record.add(e.QuestionAsked("how was it costed", parked=first, clock_ms=MINUTE))
    record.add(e.RecordingSet(5_000, anew=True))
    record.add(e.RecordingStopped())
    record.add(e.RecordingSet(70_000))
    note = record.add(e.Noted("quotes from three firms", (e.Mark("P4", "+"),), clock_ms=60_000))
    record.add(e.NoteShifted(note, -15_000))
    return record, first, note


def sealed() -> tuple[SittingState, int, int]:
    record, first, note = noted()
    return judged(record).seal(), first, note


def test_the_document_says_which_recording_and_what_was_parked() -> None:
    state, first, seq = sealed()
    made = document(state)
    validate(made)
    data = made["data"]
    assert [reading["recording"] for reading in data["recording"]] == [1, 2, 3]
    assert [bool(reading["stopped_at"]) for reading in data["recording"]] == [False, True, False]
    (note,) = [
        n for d in data["descriptors"] if d["code"] == "P4" for n in d["notes"] if n["seq"] == seq
    ]
    assert (note["clock_ms"], note["shifted_ms"], note["recording"]) == (45_000, -15_000, 3)
    (asked,) = [q for q in data["questions"]["asked"] if q["text"] == "how was it costed"]
    assert asked["parked"]["seq"] == first
    assert (asked["parked"]["clock_ms"], asked["parked"]["text"]) == (90_000, "the budget  #P4")


def test_the_report_tells_both_and_what_was_never_asked() -> None:
    state, _, _ = sealed()
    told = plain_report(state, ASSESSMENT, sitting_of(state), state.last.at)
    assert "moved -0:15)  quotes from three firms" in told
    assert "(recording 3, " in told
    parked = told.split("PARKED AND NOT ASKED")[1].split("\n\n")[0]
    assert "2:00  the weather" in parked
    assert "budget" not in parked
