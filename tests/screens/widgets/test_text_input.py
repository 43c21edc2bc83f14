"""Whatever is typed into takes a paste whole, or says why not and leaves what stood there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events
from textual.widget import Widget
from textual.widgets import Input, TextArea

from screens.navigation import SayRefused
from screens.widgets.checklist import Checklist
from screens.widgets.field import TextField
from screens.widgets.search_line import SearchLine
from screens.widgets.text_input import LONGEST_PASTE, TextInput
from screens.widgets.text_lines import TextLines
from tests.screens.widgets.showing import showing

MAKERS: dict[str, Callable[[], Widget]] = {
    "line": TextInput,
    "search": lambda: SearchLine("name"),
    "field": lambda: TextField("Name", "name"),
    "filter": Checklist,
    "lines": TextLines,
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
async def test_a_paste_that_is_too_long_leaves_what_stood_there(make: Callable[[], Widget]) -> None:
    async with showing(make()) as shown:
        (typed,) = (w for w in shown.app.query(Widget) if isinstance(w, Input | TextArea))
        typed.post_message(events.Paste("stood here"))
        typed.post_message(events.Paste("x" * (LONGEST_PASTE + 1)))
        await shown.pilot.pause()
        assert (typed.text if isinstance(typed, TextArea) else typed.value) == "stood here"
        (said,) = shown.posted(SayRefused)
        assert "paste the part that matters" in said.sentence


async def test_no_line_of_a_paste_is_left_out() -> None:
    """Textual's own input takes the first and drops the others without a word."""
    line = TextInput()
    async with showing(line) as shown:
        line.focus()
        line.post_message(events.Paste("one\r\ntwo\x1b[2J\nthree"))
        await shown.pilot.pause()
        assert line.value == "one two␛[2J three"


async def test_a_paste_takes_the_place_of_what_was_selected() -> None:
    line = TextInput()
    async with showing(line) as shown:
        line.value = "before"
        line.action_select_all()
        line.post_message(events.Paste("after"))
        await shown.pilot.pause()
        assert line.value == "after"


async def test_a_full_line_says_that_it_is_full() -> None:
    line = TextInput(max_length=3, select_on_focus=False)
    async with showing(line) as shown:
        line.value = "ab"
        line.focus()
        await shown.press("c", "d")
        assert line.value == "abc"
        (said,) = shown.posted(SayRefused)
        assert "room for 3 characters" in said.sentence


async def test_lines_stay_lines_and_the_longest_text_is_not_passed() -> None:
    lines = TextLines("x" * (LONGEST_PASTE - 5))
    async with showing(lines) as shown:
        lines.focus()
        lines.post_message(events.Paste("a\nbc"))
        lines.post_message(events.Paste("de"))
        await shown.pilot.pause()
        assert lines.document.line_count == 2
        assert len(lines.text) == LONGEST_PASTE - 1
        assert len(shown.posted(SayRefused)) == 1


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
async def test_keys_faster_than_the_screen_act_in_their_order(make: Callable[[], Widget]) -> None:
    async with showing(make()) as shown:
        (typed,) = (w for w in shown.app.query(Widget) if isinstance(w, Input | TextArea))
        typed.focus()
        await shown.pilot.pause()
        for key in ("t", "w", "backspace", "backspace", "s", "e", "left", "a"):
            shown.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await shown.pilot.pause()
        assert (typed.text if isinstance(typed, TextArea) else typed.value) == "sae"


async def test_a_paste_for_which_there_is_no_room_leaves_what_stood_there_and_says_how_much() -> (
    None
):
    line = TextInput(max_length=30, select_on_focus=False)
    async with showing(line) as shown:
        line.value = "stood here"
        line.post_message(events.Paste("x" * 2000))
        await shown.pilot.pause()
        assert line.value == "stood here"
        (said,) = shown.posted(SayRefused)
        assert "2,000 characters, and there is room for 20 more" in said.sentence
        line.action_select_all()
        line.post_message(events.Paste("y" * 30))
        await shown.pilot.pause()
        assert line.value == "y" * 30
