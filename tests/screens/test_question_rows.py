"""How many questions are needed, and what the bank holds besides, in rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.entries import AskedBefore
from data.rules import prepare_guards
from data.standards.bank import NO_BANK, Bank, BankQuestion
from screens.proposals import Proposals
from screens.question_rows import plan_words, question_rows
from tests.screens.acted import HOSTILE, Acted
from tests.screens.living import closing

BANK = Bank(
    (
        BankQuestion("mill", "What if the mill falls through?", ("P3", "D3")),
        BankQuestion("kit", "How did the kit list come about?", ("P2",)),
    ),
    told=("own.toml: question far, aims: P99 is no descriptor. Correct the code.",),
)


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M1")) as acted:
        yield acted


def words(acted: Acted) -> str:
    planning = Proposals()
    planning.of(acted.record.state)
    return plan_words(acted.record.state, planning.plan)


def lines(acted: Acted, bank: Bank = NO_BANK, width: int = 80) -> list[str]:
    planning = Proposals()
    planning.of(acted.record.state)
    rows = question_rows(acted.record.state, width, planning.plan, bank)
    return [" ".join(row.content.plain.split()) for row in rows]


def plan(acted: Acted, *questions: tuple[str, tuple[str, ...]]) -> Acted:
    for text, aims in questions:
        acted.do(prepare_guards.plan_question, text, aims)
    return acted


def test_it_says_how_many_are_needed_and_what_none_reaches(acted: Acted) -> None:
    assert words(acted) == "No question is planned yet."
    plan(acted, ("Narrow?", ("P1",)))
    assert words(acted) == (
        "Your one question reaches 1 of 7 open pass descriptors. "
        "No question reaches P2-P7 D1 D2 D3."
    )
    plan(acted, ("First half?", ("P1", "P2", "P3", "P4", "D1")))
    plan(acted, ("Second half?", ("P5", "P6", "P7")), ("And beyond?", ("D2",)))
    assert words(acted) == (
        "2 of your 4 questions reach all 7 open pass descriptors; 1 more reaches 2 of 3 open "
        "distinction descriptors. No question reaches D3."
    )
    plan(acted, ("All of it?", tuple(d.code for d in acted.record.state.criteria)))
    assert words(acted) == (
        "1 of your 5 questions reaches all 7 open pass descriptors and all 3 open distinction "
        "descriptors."
    )
    for descriptor in acted.record.state.criteria:
        if descriptor.code == "D1":
            assert (
                words(acted) == "1 of your 5 questions reaches all 3 open distinction descriptors."
            )
        acted.do(prepare_guards.mark_report, descriptor.code, True)
    assert words(acted) == "The report evidences every descriptor: no question is needed."


def test_the_needed_ones_are_marked_and_the_bank_stands_below(acted: Acted) -> None:
    plan(acted, ("Narrow?", ("P1",)), ("Wide?", ("P1", "P2")))
    shown = lines(acted, BANK)
    assert shown[2:5] == ["1 Narrow? P1", "2 * Wide? P1 P2", "+ Add a question of your own"]
    assert shown[6:9] == [
        "In your question bank: b takes 2 questions, Enter one",
        "b What if the mill falls through? P3 D3 mill",
        "b How did the kit list come about? P2 kit",
    ]
    assert shown[-1].startswith("own.toml: question far, aims: P99")


def test_what_was_asked_at_the_first_attempt_is_greyed_and_said(acted: Acted) -> None:
    plan(acted, ("How did it begin?", ("P1",)))
    told = AskedBefore("first", 1, ("how did it begin",), ("bank mill", "bank kit"))
    acted.record.add(acted.ticker.now, told)
    shown = lines(acted, BANK)
    assert shown[2] == "1 How did it begin? asked at the first attempt P1"
    assert shown[5] == "In your question bank"
    assert shown[6] == "- What if the mill falls through? asked at the first attempt P3 D3 mill"
    assert "Your one" not in shown[0]


@pytest.mark.parametrize("width", [12, 37, 77])
def test_hostile_words_are_only_words(acted: Acted, width: int) -> None:
    bank = Bank((BankQuestion("x", HOSTILE, ("P1",)),), told=(HOSTILE,))
    plan(acted, (HOSTILE, ("P1",)))
    text = "\n".join(lines(acted, bank, width))
    assert "[K1]" in text
    assert "\x1b" not in text
