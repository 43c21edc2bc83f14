"""A door opens when a pass descriptor is heard, leads to its distinction, and opens once."""

from __future__ import annotations

import pytest

from data.record.entries import (
    AskedBefore,
    Mark,
    Marked,
    Noted,
    Paused,
    PhaseEnded,
    PhaseStarted,
    QuestionAsked,
)
from data.rules.doorway import Door, doors, doorway, lift
from data.rules.refused import Refused
from data.standards.bank import NO_BANK, Bank
from tests.data.record.sittings import Sitting, shipped

BANK = Bank(stems={("P4", "D2"): "What would you save next time?", ("P6", "D3"): "What may fail?"})


def questioning() -> Sitting:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(PhaseStarted("presentation"))
    sitting.add(PhaseEnded("presentation"))
    sitting.add(PhaseStarted("questioning"))
    return sitting


def asked(*aims: str) -> Sitting:
    sitting = questioning()
    sitting.add(QuestionAsked(aims=aims))
    return sitting


def test_a_shared_ksb_is_a_door_and_the_bank_has_its_words() -> None:
    sitting = asked("P4")
    assert doorway(sitting.state, BANK) is None
    sitting.add(Marked(Mark("P4")))
    shared = ("K5", "K12")
    assert doorway(sitting.state, NO_BANK) == Door("P4", "D2", shared, "")
    assert doorway(sitting.state, BANK) == Door(
        "P4", "D2", shared, "What would you save next time?"
    )


def test_the_bank_opens_a_door_between_descriptors_that_share_nothing() -> None:
    sitting = asked()
    sitting.add(Noted("booked the crew", (Mark("P6", "+"),)))
    assert doorway(sitting.state, NO_BANK) is None
    assert doorway(sitting.state, BANK) == Door("P6", "D3", (), "What may fail?")


def test_a_door_closes_with_the_next_question_and_does_not_open_again() -> None:
    sitting = asked()
    sitting.add(Marked(Mark("P4")))
    sitting.add(QuestionAsked(main=False))
    assert doorway(sitting.state, BANK) is None
    sitting.add(Marked(Mark("P4", "+")))
    assert doorway(sitting.state, BANK) is None, "it was heard before"
    assert [door.to for door in doors(sitting.state, BANK)] == ["D2"], "it stays in the stocktake"


def test_what_is_heard_higher_up_needs_no_door() -> None:
    sitting = asked()
    sitting.add(Marked(Mark("P4")))
    sitting.add(Marked(Mark("D2")))
    assert doorway(sitting.state, BANK) is None
    assert doors(sitting.state, BANK) == ()


def test_a_ksb_that_both_demand_opens_the_door_until_somebody_asked_for_more() -> None:
    sitting = asked("P4")
    sitting.add(Noted("compared three quotes", (Mark("K5", "+"),)))
    door = doorway(sitting.state, BANK)
    assert door is not None and door.to == "D2", "K5 says nothing of what D2 demands beyond P4"
    sitting.add(QuestionAsked(main=False, aims=("D2",)))
    assert doorway(sitting.state, BANK) is None
    assert [door.to for door in doors(sitting.state, BANK)] == []


def test_a_stem_that_was_asked_at_an_earlier_attempt_is_not_asked_again() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(AskedBefore("first", 1, ("What would you save NEXT time",), ()))
    for body in (PhaseStarted("questioning"), QuestionAsked(), Marked(Mark("P4"))):
        sitting.add(body)
    assert doorway(sitting.state, BANK) == Door("P4", "D2", ("K5", "K12"), "")


@pytest.mark.parametrize("sign", ["-", "?"])
def test_doubt_opens_no_door(sign: str) -> None:
    sitting = asked()
    sitting.add(Marked(Mark("P4", sign)))
    assert doorway(sitting.state, BANK) is None


def test_what_was_heard_last_is_what_is_spoken_of() -> None:
    sitting = asked()
    sitting.add(Marked(Mark("P4")))
    sitting.add(Marked(Mark("P1")))
    found = doorway(sitting.state, BANK)
    assert found is not None
    assert (found.beside, found.to) == ("P1", "D1")


def test_without_an_open_question_there_is_none() -> None:
    sitting = questioning()
    sitting.add(Marked(Mark("P4")))
    assert doorway(sitting.state, BANK) is None
    sitting.add(QuestionAsked())
    assert doorway(sitting.state, BANK) is None, "it was heard before the question"


def test_lifting_asks_a_follow_up_that_is_aimed_at_the_distinction() -> None:
    sitting = asked("P4")
    with pytest.raises(Refused, match="No door is open"):
        lift(sitting.state, sitting.now, BANK)
    sitting.add(Marked(Mark("P4")))
    (follow_up,) = lift(sitting.state, sitting.now, BANK)
    assert follow_up == QuestionAsked("What would you save next time?", False, ("D2",), None, 0)
    (wordless,) = lift(sitting.state, sitting.now, NO_BANK)
    assert wordless == QuestionAsked("", False, ("D2",), None, 0)
    sitting.add(Paused("welfare"))
    with pytest.raises(Refused, match="paused"):
        lift(sitting.state, sitting.now, BANK)
