"""The line at the bottom shows the keys that fit, as they act now."""

from __future__ import annotations

import pytest

from screens.actions import BY_ID, Action
from screens.widgets.key_bar import KeyBar
from tests.screens.widgets.showing import showing

ACTIONS = tuple(BY_ID[f"live.{name}"] for name in ("question", "follow_up", "note", "checklist"))


async def test_keys_stand_with_what_they_do() -> None:
    bar = KeyBar(ACTIONS)
    async with showing(bar, size=(80, 3)) as shown:
        assert shown.lines[-1].split("   ") == [
            *(" q Question", "f Follow-up", "n Note", "c Checklist")
        ]


async def test_the_last_keys_are_those_that_work_while_letters_type() -> None:
    bar = KeyBar(())
    async with showing(bar, size=(80, 3)) as shown:
        bar.show(ACTIONS[:2], "NOTE", last=True)
        await shown.pilot.pause()
        assert shown.lines[-1].split() == ["NOTE", "F2", "Question", "F3", "Follow-up"]


@pytest.mark.parametrize("width", range(1, 60, 7))
async def test_what_does_not_fit_is_left_out_whole(width: int) -> None:
    async with showing(KeyBar(ACTIONS), size=(width, 3)) as shown:
        written = shown.lines[-1].strip()
        whole = "q Question  f Follow-up  n Note  c Checklist"
        assert whole.replace("  ", " ").startswith(" ".join(written.split()))
        assert not written or written.endswith(("Question", "Follow-up", "Note", "Checklist"))


async def test_keys_move_together_before_one_is_left_out() -> None:
    async with showing(KeyBar(ACTIONS), size=(46, 3)) as shown:
        assert shown.lines[-1].strip() == "q Question  f Follow-up  n Note  c Checklist"


async def test_a_title_with_brackets_is_text() -> None:
    action = Action("x.y", "q", "[K1] [/x]", "")
    async with showing(KeyBar((action,))) as shown:
        assert shown.lines[-1].strip() == "q [K1] [/x]"
