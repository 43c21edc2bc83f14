from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.entries import FeedbackGiven
from data.rules import judging
from screens.judge import JudgeScreen
from screens.writing import Writing
from tests.screens.acted import Acted, Around, seen
from tests.screens.judging import around, press, typed


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    made = Acted(tmp_path / "home")
    yield made
    made.close()


async def test_a_rationale_written_later_stays_where_it_is(acted: Acted) -> None:
    acted.heard().do(judging.judge, "P1", True)
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "r")
        await typed(pilot, "three quotes")
        assert "P1  pass" in seen(app)
    assert acted.record.state.judgements["P1"].rationale == "three quotes"


async def test_not_met_asks_why_and_is_not_kept_without_an_answer(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "n", "enter")
        assert "Type why first." in seen(app)
        assert not acted.record.state.judgements
        await typed(pilot, "no lifecycle named")
        assert "x not met" in seen(app)
        assert "fail" in seen(app)
    assert acted.kept().judgements["P1"].rationale == "no lifecycle named"


async def test_escape_loses_no_text_and_neither_does_a_restart(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "n", "a", "b", "c", "escape")
        assert not acted.record.state.judgements
        assert "Rationale not in the record yet" in seen(app)
        assert "abc" in seen(app)
    record = acted.reopened()
    again = Around(JudgeScreen(record, acted.ticker))
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Rationale not in the record yet" in seen(again)
        await press(pilot, "n", "d", "enter")
        assert record.state.judgements["P1"].rationale == "abcd"
        assert "not in the record yet" not in seen(again)
    assert record.close()


async def test_a_note_left_unfinished_on_the_live_screen_is_not_overwritten(acted: Acted) -> None:
    acted.heard()
    acted.record.keep_draft("half a no", 9, acted.ticker.now)
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "r", "a", "escape")
    again = acted.reopened()
    draft = again.draft
    assert again.close()
    assert draft is not None and draft.text == "half a no"


async def test_a_rationale_may_come_before_the_judgement(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "r")
        await typed(pilot, "three quotes,\ncompared")
        assert not acted.record.state.judgements
        await press(pilot, "m")
    assert acted.record.state.judgements["P1"].rationale == "three quotes,\ncompared"


async def test_what_fast_hands_type_before_the_lines_are_there_is_not_lost(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        writing = Writing("Why?", text="so ")
        await app.push_screen(writing)
        writing.set_focus(None)
        await press(pilot, *"mno")
        assert "so mno" in seen(app)
    assert not acted.record.state.judgements


async def test_feedback_on_a_descriptor_and_on_the_whole(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "f")
        await typed(pilot, "Name the stages.")
        await press(pilot, "o")
        await typed(pilot, "Thank you.")
    bodies = [entry.body for entry in acted.kept().entries[-2:]]
    assert bodies == [FeedbackGiven("P1", "Name the stages."), FeedbackGiven("", "Thank you.")]
