"""What is read out: filled in, ticked paragraph by paragraph, and taken up where it was left."""

from __future__ import annotations

from data.rules import gate
from data.rules.clock_guards import start_phase
from data.rules.reading_out import facts, fill, read_line, read_now, read_whole
from data.standards.built_in_words import CLOSING, INCIDENTS, NO_SHOW, PREAMBLE, ROOM
from tests.data.rules.acting import Acting, made_up

WORDS = ("Good morning.", "It is recorded.", "Any questions?")


def read(sitting: Acting, *places: int, script: str = "preamble") -> Acting:
    for place in places:
        sitting.wait(0.2).do(read_line, script, WORDS, place)
    return sitting


def test_the_preamble_read_to_its_end_answers_its_check_once() -> None:
    sitting = read(Acting(), 0, 1)
    assert gate.PREAMBLE not in sitting.state.checks
    assert not read_whole(sitting.state, "preamble")
    assert len(sitting.wait(1).do(read_line, "preamble", WORDS, 2)) == 2
    assert sitting.state.checks[gate.PREAMBLE].ok
    assert read_whole(sitting.state, "preamble")
    assert len(sitting.do(read_line, "preamble", WORDS, 2)) == 1


def test_another_script_or_a_preamble_read_late_answers_nothing() -> None:
    assert gate.PREAMBLE not in read(Acting(), 0, 1, 2, script="closing").state.checks
    begun = Acting()
    begun.checked().do(gate.check, gate.PREAMBLE, False)
    begun.do(start_phase, deviation="it was sent before")
    assert not read(begun, 0, 1, 2).state.checks[gate.PREAMBLE].ok


def test_a_reading_goes_on_where_it_was_left_and_begins_anew_after_its_end() -> None:
    sitting = read(Acting(), 0, 1)
    assert [line.text for line in read_now(sitting.state, "preamble", WORDS)] == [*WORDS[:2]]
    assert read_now(sitting.state, "closing", WORDS) == ()
    assert read_now(sitting.state, "preamble", ("Other words.", *WORDS[1:])) == ()
    read(sitting, 2)
    assert read_now(sitting.state, "preamble", WORDS) == ()
    assert len(read_now(read(sitting, 0).state, "preamble", WORDS)) == 1


def test_what_is_known_is_filled_in_and_the_rest_stays_and_is_told() -> None:
    known = facts(Acting("M1", extra_per_mille=250).state, "Testa Example", "Ada Assessor", 12)
    told = "{assessor}: {phases}; {days} days, {wait} {teh} {1} {} {Wait} {{method_code}}"
    words, unknown = fill([told, "\x1b[31m"], known)
    assert words[0] == (
        "Ada Assessor: presentation 25 minutes, then questioning 50 minutes; "
        "7 days, 12 {teh} {1} {} {Wait} {M1}"
    )
    assert unknown == ["teh"]
    assert "\x1b" not in words[1]


def test_names_with_braces_are_not_filled_in_again() -> None:
    known = facts(Acting().state, "{assessor} {teh}", "Ada")
    assert fill(["{apprentice}"], known) == (("{assessor} {teh}",), [])


def test_every_built_in_word_can_be_filled_in_for_every_standard() -> None:
    questions = [question for _, question in ROOM]
    for sitting in (Acting("M1"), Acting("M2", "2"), Acting("C", None, made_up())):
        known = facts(sitting.state, "Testa Example", "Ada Assessor")
        _, unknown = fill([*PREAMBLE, *CLOSING, *NO_SHOW, *questions, *INCIDENTS], known)
        assert not unknown
