from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.entries import Judged
from data.rules import clock_guards, judging
from screens.judge import JudgeScreen
from screens.navigation import GoHome, OpenSitting
from screens.widgets.descriptor_list import STANDS_IN
from tests.screens.acted import HOSTILE, Acted, Around, made_up, seen
from tests.screens.judging import around, press, typed

SIZES = [(80, 24), (96, 40), (120, 40), (60, 20), (40, 12), (20, 5)]


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    made = Acted(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def discussion(tmp_path: Path) -> Iterator[Acted]:
    made = Acted(tmp_path / "home", "M2", "2")
    yield made
    made.close()


async def test_before_the_last_phase_has_ended_nothing_of_a_grade_is_seen(acted: Acted) -> None:
    acted.asking().noted("something", ("P1", "+"))
    app = Around(JudgeScreen(acted.record, acted.ticker))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "m", "enter", "n", "r", "S", "l")
        shown = seen(app)
    assert "locked until the last phase has ended" in shown
    assert "Questioning is under way" in shown
    for word in ("grade", "met", "undecided", "pass", "distinction"):
        assert word not in shown.lower()
    assert not acted.record.state.judgements


async def test_an_organisation_may_allow_judgements_during_the_sitting(acted: Acted) -> None:
    acted.asking()
    app = Around(JudgeScreen(acted.record, acted.ticker, during=True))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "m")
    assert [remark.rule for remark in acted.record.state.deviations] == [
        "judged during the sitting"
    ]


async def test_enter_judges_as_the_live_marks_propose_and_cites_the_notes(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "The live marks propose: met" in seen(app)
        await press(pilot, "enter")
        assert "● met" in seen(app)
        assert "9 of 10 undecided" in seen(app)
    judgement = acted.kept().judgements["P1"]
    note = next(iter(acted.record.state.notes))
    assert judgement == Judged("P1", True, "", (note,))


async def test_ten_confirmations_are_ten_enters(acted: Acted) -> None:
    acted.asking().asked(6)
    for descriptor in acted.record.state.criteria:
        acted.noted("told", (descriptor.code, "+"))
    acted.over()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, *["enter"] * 10)
        assert "all descriptors are met" in seen(app)
        assert not app.refused
        await press(pilot, "enter")
    assert app.refused == ["D3 is judged. Change it with m met or n not met."]


async def test_the_cursor_goes_on_past_what_is_judged_and_back_with_undo(acted: Acted) -> None:
    acted.heard().do(judging.judge, "P3", True)
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "m")
        assert "P2  pass" in seen(app)
        await press(pilot, "n", *"no", "enter")
        assert "P4  pass" in seen(app)
        await press(pilot, "u")
        assert "P2  pass" in seen(app)
    assert set(acted.record.state.judgements) == {"P1", "P3"}


async def test_undo_does_nothing_while_the_judgements_are_locked(acted: Acted) -> None:
    acted.asking().noted("kept live")
    app = Around(JudgeScreen(acted.record, acted.ticker))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "1 of 2 phases has ended." in seen(app)
        await press(pilot, "u")
    assert len(acted.record.state.notes) == 1
    assert "locked" in app.refused[0]


async def test_a_descriptor_says_that_its_own_tag_proposes_it(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        ksbs = len(acted.record.state.criteria[0].ksbs)
        assert f"0 of {ksbs} heard, tagged itself: +" in seen(app)
        await press(pilot, "down")
        assert "tagged itself" not in seen(app)


async def test_an_overall_grade_is_said_once(acted: Acted) -> None:
    acted.heard().sealed("P3")
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        line = next(line for line in seen(app).splitlines() if "Overall" in line)
    assert line.split() == ["Overall,", "provisional:", "fail", "M1", "fail,", "M2", "open"]


async def test_enter_without_a_proposal_judges_nothing_and_says_so(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "down", "enter")
    assert not acted.record.state.judgements
    assert app.refused == ["Nothing is proposed for P2. Judge it: m met or n not met."]


async def test_tab_goes_to_the_next_undecided_and_round(acted: Acted) -> None:
    acted.heard().do(judging.judge, "P2", True)
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "tab")
        assert "P3  pass" in seen(app)
        await press(pilot, "end", "tab")
        assert "P1  pass" in seen(app)


