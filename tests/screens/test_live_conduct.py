"""The live screen around the phases: adjourned and taken up, scripts with the clock in sight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.script_entries import Adjourned, TakenUp
from data.rules import clock_guards
from data.standards.wordings import Wordings
from screens.live_keys import acting_keys
from screens.scripts import Scripts
from tests.screens.acted import MINUTE, Acted
from tests.screens.living import after_a_kill, closing, live, showing

DAY = 24 * 60 * MINUTE


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path / "home", "M1").begun().wait(5)) as acted:
        yield acted


async def test_it_is_adjourned_with_a_reason_and_a_yes_and_stands(begun: Acted) -> None:
    async with live(begun) as shown:
        await shown.press("J")
        await shown.type("fire alarm")
        await shown.press("enter", "n")
        assert not shown.of(Adjourned)
        await shown.press("J", "enter", "y")
        assert shown.state.adjourned
        assert "15:00" in shown.title
        assert "fire alarm" in shown.seen
        assert "PAUSED" in shown.seen
        assert "s Take up" in shown.seen
        await shown.press("p", "r", "E", "q")
        assert "Take it up again" in shown.refused
        await shown.press("b")
        assert "adjourned" in shown.seen
        assert "fire alarm" not in shown.seen
    assert len(begun.kept().conduct.adjournments) == 1


async def test_on_another_day_and_machine_it_is_taken_up_with_the_time_left(
    begun: Acted, tmp_path: Path
) -> None:
    async with live(begun) as shown:
        await shown.press("J")
        await shown.type("fire alarm")
        await shown.press("enter", "y")
    begun.ticker.go(2 * DAY)
    with after_a_kill(begun, tmp_path / "copy") as record:
        async with showing(record, begun.ticker, returning=False) as shown:
            assert "Does this time count" not in shown.seen
            assert len(record.state.entries) == len(begun.record.state.entries)
            await shown.press("s", "1")
            await shown.type("00:04")
            await shown.press("enter", "1", "2")
            assert not shown.of(TakenUp)
            await shown.press("s")
            assert "Not passed today: alone" in shown.seen
            await shown.type("their child came in and left")
            await shown.press("enter")
            clock = shown.state.clock
            assert clock is not None
            assert clock.remaining(begun.ticker.now) == 15 * MINUTE
            await shown.go(MINUTE)
            assert "14:00" in shown.title
            assert "rec 0:04" in shown.seen
            assert [remark.text for remark in shown.state.deviations] == [
                "their child came in and left"
            ]


async def test_asking_again_goes_on_where_it_was_left(begun: Acted) -> None:
    async with live(begun) as shown:
        await shown.press("J")
        await shown.type("fire alarm")
        await shown.press("enter", "y", "s", "2", "q")
        assert not shown.of(TakenUp)
        await shown.press("s", "1", "1", "s")
        assert shown.of(TakenUp)
        lasting = shown.state.adjourned
        assert lasting is None
        keys = [action.title for action in acting_keys(shown.state, begun.ticker.now)]
        assert "Take up" not in keys


async def test_a_script_leaves_the_clock_in_sight_and_the_closing_comes_at_the_end(
    begun: Acted,
) -> None:
    async with live(begun) as shown:
        await shown.press("y")
        assert "15:00" in shown.seen
        assert "RUNNING" in shown.seen
        await shown.press("q", "q")
    begun.over().do(clock_guards.start_phase).over()
    async with live(begun) as shown:
        assert "y reads the closing" in shown.seen
        await shown.press("y")
        assert "Closing words" in shown.seen


def test_words_of_the_user_that_nobody_knows_are_told(tmp_path: Path, begun: Acted) -> None:
    (tmp_path / "preamble.md").write_text("Hello {apprentice} of {teh}.")
    words, told = Scripts(Wordings(tmp_path)).words("preamble", begun.record)
    assert words == ("Hello Testa Example of {teh}.",)
    assert told == "Nobody knows what {teh} stands for: it stays as it is."
