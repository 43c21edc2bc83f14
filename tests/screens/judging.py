"""The judging screen in an app of its own, and the keys that are pressed on it."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import TextArea

from screens.judge import JudgeScreen
from tests.screens.acted import Acted, Around


def around(acted: Acted, *, during: bool = False) -> Around:
    # Long enough after the end that the closing words are not offered first.
    acted.wait(30)
    return Around(JudgeScreen(acted.record, acted.ticker, during=during))


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def typed(pilot: Pilot[None], text: str) -> None:
    """Paste a text where the cursor is, and keep it with Enter."""
    pilot.app.screen.query_one(TextArea).insert(text)
    await pilot.pause()
    await press(pilot, "enter")
