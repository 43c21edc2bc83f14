"""What was found is told whole: the trace from the grade to the minute, and every note."""

from __future__ import annotations

from data.record import entries as e
from tests.data.exchange.building import (
    SHIPPED,
    Record,
    document,
    heard,
    judged,
    opened,
    sealed,
)


def test_statements_of_option_2_are_marked_as_standing_in() -> None:
    data = document(sealed(SHIPPED, "M2", "2"))["data"]

    standing_in = [d["code"] for d in data["descriptors"] if d["statement"]]
    assert data["standard"]["criteria_status"] == "statements"
    assert "stand in" in data["standard"]["criteria_gap"]
    assert standing_in == [f"O{number}" for number in range(1, 11)]


def test_option_2_is_judged_by_descriptors_where_the_method_has_them() -> None:
    standard = document(sealed(SHIPPED, "M1", "2"))["data"]["standard"]

    assert (standard["criteria_status"], standard["criteria_gap"]) == ("descriptors", None)


def test_the_trace_leads_from_the_grade_to_the_minute() -> None:
    state = sealed(SHIPPED, "M1", "1")
    data = document(state)["data"]

    descriptor = data["descriptors"][0]
    note = descriptor["notes"][0]
    entry = state.entries[note["seq"] - 1]

    assert data["grade"]["grade"] == "distinction"
    assert (note["entry"], note["text"]) == (entry.id, "told how")
    assert note["clock_ms"] == 3000
    recorded = state.recording[0]
    assert note["recording_ms"] == recorded[1] + entry.at.since(recorded[0]) - 500
    assert note["question"] in [asked["seq"] for asked in data["questions"]["asked"]]
    assert {"code": descriptor["code"], "sign": "+", "times": 1} in descriptor["marks"]


def test_no_note_is_left_out_silently() -> None:
    record = heard(SHIPPED, "M1", "1")
    aside = record.add(e.Noted("chat about the weather"))
    record.add(e.NoteSetAside(aside, "small talk"))
    idle = record.add(e.Noted("never looked at"))
    state = judged(record).seal()

    data = document(state)["data"]

    told = {note["seq"] for descriptor in data["descriptors"] for note in descriptor["notes"]}
    told |= {note["seq"] for note in data["notes_set_aside"] + data["other_notes"]}
    assert told == set(state.notes)
    assert data["notes_set_aside"][0]["reason"] == "small talk"
    assert idle in [note["seq"] for note in data["other_notes"]]


def test_what_was_read_in_the_portfolio_supports_nothing_and_is_told_apart() -> None:
    record = Record(SHIPPED, opened(SHIPPED, "M2", "1"))
    read = record.add(e.Noted("evidence 7 looks thin", (e.Mark("P1", "+"),)))
    record.add(e.PhaseStarted("discussion"))
    said = record.add(e.Noted("said so", (e.Mark("P1", "+"),)))
    record.add(e.PhaseEnded("discussion"))
    for descriptor in record.state.criteria:
        record.add(e.Judged(descriptor.code, True))

    data = document(record.seal())["data"]

    assert [note["seq"] for note in data["descriptors"][0]["notes"]] == [said]
    assert [note["seq"] for note in data["other_notes"]] == [read]


def test_feedback_that_was_taken_back_is_not_told() -> None:
    record = judged(heard(SHIPPED, "M1", "1"))
    record.add(e.FeedbackGiven("P1", ""))

    data = document(record.seal())["data"]

    assert "P1" not in [given["code"] for given in data["feedback"]["descriptors"]]
    assert data["descriptors"][0]["feedback"] == ""


def test_the_overall_grade_stays_provisional_and_open_while_a_method_is() -> None:
    told = document(sealed(SHIPPED, "M1", "1"))["data"]["overall"]

    assert (told["grade"], told["provisional"], told["capped"]) == (None, True, False)
