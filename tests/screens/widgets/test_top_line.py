"""The top line names the apprentice first, and is loud where something is not saved."""

from __future__ import annotations

import pytest

from screens.widgets.top_line import Lamp, TopLine
from tests.screens.widgets.showing import showing

FACTS = ("Testa Example", "M2", "option 1", "1st attempt", "ST0792 1.1")
PROBLEM = "The disk is full. Free some space: epa_tui tries again by itself."


async def written(facts: tuple[str, ...], lamp: Lamp, width: int = 80, here: bool = True) -> str:
    line = TopLine()
    async with showing(line, size=(width, 3)) as shown:
        line.facts, line.lamp, line.keys_here = facts, lamp, here
        await shown.pilot.pause()
        assert line.has_class("-failed") is lamp.failed
        assert line.has_class("-elsewhere") is not here
        return shown.lines[0]


async def test_who_stands_left_and_whether_it_is_saved_right() -> None:
    line = await written(FACTS, Lamp(recording="2:13"))
    assert line.startswith(" Testa Example  M2  option 1")
    assert line.endswith("rec 2:13   ● saved")


@pytest.mark.parametrize(
    ("width", "end"),
    [
        (100, "in writing  option 1"),
        (80, "5 min  questions also…"),
        (60, "M1  +25%"),
    ],
)
async def test_how_a_sitting_is_held_is_cut_before_it_is_left_out(width: int, end: str) -> None:
    effects = ("+25%", "breaks 3 x 5 min", "questions also in writing")
    line = await written(
        ("Testa Example", "M1", *effects, "option 1"), Lamp(recording="2:13"), width
    )
    assert line.removesuffix("rec 2:13   ● saved").rstrip().endswith(end)


async def test_what_is_being_saved_looks_different_without_colour() -> None:
    assert (await written(FACTS, Lamp("saving"))).endswith("○ saving")


async def test_results_that_wait_are_told_quietly() -> None:
    assert (await written(FACTS, Lamp(waiting=2))).endswith("2 to send   ● saved")


async def test_on_a_narrow_line_the_name_comes_before_what_waits() -> None:
    line = await written(FACTS, Lamp(waiting=12, recording="0:15"), 40)
    assert line.startswith(" Testa Example") and "to send" not in line


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
async def test_a_failure_is_in_the_line_at_every_width(width: int) -> None:
    line = await written(FACTS, Lamp("NOT SAVED", failed=True, problem=PROBLEM), width)
    assert "NOT SAVED" in line
    assert line.startswith(" Test")
    assert ("The disk is full" in line) is (width >= 60)


async def test_a_failure_is_said_also_while_keys_go_elsewhere() -> None:
    line = await written(FACTS, Lamp("NOT SAVED", failed=True), here=False)
    assert "NOT SAVED" in line
    assert "KEYS GO TO ANOTHER WINDOW" in line


async def test_where_keys_go_is_said_on_a_small_terminal_too() -> None:
    assert "KEYS ELSEWHERE" in await written(FACTS, Lamp(), 40, here=False)


@pytest.mark.parametrize("width", [1, 12, 40, 80])
async def test_a_name_of_wide_letters_never_pushes_the_lamp_out(width: int) -> None:
    line = await written(("山田" * 60, "M2"), Lamp(), width)
    if width >= 40:
        assert line.endswith("● saved")


async def test_a_name_with_brackets_is_text() -> None:
    assert "[K1] Ada [/x]" in await written(("[K1] Ada [/x]",), Lamp())
