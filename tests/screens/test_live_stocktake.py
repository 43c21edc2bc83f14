"""The glance is complete at 80x24 and keeps figures and codes on a narrow terminal."""

from __future__ import annotations

import pytest

from data.record.entries import Mark, Marked, Parked, PhaseEnded, PhaseStarted, QuestionAsked
from data.standards.bank import NO_BANK
from screens.live_stocktake import stocktake_facts
from screens.widgets.stocktake import StocktakeFacts, telling, written
from tests.data.record.sittings import MINUTE, Sitting, shipped


def halfway(*heard: str) -> StocktakeFacts:
    """An hour into a discussion with two questions and something parked."""
    sitting = Sitting(shipped(), "M2", "1")
    sitting.add(PhaseStarted("discussion"))
    sitting.add(QuestionAsked())
    sitting.add(Parked("the permit", 0))
    sitting.add(QuestionAsked())
    for code in heard:
        sitting.add(Marked(Mark(code)))
    sitting.wait(60 * MINUTE)
    return stocktake_facts(sitting.state, sitting.now, NO_BANK)


def lines(facts: StocktakeFacts, width: int, height: int) -> list[str]:
    return [line.plain.rstrip() for line in written(facts, width, height)]


def test_with_nothing_heard_everything_is_there_at_80x24() -> None:
    shown = lines(halfway(), 78, 18)
    assert len(shown) <= 18
    assert shown[0] == ("pace         0 of 22 pass heard, 1:00:00 left: 2:43 each, 60 min behind")
    assert shown[1] == "questions    2 of at least 10 asked, 8 to go"
    assert shown[2].startswith("room         for 5 more, the last by ")
    assert shown[2].endswith("12:00 each (even plan)")
    assert shown[-1] == "parked       parked at 0:00  the permit"
    whole = "\n".join(shown)
    for code in (*(f"P{n}" for n in range(1, 14)), *(f"O{n}" for n in range(1, 10)), "D1", "OD1"):
        assert f"{code} " in whole, code
    assert "P4   …monitored and controlled" in whole, "with what tells it from the others"


def test_a_higher_screen_shows_more_of_each_text() -> None:
    low, high = (lines(halfway(), 118, height) for height in (18, 34))
    assert "sets and/or on location." not in "\n".join(low)
    assert "sets and/or on location." in "\n".join(high)
    assert len(low) <= 18 < len(high) <= 34


def test_texts_are_told_apart_by_what_they_do_not_share() -> None:
    texts = ["Explains how they have won", "Explains how they have lost it all", "Explains why"]
    assert telling(texts, 20) == ["…won", "…lost it all", "Explains why"]
    assert telling(texts, 40) == texts
    assert telling(["Explains how they did", "Explains how they did"], 5) == ["…did", "…did"]
    assert telling([], 5) == []


def test_doors_stand_beside_what_was_heard() -> None:
    shown = lines(halfway("P1", "P10"), 78, 18)
    assert "doors        D2 beside P1   D3 beside P10" in shown
    assert not any(line.startswith("P1 ") for line in shown)


@pytest.mark.parametrize(("width", "height"), [(38, 7), (34, 5), (58, 13), (78, 18), (118, 34)])
def test_nothing_is_wider_or_higher_than_the_terminal(width: int, height: int) -> None:
    shown = lines(halfway("P1", "P4", "P8", "O2"), width, height)
    assert len(shown) <= height
    assert all(len(line) <= width for line in shown)


def test_a_narrow_terminal_keeps_pace_room_codes_and_doors() -> None:
    assert lines(halfway("P1"), 38, 7) == [
        "1/22 pass  2:51 each, 54 min behind",
        "questions 2/10  room for 5 more",
        "P2-P13 O1-O9",
        "D1 D2 D3 OD1",
        "doors D2",
        "parked 1",
    ]


def test_a_low_terminal_lists_codes_without_their_texts() -> None:
    shown = lines(halfway(), 58, 13)
    assert "pass         P1-P13  O1-O9" in shown
    assert "distinction  D1  D2  D3  OD1" in shown


def test_with_everything_heard_time_and_questions_stay() -> None:
    everything = [d.code for d in Sitting(shipped(), "M2", "1").state.criteria]
    shown = lines(halfway(*everything), 78, 18)
    assert shown[0] == "pace         22 of 22 pass heard, 1:00:00 left"
    assert not any(line.startswith(("P", "doors")) for line in shown if not line.startswith("pa"))


def test_after_the_time_nothing_more_fits() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(PhaseStarted("presentation"))
    sitting.add(PhaseEnded("presentation"))
    sitting.add(PhaseStarted("questioning"))
    sitting.wait(36 * MINUTE)
    late = lines(stocktake_facts(sitting.state, sitting.now, NO_BANK), 78, 18)
    assert "room         for no more; 6:40 each (even plan)" in late
    sitting.wait(5 * MINUTE)
    over = lines(stocktake_facts(sitting.state, sitting.now, NO_BANK), 78, 18)
    assert not any(line.startswith("room") for line in over)
