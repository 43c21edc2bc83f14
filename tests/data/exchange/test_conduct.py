"""What was done around the phases leaves with the result, and only where something was."""

from __future__ import annotations

import pytest

from data.exchange.record_json import record_json
from data.exchange.report import plain_report
from data.exchange.schema import validate
from data.record import entries as e
from data.record import script_entries as s
from data.record.state import SittingState
from tests.data.exchange.building import (
    ASSESSMENT,
    MINUTE,
    SHIPPED,
    Record,
    document,
    judged,
    opened,
    sealed,
    sitting_of,
)

NIGHT = 20 * 60 * MINUTE


def conducted(text: str = "") -> SittingState:
    """Return a sealed sitting that was waited for, adjourned and taken up."""
    record = Record(SHIPPED, opened(SHIPPED, "M1", "1"))
    record.add(s.WaitBegan(-2 * MINUTE))
    record.add(s.WaitStep(text or "phoned"), 3 * MINUTE)
    record.add(s.Arrived(2 * MINUTE), MINUTE)
    record.add(s.RoomTicked("desk", True, text or "Is the desk clear?"))
    record.add(s.LineRead("preamble", 1, 1, text or "Good morning."))
    record.add(e.PhaseStarted("presentation"))
    record.add(s.Adjourned(text or "fire alarm"), 5 * MINUTE)
    record.add(e.Checked("identity", ok=True, detail=text or "passport"), NIGHT)
    record.add(s.TakenUp())
    record.add(e.PhaseEnded("presentation"), 20 * MINUTE)
    record.add(s.Adjourned(text or "the building closed"))
    record.add(s.TakenUp(), NIGHT)
    record.add(e.PhaseStarted("questioning"))
    record.add(e.Noted("told how"))
    record.add(e.PhaseEnded("questioning"), 50 * MINUTE)
    record.add(e.SittingEnded("completed"))
    return judged(record, text).seal()


@pytest.mark.parametrize("text", ["", "\x1b[31m \u202e" + "long " * 300])
def test_a_document_tells_it_in_its_published_shape(text: str) -> None:
    made = document(conducted(text))
    validate(made)
    told = made["data"]["conduct"]
    first, second = told["adjournments"]
    assert (first["phase"], first["left_ms"]) == ("presentation", 20 * MINUTE)
    assert first["checks"][0]["name"] == "identity"
    assert (second["phase"], second["left_ms"]) == (None, 0)
    assert second["taken_up_at"] > second["at"]
    assert told["waits"][0]["late_ms"] == 2 * MINUTE
    presentation = made["data"]["phases"][0]
    assert presentation["used_ms"] == 25 * MINUTE
    assert not presentation["pauses"]


def test_a_document_without_it_stays_as_it_was() -> None:
    assert "conduct" not in document(sealed(SHIPPED, "M1", "1"))["data"]


def test_the_report_and_the_record_tell_it_with_both_times() -> None:
    state = conducted()
    told = plain_report(state, ASSESSMENT, sitting_of(state), state.last.at)
    assert "20:00 left of Presentation: fire alarm" in told
    assert "taken up, asked again: identity yes" in told
    assert "adjourned, between phases: the building closed" in told
    assert "the apprentice came, late by 2:00" in told
    assert "desk: Is the desk clear?" in told
    assert "preamble, 1 of 1 paragraphs" in told
    days = [line[2:4] for line in told.splitlines() if "adjourned, " in line or "taken up" in line]
    assert days == ["20", "21", "21", "22"]
    assert record_json(state.entries, state, state.last.at)["state"]["conduct"]


def test_while_it_is_adjourned_the_record_says_so() -> None:
    record = Record(SHIPPED, opened(SHIPPED, "M1", "1"))
    record.add(e.PhaseStarted("presentation"))
    record.add(s.Adjourned("fire alarm"), MINUTE)
    state = record.state
    made = record_json(state.entries, state, record.now.later(NIGHT))["state"]
    assert (made["stage"], made["clock"]) == ("adjourned", "PAUSED")
    assert made["conduct"]["adjournments"][0]["taken_up_at"] is None
    assert made["phases"][0]["used_ms"] == MINUTE
    assert "not taken up" in plain_report(state, ASSESSMENT, sitting_of(state), record.now)