async def test_undo_takes_the_judgement_back_but_nothing_kept_live(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "m", "u")
        assert not acted.record.state.judgements
        before = len(acted.record.state.entries)
        await press(pilot, "u")
    assert len(acted.record.state.entries) == before
    assert "What was kept live stays" in app.refused[0]


async def test_the_closing_words_come_first_when_the_sitting_has_just_ended(acted: Acted) -> None:
    acted.heard()
    app = Around(JudgeScreen(acted.record, acted.ticker))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "I cannot say anything about the outcome today." in " ".join(seen(app).split())
        for _ in range(3):
            assert app.screen is not app.shown
            acted.wait(0.2)
            await press(pilot, "enter")
        assert app.screen is app.shown
        await press(pilot, "k")
        assert "Closing words" in seen(app)
    assert [line.script for line in acted.record.state.conduct.lines] == ["closing"] * 3
    again = Around(JudgeScreen(acted.record, acted.ticker))
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert again.screen is again.shown, "it was read"


async def test_a_statement_that_stands_in_is_marked(discussion: Acted) -> None:
    discussion.heard()
    app = around(discussion)
    async with app.run_test(size=(96, 40), notifications=True) as pilot:
        await pilot.pause()
        assert STANDS_IN not in seen(app)
        await press(pilot, *["down"] * 13)
        assert "O1  pass, option 2" in seen(app)
        assert STANDS_IN in seen(app)


async def test_levels_of_another_standard_are_listed_in_their_order(tmp_path: Path) -> None:
    acted = Acted(tmp_path / "home", "A", "a", made_up()).heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        shown = seen(app)
        assert shown.index("Pass  2 left") < shown.index("Merit  1 left")
        assert shown.index("Merit  1 left") < shown.index("Distinction  1 left")
    acted.close()


async def test_an_abandoned_sitting_has_nothing_to_judge(acted: Acted) -> None:
    acted.asking().do(clock_guards.end_sitting, "abandoned", "the building was cleared")
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "this sitting has nothing to judge" in seen(app)


async def test_the_ways_out(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "v", "h")
    opened, home = app.asked
    assert isinstance(opened, OpenSitting) and opened.task == "record"
    assert isinstance(home, GoHome)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_as_typed_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    acted = Acted(tmp_path / "home", given_names="[K1] Ada [/x]", family_name="[bold]")
    acted.heard(HOSTILE).do(judging.judge, "P1", False, HOSTILE)
    acted.do(judging.give_feedback, "P1", HOSTILE)
    app = around(acted)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "right", "right", "left")
        shown = seen(app)
        assert "\x1b" not in shown and "\u202e" not in shown
        assert ("too small: 40x12" in shown) == (size == (20, 5))
        if size[0] >= 80:
            assert "[K1] Ada [/x] [bold]" in shown
        await press(pilot, "down", "v")
        assert len(shown.split("\n")) == size[1]
    acted.close()


def told(app: Around) -> str:
    return " ".join(notification.message for notification in app._notifications)


async def test_words_that_contradict_the_judgement_are_told_and_kept(acted: Acted) -> None:
    acted.heard().judged("P1")
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "f")
        await typed(pilot, "Excellent work throughout.")
        assert "the words praise, the judgement says not met" in told(app)
        assert acted.record.state.feedback["P1"] == "Excellent work throughout."
        app.clear_notifications()
        await press(pilot, "o")
        await typed(pilot, "Very good. Better than most candidates.")
        assert "the words praise, the grade is fail" in told(app)
        assert "other apprentices" in told(app)
        await press(pilot, "S")
        assert "! P1 feedback: the words praise" in seen(app), "once more before the seal"
        await press(pilot, "y")
    assert acted.record.state.sealed, "and it keeps nobody from sealing"
