"""A dialog leaves the clock in sight, takes only its own keys, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from data.record.entries import Deviation, GapJudged, PhaseEnded
from screens.help import HelpScreen
from tests.screens.acted import MINUTE, Acted
from tests.screens.living import Live, closing, live


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


async def confirm(shown: Live) -> str:
    await shown.press("E")
    return "y yes"


async def ask(shown: Live) -> str:
    await shown.go(121 * MINUTE)
    await shown.press("q")
    return "Enter save"


async def choose(shown: Live) -> str:
    await shown.sleep(190_000)
    return "1-2 choose"


@pytest.mark.parametrize("opened", [confirm, ask, choose])
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)])
async def test_name_and_clock_stay_in_sight_above_it(
    acted: Acted, size: tuple[int, int], opened: object
) -> None:
    async with live(acted, size=size) as shown:
        before = shown.seen.splitlines()
        keys = await opened(shown)  # type: ignore[operator]  # one of the openers
        after = shown.seen.splitlines()
        assert after[0].startswith(" Testa Example")
        assert keys in shown.seen
        clock = next(place for place, line in enumerate(before) if "13:00:00" in line)
        if opened is not choose:
            assert "13:12:00" in after[clock]
        assert "discretion ends" in after[clock] or "/ 13:12:00" in after[clock] or opened is ask
        word = "OVERTIME" if opened is ask else "RUNNING"
        assert word in after[clock - 1]
        assert f"{'Q' if size[0] == 40 else 'questions'} 0/10" in after[clock + 1]


async def test_what_does_not_fit_is_scrolled_and_the_keys_stay(acted: Acted) -> None:
    async with live(acted, size=(40, 12)) as shown:
        await shown.go(121 * MINUTE)
        await shown.press("q")
        assert "The allotted time is over" in shown.seen
        assert "recorded as a deviation" not in shown.seen
        await shown.press(*["down"] * 6)
        assert "deviation." in shown.seen
        assert "Enter save" in shown.seen
        await shown.press(*["up"] * 6)
        assert "The allotted time is over" in shown.seen


@pytest.mark.parametrize("character", ["\u00b2", "\u0663", "\u2460", "0", "3", "9"])
async def test_only_the_digits_on_the_list_choose(acted: Acted, character: str) -> None:
    async with live(acted) as shown:
        await choose(shown)
        shown.window.post_message(events.Key(character, character))
        await shown.pilot.pause()
        assert "Does this time count?" in shown.seen
        assert not shown.of(GapJudged)


@pytest.mark.parametrize("key", ["escape", "f4"])
async def test_what_was_typed_waits_for_the_same_question(acted: Acted, key: str) -> None:
    acted.wait(121)
    async with live(acted) as shown:
        await shown.press("q")
        await shown.type("she asked ")
        await shown.press(key)
        assert not shown.state.questions
        await shown.press("A")
        assert "she asked" not in shown.seen, "another question"
        await shown.press("escape", "q")
        await shown.type("for it")
        await shown.press("enter")
        assert shown.of(Deviation)[0].reason == "she asked for it"
        await shown.press("q")
        assert "she asked" not in shown.seen.split("Type the reason")[1]


async def test_what_was_typed_waits_also_while_another_screen_is_shown(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("A")
        await shown.type("power")
        await shown.press("escape")
        watch = shown.screen._saving
    async with live(acted, watch=watch) as shown:
        await shown.press("A")
        assert "power" in shown.seen


async def test_the_help_key_leaves_no_dialog(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("A")
        await shown.type("power?")
        await shown.press("f1")
        assert not isinstance(shown.window.screen, HelpScreen)
        assert "power?" in shown.seen


async def test_what_was_emptied_by_hand_does_not_come_back(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("A")
        await shown.type("power")
        await shown.press("escape", "A", "ctrl+u", "escape", "A", "enter")
        assert "Type an answer first" in shown.seen


async def test_nothing_but_y_confirms(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("E", "E", "enter", "space", "1", "down", "n")
        assert not shown.of(PhaseEnded)
        await shown.press("E", "y")
        assert shown.of(PhaseEnded)
