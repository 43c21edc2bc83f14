from __future__ import annotations

from data.record.entries import ParkedDropped
from data.rules import clock_guards
from data.rules.parked import drop, waiting
from data.rules.talk_guards import ask, park
from data.rules.undoing import undo
from tests.data.rules.acting import MINUTE, Acting


def questioning() -> Acting:
    """Park three things in a presentation, and come to the questioning."""
    sitting = Acting("M1").begun()
    for text in ("the budget  #P4", "", "who signed"):
        sitting.wait(1).do(park, text)
    sitting.wait(17).do(clock_guards.end_phase)
    sitting.do(clock_guards.start_phase)
    return sitting


def test_what_was_parked_comes_back_in_order_with_the_minute_of_the_presentation() -> None:
    left = waiting(questioning().state)
    assert [remark.text for remark in left] == ["the budget  #P4", "", "who signed"]
    assert [remark.clock_ms for remark in left] == [MINUTE, 2 * MINUTE, 3 * MINUTE]


def test_asking_takes_it_from_the_list_whatever_became_of_its_words() -> None:
    sitting = questioning()
    first, second, third = waiting(sitting.state)
    sitting.do(ask, "how did you arrive at a budget", aims=("P4",), parked=first.seq)
    assert waiting(sitting.state) == (second, third)
    assert sitting.state.questions[-1].parked == first.seq
    sitting.do(undo)
    assert waiting(sitting.state) == (first, second, third)


def test_older_records_find_it_by_its_words() -> None:
    sitting = questioning()
    sitting.do(ask, "Who signed")
    assert [remark.text for remark in waiting(sitting.state)] == ["the budget  #P4", ""]


def test_what_was_answered_without_being_asked_is_dropped_once() -> None:
    sitting = questioning()
    first, *others = waiting(sitting.state)
    assert sitting.do(drop, first.seq) == (ParkedDropped(first.seq),)
    assert list(waiting(sitting.state)) == others
    assert "already" in sitting.refused(drop, first.seq).sentence
    sitting.do(undo)
    assert waiting(sitting.state)[0] == first


def test_a_question_typed_late_is_parked_at_its_first_key() -> None:
    sitting = Acting("M1").begun().wait(2)
    began = sitting.now
    sitting.wait(0.5).do(park, "the budget", began)
    assert waiting(sitting.state)[0].clock_ms == 2 * MINUTE
