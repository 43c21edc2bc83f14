"""The note line answers at once, and throws nothing away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events

from data.rules.vocabulary import Vocabulary
from screens.widgets.note_line import PROMPT, NoteLine
from screens.widgets.text_input import LONGEST_PASTE
from tests.screens.acted import shipped
from tests.screens.widgets.showing import Shown, showing


@pytest.fixture
def make() -> Callable[[], NoteLine]:
    vocabulary = Vocabulary.of(shipped().standard, "M2", "1")
    return lambda: NoteLine(vocabulary, lambda: frozenset({"P1"}))


def hint(shown: Shown) -> str:
    return shown.lines[-3].strip()


async def test_it_tells_how_to_open_it(make: Callable[[], NoteLine]) -> None:
    async with showing(make()) as shown:
        line = shown.app.query_one(NoteLine)
        line.screen.set_focus(None)
        await shown.pilot.pause()
        assert hint(shown) == "n opens the note line"


async def test_every_key_is_passed_on_with_the_cursor(make: Callable[[], NoteLine]) -> None:
    async with showing(make()) as shown:
        line = shown.app.query_one(NoteLine)
        line.open()
        await shown.press("a", "b", "left", "c")
        typed = [(message.text, message.cursor) for message in shown.posted(NoteLine.Typed)]
        assert typed == [("a", 1), ("ab", 2), ("acb", 2)]


async def test_a_tag_is_completed_by_words_and_the_rest_stays(make: Callable[[], NoteLine]) -> None:
    async with showing(make()) as shown:
        line = shown.app.query_one(NoteLine)
        line.open("quotes #p4 and more")
        line.line.cursor_position = 10
        await shown.press("backspace")
        assert hint(shown).startswith("Tab P2 ")
        await shown.press("tab")
        assert line.text == "quotes #P2 and more"
        assert line.line.cursor_position == 10
        assert line.line.has_focus


async def test_tab_without_a_tag_changes_nothing(make: Callable[[], NoteLine]) -> None:
    async with showing(make()) as shown:
        line = shown.app.query_one(NoteLine)
        line.open("words")
        await shown.press("tab")
        assert line.text == "words"
        assert line.line.has_focus


async def test_a_wrong_tag_is_answered_while_it_is_typed(make: Callable[[], NoteLine]) -> None:
    async with showing(make()) as shown:
        line = shown.app.query_one(NoteLine)
        line.open("rates #k8 ")
        await shown.pilot.pause()
        assert "K8 is assessed in M1, not in M2" in hint(shown)
        line.clear()
        await shown.pilot.pause()
        assert hint(shown).startswith("Enter saves")


async def test_leaving_keeps_the_text_and_says_so(make: Callable[[], NoteLine]) -> None:
    async with showing(make()) as shown:
        line = shown.app.query_one(NoteLine)
        line.open("half")
        await shown.press("escape")
        assert shown.posted(NoteLine.Left)
        line.screen.set_focus(None)
        await shown.pilot.pause()
        assert line.text == "half"
        assert hint(shown).startswith("not saved yet")


async def test_blanks_alone_are_no_note(make: Callable[[], NoteLine]) -> None:
    async with showing(make()) as shown:
        shown.app.query_one(NoteLine).open("   ")
        await shown.press("enter")
        assert not shown.posted(NoteLine.Entered)
        assert shown.posted(NoteLine.Left)


async def test_what_is_hidden_shows_no_letter_and_no_hint(make: Callable[[], NoteLine]) -> None:
    async with showing(make()) as shown:
        line = shown.app.query_one(NoteLine)
        line.open("overspent #p4")
        line.hide(True)
        await shown.press("plus")
        assert hint(shown) == ""
        assert "over" not in "\n".join(shown.lines)
        line.hide(False)
        await shown.pilot.pause()
        assert "overspent #p4+" in "\n".join(shown.lines)


@pytest.mark.parametrize("gap", ["\n", "\r", "\r\n"])
async def test_lines_of_a_paste_become_one(make: Callable[[], NoteLine], gap: str) -> None:
    async with showing(make()) as shown:
        line = shown.app.query_one(NoteLine)
        line.open("a ")
        line.line.post_message(events.Paste(f"b{gap}c\x1b[31m"))
        await shown.press("enter")
        (entered,) = shown.posted(NoteLine.Entered)
        assert entered.text == "a b c␛[31m"


async def test_a_paste_that_would_freeze_the_screen_is_refused(
    make: Callable[[], NoteLine],
) -> None:
    async with showing(make()) as shown:
        line = shown.app.query_one(NoteLine)
        line.open("kept")
        line.line.post_message(events.Paste("x" * (LONGEST_PASTE + 1)))
        await shown.pilot.pause()
        assert "Keep it as a file" in shown.posted(NoteLine.Refused)[0].sentence
        assert line.text == "kept"


async def test_what_the_line_is_for_stands_before_it(make: Callable[[], NoteLine]) -> None:
    async with showing(make()) as shown:
        line = shown.app.query_one(NoteLine)
        line.prompt("tag >")
        line.open("#")
        await shown.pilot.pause()
        assert shown.lines[-2].strip().startswith("tag > #")
        line.prompt(PROMPT)
        await shown.pilot.pause()
        assert shown.lines[-2].strip().startswith("> #")
