"""A digit credits what shows it, and shows the same as long as one answer lasts."""

from __future__ import annotations

import pytest

from data.record.entries import (
    Mark,
    Marked,
    Noted,
    Paused,
    PhaseEnded,
    PhaseStarted,
    QuestionAsked,
    ReportMarked,
    Undone,
)
from data.rules.crediting import credit, credits_given, slots
from data.rules.refused import Refused
from tests.data.record.sittings import MINUTE, Sitting, shipped

FIRST = ("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9")


def discussion() -> Sitting:
    sitting = Sitting(shipped(), "M2", "1")
    sitting.add(PhaseStarted("discussion"))
    return sitting


def press(sitting: Sitting, number: int) -> int:
    (body,) = credit(sitting.state, sitting.now, number)
    return sitting.add(body)


def test_the_digits_stand_still_during_an_answer_and_move_up_with_the_next_question() -> None:
    sitting = discussion()
    assert slots(sitting.state) == FIRST
    sitting.add(QuestionAsked())
    press(sitting, 2)
    press(sitting, 5)
    sitting.add(QuestionAsked(main=False))
    sitting.add(Noted("", (Mark("K3"),)))
    assert slots(sitting.state) == FIRST, "neither a follow-up nor a note moves them"
    sitting.add(QuestionAsked())
    assert slots(sitting.state) == ("P3", "P4", "P6", "P7", "P8", "P9", "P10", "P11", "P12")


def test_distinctions_get_digits_when_few_are_left() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    for code in ("P1", "P2", "P3"):
        sitting.add(ReportMarked(code, evidenced=True))
    sitting.add(PhaseStarted("presentation"))
    assert slots(sitting.state) == ("P4", "P5", "P6", "P7", "D1", "D2", "D3")
    press(sitting, 5)
    sitting.wait(20 * MINUTE)
    sitting.add(PhaseEnded("presentation"))
    assert slots(sitting.state) == ()
    sitting.add(PhaseStarted("questioning"))
    assert slots(sitting.state) == ("P4", "P5", "P6", "P7", "D2", "D3")


def test_a_credit_is_stamped_and_can_be_undone() -> None:
    sitting = discussion()
    sitting.wait(5 * MINUTE)
    taken = press(sitting, 3)
    assert sitting.entries[-1].body == Marked(Mark("P3"), None, 5 * MINUTE)
    with pytest.raises(Refused, match="P3 was heard already"):
        press(sitting, 3)
    sitting.add(Undone(taken))
    assert slots(sitting.state) == FIRST
    press(sitting, 3)


@pytest.mark.parametrize("number", [0, 8, 9, 10])
def test_a_digit_that_stands_for_nothing_says_so(number: int) -> None:
    sitting = Sitting(shipped(), "M1", "1")
    for code in ("P1", "P2", "D1"):
        sitting.add(ReportMarked(code, evidenced=True))
    sitting.add(PhaseStarted("presentation"))
    with pytest.raises(Refused, match="stands for nothing"):
        press(sitting, number)


def test_nothing_is_credited_while_the_clock_stands() -> None:
    waiting = Sitting(shipped(), "M2", "1")
    with pytest.raises(Refused):
        press(waiting, 1)
    sitting = discussion()
    sitting.add(Paused("comfort break"))
    with pytest.raises(Refused, match="paused"):
        press(sitting, 1)


@pytest.mark.parametrize(
    ("aims", "codes"),
    [
        ((), ()),
        (("P4",), ("P6", "K8")),
        (("P6",), ("P4", "K5")),
        (("K8",), ("P4", "K5")),
        (("P4", "P6"), ()),
    ],
)
def test_unexpected_is_what_the_open_question_was_not_aimed_at(
    aims: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(PhaseStarted("presentation"))
    sitting.add(Marked(Mark("P1")))
    sitting.add(PhaseEnded("presentation"))
    sitting.add(PhaseStarted("questioning"))
    sitting.add(QuestionAsked(aims=aims))
    for code in ("P4", "P6", "K8", "K5"):
        sitting.add(Marked(Mark(code)))
    surprising = [each.mark.code for each in credits_given(sitting.state) if each.unexpected]
    assert tuple(surprising) == codes


def test_a_follow_up_widens_what_is_expected_and_a_phase_ends_it() -> None:
    sitting = discussion()
    sitting.add(QuestionAsked(aims=("P1",)))
    sitting.add(Marked(Mark("P2")))
    sitting.add(QuestionAsked(main=False, aims=("P2",)))
    sitting.add(Marked(Mark("P2", "+")))
    sitting.add(PhaseEnded("discussion"))
    sitting.add(Marked(Mark("P9")))
    told = [
        (str(each.mark.code + each.mark.sign), each.unexpected)
        for each in credits_given(sitting.state)
    ]
    assert told == [("P2", True), ("P2+", False), ("P9", False)]


def test_marks_on_notes_are_no_credits() -> None:
    sitting = discussion()
    note = sitting.add(Noted("two quotes", (Mark("P1"),)))
    sitting.add(Marked(Mark("P2"), note))
    assert credits_given(sitting.state) == ()
