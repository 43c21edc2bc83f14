"""What is hidden stays hidden, and loses nothing: not what was typed, not what was asked for."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from screens.cover import Cover
from screens.dialogs import Read
from screens.form import AssessmentForm
from screens.home import HomeScreen
from screens.journey import JourneyScreen
from screens.navigation import GoHome
from screens.prepare import PrepareScreen
from tests.epa_tui.hands import opened
from tests.screens.acted import seen

HIDDEN = "Everything is hidden. F8 shows it again."


async def test_keys_behind_the_cover_do_nothing_and_what_was_typed_waits(tmp_path: Path) -> None:
    async with opened(tmp_path, "M1") as hands:
        await hands.press("e")
        await hands.shows(AssessmentForm)
        await hands.press("end", *"ic", "f8")
        await hands.sees(HIDDEN)
        await hands.press(*"xyz", "enter", "f2", "escape", "q", "f1", "ctrl+p")
        assert seen(hands.app).split() == HIDDEN.split()
        await hands.press("f8")
        await hands.shows(AssessmentForm)
        field = hands.app.focused
        assert isinstance(field, Input) and field.value.endswith("ic")


async def test_nothing_comes_before_the_cover_that_was_asked_for_before_it(tmp_path: Path) -> None:
    async with opened(tmp_path, "M1") as hands:
        await hands.pilot.press("j", "f8")
        await hands.sees(HIDDEN)
        for _ in range(5):
            await hands.pilot.pause()
        assert isinstance(hands.app.screen, Cover)
        await hands.press("f8")
        await hands.shows(JourneyScreen)


async def test_the_key_hides_what_the_key_before_it_has_shown(tmp_path: Path) -> None:
    async with opened(tmp_path, "M1") as hands:
        await hands.press("enter")
        await hands.shows(PrepareScreen)
        await hands.pilot.press("h", "f8")
        await hands.sees(HIDDEN)
        assert "Testa" not in seen(hands.app)
        await hands.press("f8")
        await hands.shows(HomeScreen)


async def test_what_is_told_meanwhile_is_seen_afterwards(tmp_path: Path) -> None:
    async with opened(tmp_path, "M1") as hands:
        hands.app.say("Testa Example is opened.")
        await hands.sees("Testa Example is opened.")
        await hands.press("f8")
        assert seen(hands.app).split() == HIDDEN.split()
        hands.app.say("Testa Example was not saved.")
        await hands.press("x")
        assert seen(hands.app).split() == HIDDEN.split()
        await hands.press("f8")
        await hands.sees("Testa Example was not saved.")


async def test_what_ends_beneath_the_cover_leaves_it_where_it_is(tmp_path: Path) -> None:
    async with opened(tmp_path, "M1") as hands:
        await hands.press("e")
        await hands.shows(AssessmentForm)
        form = hands.app.screen
        assert isinstance(form, AssessmentForm)
        await hands.press("f8")
        form.dismiss(None)  # as a form does whose work beside it is done
        await hands.press("x")
        assert seen(hands.app).split() == HIDDEN.split()
        await hands.press("f8")
        await hands.shows(HomeScreen)
        await hands.press("f8", "f8")
        assert "Testa" in seen(hands.app)


async def test_a_question_waits_and_a_way_home_ends_beneath_the_cover(tmp_path: Path) -> None:
    async with opened(tmp_path, "M1") as hands:
        await hands.press("enter")
        await hands.shows(PrepareScreen)
        await hands.press("f8")
        hands.app.run_worker(hands.app.push_screen_wait(Read("Testa Example", "handed over")))
        await hands.press("x")
        assert seen(hands.app).split() == HIDDEN.split()
        await hands.press("f8")
        await hands.shows(Read)
        await hands.press("enter", "f8")
        hands.app.post_message(GoHome())
        await hands.press("x")
        assert seen(hands.app).split() == HIDDEN.split()
        await hands.press("f8")
        await hands.shows(HomeScreen)
