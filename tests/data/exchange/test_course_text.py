from __future__ import annotations

from data.exchange.course_text import course_lines
from data.record.entries import Mark
from data.rules import clock_guards
from data.rules.talk_guards import ask, note
from tests.data.rules.acting import Acting


def test_the_report_tells_what_had_been_heard_by_when() -> None:
    sitting = Acting("M1").checked()
    sitting.do(clock_guards.start_phase)
    sitting.wait(20).do(clock_guards.end_phase)
    sitting.do(clock_guards.start_phase)
    sitting.wait(3).do(ask, "Why?")
    sitting.wait(1).do(note, "words", (Mark("P1", "+"), Mark("P2")))
    sitting.wait(5.5)
    assert list(course_lines(sitting.state, sitting.now))[-6:] == [
        "  Questioning",
        "     2:00  heard pass 0/7, distinction 0/3; 0 sufficient; 0 asked",
        "     4:00  heard pass 2/7, distinction 0/3; 1 sufficient; 1 asked",
        "     6:00  heard pass 2/7, distinction 0/3; 1 sufficient; 1 asked",
        "     8:00  heard pass 2/7, distinction 0/3; 1 sufficient; 1 asked",
        "     9:30  heard pass 2/7, distinction 0/3; 1 sufficient; 1 asked",
    ]


def test_before_the_start_it_tells_nothing() -> None:
    sitting = Acting("M1")
    assert list(course_lines(sitting.state, sitting.now)) == []
