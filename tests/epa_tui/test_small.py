"""Every screen in a window of 20 by 5 and of a single character: it lives, and keeps what is typed.

One assessor goes all the way; on each screen the window is made small and large again.
"""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, TextArea

from screens.form import AssessmentForm
from screens.help import HelpScreen
from screens.judge import JudgeScreen
from screens.live import LiveScreen
from screens.loose_notes import LooseNotes
from screens.record import RecordScreen
from screens.trace import TraceScreen
from tests.epa_tui.hands import Hands, opened

SIZES = ((20, 5), (1, 1))


def typed(hands: Hands) -> list[str]:
    """Return what stands in every line that is typed into, on all screens."""
    return [
        text.text if isinstance(text, TextArea) else text.value
        for screen in hands.app.screen_stack
        for text in screen.query("Input, TextArea").results()
        if isinstance(text, Input | TextArea)
    ]


async def squeeze(hands: Hands) -> None:
    """Make the window small in each way, and large again; type a letter where letters type."""
    screen = hands.app.screen
    for size in SIZES:
        before = typed(hands)
        await hands.pilot.resize_terminal(*size)
        await hands.pilot.pause()
        assert typed(hands) == before
        if isinstance(hands.app.focused, Input | TextArea):
            await hands.pilot.press("z")
            assert "".join(typed(hands)).count("z") == "".join(before).count("z") + 1
    await hands.pilot.resize_terminal(80, 24)
    await hands.pilot.pause()
    assert hands.app.screen is screen


async def test_each_screen_lives_in_a_small_window(tmp_path: Path) -> None:
    async with opened(tmp_path, "M1") as hands:
        await squeeze(hands)
        await hands.press("question_mark")
        await hands.shows(HelpScreen)
        await squeeze(hands)
        await hands.press("q", "slash")
        await squeeze(hands)
        await hands.sees("/ zz")
        await hands.press("ctrl+p")
        await squeeze(hands)
        await hands.press("escape", "enter", "n")
        await hands.shows(AssessmentForm)
        await squeeze(hands)
        await hands.sees("zz")


async def test_the_way_through_a_sitting_lives_in_a_small_window(tmp_path: Path) -> None:
    async with opened(tmp_path, "M1") as hands:
        await hands.press("enter")
        await hands.sees("0 of 7 done")
        await squeeze(hands)
        await hands.press("g")
        await hands.shows(LiveScreen)
        await hands.press("s")
        await hands.sees("give a reason")
        await squeeze(hands)
        await hands.press("enter", "n")
        await squeeze(hands)
        await hands.sees("> zz")
        await hands.press("enter", "enter", "c")
        await squeeze(hands)
        await hands.press("slash")
        await squeeze(hands)
        await hands.press("escape", "escape")
        for _ in range(2):
            hands.wait(41)
            await hands.ended()
            await hands.press("s")
        await hands.sees("over")
        await hands.press("j")
        await hands.sees("Closing words")
        await squeeze(hands)
        await hands.press("q")
        await hands.shows(JudgeScreen)
        await squeeze(hands)
        await hands.press("l")
        await hands.shows(LooseNotes)
        await squeeze(hands)
        await hands.press("q", "r")
        await squeeze(hands)
        await hands.sees("zz")
        await hands.press("enter", "v")
        await hands.shows(RecordScreen)
        await squeeze(hands)
        await hands.press("t")
        await hands.shows(TraceScreen)
        await squeeze(hands)
