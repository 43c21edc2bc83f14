"""What a second marker sees: the evidence as it was said, and nothing that was made of it."""

from __future__ import annotations

import pytest

from data.record.entries import Mark
from data.rules import clock_guards, talk_guards
from data.rules.blinding import Masks, blinded, corrected_late, in_order, left_out
from data.rules.coverage import Heard, ksb_state
from data.rules.judging import proposal, supporting
from tests.data.rules.acting import Acting
from tests.data.rules.marked import ASSESSOR, NAMES, sealed_sitting

MASKS = Masks(NAMES, (ASSESSOR,))


def test_nothing_that_the_assessor_made_of_it_is_left() -> None:
    state, _ = blinded(sealed_sitting("P4").state, MASKS)
    assert not state.judgements
    assert not state.entries
    assert not state.standings
    assert not state.feedback
    assert state.opened.assessor == ""
    assert all(not note.marks for note in state.notes.values())
    assert all(not question.aims for question in state.questions)
    for descriptor in state.criteria:
        assert proposal(state, descriptor) is None
        assert supporting(state, descriptor) == ()
        assert all(ksb_state(state, code) is Heard.NOT_HEARD for code in descriptor.ksbs)


def test_only_what_was_noted_in_a_phase_is_evidence() -> None:
    before = sealed_sitting("P4").state
    state, _ = blinded(before, MASKS)
    texts = " ".join(note.text for note in state.notes.values())
    assert "THOUGHT" not in texts
    assert left_out(before) == 2
    assert len(state.notes) == len(before.notes) - 2


def test_a_correction_made_at_judging_is_not_shown_and_one_of_the_sitting_is() -> None:
    sitting = Acting("M1", assessor=ASSESSOR).asking()
    for words in ("two quotes", "a call sheet"):
        sitting.wait(1).do(talk_guards.note, words, (Mark("P4", "+"),), True, ("r3",))
    first, second = sitting.state.notes
    sitting.do(talk_guards.amend, first, "three quotes", (), True, ("r4",))
    sitting.over().do(clock_guards.end_sitting, "completed")
    before, _ = blinded(sitting.state, MASKS)
    assert [note.text for note in before.notes.values()] == ["three quotes", "a call sheet"]
    sitting.do(talk_guards.amend, first, "three quotes: meets P4 well", (), False, ())
    sitting.do(talk_guards.amend, second, "a call sheet, too thin", ())
    after, _ = blinded(sitting.state, MASKS)
    assert after.notes == before.notes
    assert corrected_late(sitting.state) == 2


def test_questions_and_notes_stand_in_the_order_in_which_they_were_said() -> None:
    state, _ = blinded(sealed_sitting().state, MASKS)
    clocks = [one.clock_ms for one in in_order(state)]
    assert clocks == sorted(clocks)
    assert len(clocks) == 13


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Testa said", "[apprentice] said"),
        ("TESTA's plan, sample-fixture", "[apprentice]'s plan, [apprentice]"),
        ("Sample and fixture", "[apprentice] and [apprentice]"),
        ("asked pat about it", "asked [assessor] about it"),
        ("a testament to patience", "a testament to patience"),
        ("[testa](x)", "[[apprentice]](x)"),
    ],
)
def test_names_are_masked_as_words_in_any_case(text: str, masked: str) -> None:
    assert MASKS.over(text)[0] == masked


def test_a_name_of_two_letters_is_masked_only_as_it_is_written() -> None:
    assert Masks(("Jo",)).over("Jo did so; jo is a word")[0] == "[apprentice] did so; jo is a word"
    assert Masks(("", "X")).over("X said nothing") == ("X said nothing", 0)


def test_how_many_names_were_masked_is_told() -> None:
    _, count = blinded(sealed_sitting().state, MASKS)
    assert count == 6 + 6 + 6  # in questions, in notes, and the assessor's
