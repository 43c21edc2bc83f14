"""An incident keeps its time when it gets its words, and the record keeps both."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.record.entries import Incident, Undone
from data.rules import clock_guards, sealing, talk_guards, undoing
from data.rules.incident_words import describe_incident
from tests.data.rules.acting import MINUTE, Acting


def interrupted() -> Acting:
    """Come to an incident after seven minutes that nobody has put into words yet."""
    sitting = Acting("M1").begun().wait(7)
    sitting.do(talk_guards.incident)
    return sitting


@given(st.integers(0, 13))
def test_the_words_come_later_and_the_time_stays(minutes: int) -> None:
    sitting = interrupted().wait(minutes)
    kept = sitting.state.incidents[0].seq
    told = sitting.do(describe_incident, kept, "their line dropped")
    assert told == (Undone(kept), Incident("their line dropped", 7 * MINUTE))
    (incident,) = sitting.state.incidents
    assert (incident.text, incident.clock_ms) == ("their line dropped", 7 * MINUTE)


def test_the_words_may_come_after_the_phase() -> None:
    sitting = interrupted()
    kept = sitting.state.incidents[0].seq
    sitting.over().do(describe_incident, kept, "fire drill")
    assert sitting.state.incidents[0].clock_ms == 7 * MINUTE


def test_without_words_the_incident_stays_as_it_is() -> None:
    sitting = interrupted()
    assert sitting.do(describe_incident, sitting.state.incidents[0].seq, "  ") == ()


def test_words_for_what_was_undone_meanwhile_are_an_incident_of_now() -> None:
    sitting = interrupted()
    kept = sitting.state.incidents[0].seq
    sitting.do(undoing.undo)
    assert sitting.wait(1).do(describe_incident, kept, "rain") == (Incident("rain", 8 * MINUTE),)


def test_words_cannot_drive_the_terminal() -> None:
    sitting = interrupted()
    sitting.do(describe_incident, sitting.state.incidents[0].seq, "a\x1b[31mb\u202e")
    assert "\x1b" not in sitting.state.incidents[0].text
    assert "\u202e" not in sitting.state.incidents[0].text


def test_a_seal_holds() -> None:
    sitting = interrupted()
    kept = sitting.state.incidents[0].seq
    while sitting.state.current:
        sitting.over()
        if sitting.state.next_phase:
            sitting.do(clock_guards.start_phase)
            for _ in range(6):
                sitting.do(talk_guards.ask)
    sitting.do(clock_guards.end_sitting, "completed")
    sitting.judged().do(sealing.seal, "I declare that this is my judgement.")
    assert "sealed" in sitting.refused(describe_incident, kept, "late").sentence
