"""What is said to reach a descriptor before a sitting is what the planner counts."""

from __future__ import annotations

from data.record.entries import AskedBefore, PortfolioListed, QuestionPlanned
from data.rules.asked_before import locked
from screens.prepare_parts import PORTFOLIO, QUESTIONS, keys_of
from screens.prepare_reach import reach_rows, reached_by
from tests.data.record.sittings import Sitting, shipped


def _reached(sitting: Sitting) -> dict[str, tuple[str, ...]]:
    state = sitting.state
    out = frozenset(locked(state))
    found = {each.code: reached_by(state, each, out) for each in state.criteria}
    return {code: signs for code, signs in found.items() if signs}


def test_pieces_and_questions_reach_by_code_or_ksb_and_what_was_asked_before_does_not() -> None:
    sitting = Sitting(shipped(), "M2", "1")
    sitting.add(PortfolioListed(4, "Call sheets", ("S8",)))
    sitting.add(QuestionPlanned(1, "Who was told?", ("P7",)))
    sitting.add(QuestionPlanned(2, "How was it booked?", ("K3",)))
    assert _reached(sitting) == {"P1": ("?2", "@4"), "P7": ("?1",), "D2": ("@4",)}
    sitting.add(AskedBefore("first", 1, ("Who was told?",)))
    assert _reached(sitting) == {"P1": ("?2", "@4"), "D2": ("@4",)}
    shown = "\n".join(row.content.plain for row in reach_rows(sitting.state, 60))
    assert "Pass: 1 of 22 are reached" in shown
    assert "@2  piece 2 of the portfolio" in shown
    assert max(map(len, shown.split("\n"))) <= 60


def test_the_bottom_line_names_only_keys_that_do_something_in_the_part() -> None:
    titles = {part: [action.title for action in keys_of(part)] for part in (PORTFOLIO, QUESTIONS)}
    assert titles[PORTFOLIO][:2] == ["List", "Question"]
    assert titles[QUESTIONS][:3] == ["Write", "Take off", "Bank"]
    assert all(each[-1] == "Help" and "Go live" in each for each in titles.values())
