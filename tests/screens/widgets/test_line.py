"""The input of the note line acts on its keys in their order, however fast they come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from screens.widgets.line import Line
from screens.widgets.text_input import LONGEST_PASTE
from tests.screens.widgets.showing import Shown, showing


def burst(shown: Shown, *keys: str) -> None:
    """Press keys faster than anything is carried out."""
    for key in keys:
        shown.app.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_what_is_typed_after_enter_stays_when_the_rest_was_saved() -> None:
    line = Line()
    async with showing(line) as shown:
        line.focus()
        await shown.press("a", "b", "left")
        burst(shown, "enter", "x", "y")
        await shown.pilot.pause()
        assert [entering.text for entering in shown.posted(Line.Entering)] == ["ab"]
        assert line.value == "axyb"
        line.saved()
        assert line.value == "xy"


async def test_a_second_text_is_entered_when_the_first_is_saved() -> None:
    line = Line()
    async with showing(line) as shown:
        line.focus()
        burst(shown, "a", "enter", "b", "enter", "enter")
        await shown.pilot.pause()
        line.saved()
        await shown.pilot.pause()
        assert [entering.text for entering in shown.posted(Line.Entering)] == ["a", "b"]
        line.saved()
        assert line.value == ""


async def test_a_refused_text_stays_and_can_be_entered_again() -> None:
    line = Line()
    async with showing(line) as shown:
        line.focus()
        await shown.press("a", "enter")
        line.answered()
        await shown.press("b", "enter")
        assert [entering.text for entering in shown.posted(Line.Entering)] == ["a", "ab"]


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_leaving_is_at_once(key: str) -> None:
    line = Line()
    async with showing(line) as shown:
        line.focus()
        burst(shown, key, "q")
        await shown.pilot.pause()
        assert len(shown.posted(Line.Leaving)) == 1
        assert line.value == ""
        assert shown.app.focused is None


async def test_tab_stays_in_the_line() -> None:
    completed: list[str] = []
    line = Line(lambda: completed.append(line.value))
    async with showing(line, Line()) as shown:
        line.focus()
        await shown.press("a", "tab")
        assert completed == ["a"]
        assert line.has_focus


@given(st.text("ab ", min_size=1, max_size=6), st.integers(0, 6), st.text("abc", max_size=4))
def test_no_letter_is_lost_between_enter_and_saved(text: str, at: int, more: str) -> None:
    line = Line()
    line.set_reactive(Line.value, text)
    cursor = min(at, len(text))
    line._entered = (text, cursor)
    line.set_reactive(Line.value, text[:cursor] + more + text[cursor:])
    assert line._typed_since() == more


async def test_the_longest_paste_is_taken_and_a_longer_one_refused() -> None:
    line = Line()
    async with showing(line) as shown:
        line.focus()
        line.post_message(events.Paste("x" * (LONGEST_PASTE + 1)))
        await shown.pilot.pause()
        assert len(shown.posted(Line.Refused)) == 1
        assert line.value == ""
