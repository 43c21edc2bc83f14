"""The room checklist: one key for each line, and what they come to at the start gate."""

from __future__ import annotations

from data.record.entries import Checked
from data.rules import gate
from data.rules.room import next_line, tick
from data.standards.wordings import RoomLine
from tests.data.rules.acting import Acting

LINES = (RoomLine("desk", "Is the desk clear?"), RoomLine("phone", "Is the telephone away?"))


def test_the_last_answer_answers_the_check_of_the_gate() -> None:
    sitting = Acting()
    assert next_line(sitting.state, LINES) == 0
    sitting.do(tick, LINES, "phone", True)
    assert next_line(sitting.state, LINES) == 0
    assert gate.ALONE not in sitting.state.checks
    sitting.do(tick, LINES, "desk", True)
    assert next_line(sitting.state, LINES) == 0, "from the top again"
    assert sitting.state.checks[gate.ALONE] == Checked(gate.ALONE, True)
    assert sitting.state.conduct.room["desk"].question == "Is the desk clear?"


def test_a_no_shuts_the_gate_until_the_line_is_answered_anew() -> None:
    sitting = Acting()
    sitting.do(tick, LINES, "desk", False)
    sitting.do(tick, LINES, "phone", True)
    assert sitting.state.checks[gate.ALONE] == Checked(gate.ALONE, False, "not so: desk")
    sitting.do(tick, LINES, "desk", True)
    sitting.do(tick, LINES, "phone", False)
    assert next_line(sitting.state, LINES) == 1, "the one that is not so"
    sitting.do(tick, LINES, "phone", True)
    sitting.do(tick, LINES, "desk", False)
    sitting.do(tick, LINES, "desk", True)
    assert sitting.state.checks[gate.ALONE].ok
    assert not gate.missing(sitting.checked().state)


def test_lines_that_the_organisation_took_off_count_no_more() -> None:
    sitting = Acting()
    sitting.do(tick, LINES, "desk", False)
    sitting.do(tick, LINES[1:], "phone", True)
    assert sitting.state.checks[gate.ALONE].ok
