"""The help lists exactly the keys that act where the keyboard is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from screens.action import action_id
from screens.actions import BY_ID, CHECKLIST, DIGITS, LIVE
from screens.help import HelpScreen
from screens.key_names import shown
from screens.widgets.row_list import RowList
from tests.screens.acted import Acted
from tests.screens.living import Live, closing, live


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


async def listed(at: Live, key: str) -> list[str]:
    """Return the ids in the help, and close it again."""
    await at.press(key)
    screen = at.window.screen
    assert isinstance(screen, HelpScreen)
    rows = [row.key for row in screen.query_one(RowList).rows if row.key in BY_ID]
    await at.press("f1")
    assert at.window.screen is at.screen
    return rows


async def test_every_key_of_the_live_screen_is_listed(acted: Acted) -> None:
    async with live(acted) as at:
        found = await listed(at, "question_mark")
        assert {action.id for action in LIVE + DIGITS} <= set(found)
        bound = {action_id(active.binding) for active in at.screen.active_bindings.values()}
        assert set(found) == bound & set(BY_ID)
        assert len(found) == len(set(found))


async def test_the_checklist_has_its_own_keys_in_the_help(acted: Acted) -> None:
    async with live(acted) as at:
        await at.press("c")
        found = await listed(at, "question_mark")
        assert {action.id for action in CHECKLIST} <= set(found)
        assert "live.unclear" not in found, "x ticks here"


async def test_f1_helps_while_a_note_is_typed_and_the_note_goes_on(acted: Acted) -> None:
    async with live(acted) as at:
        await at.press("n")
        await at.type("half?")
        found = await listed(at, "f1")
        assert {"note.complete", "note.leave"} <= set(found)
        await at.type("way")
        assert at.line.text == "half?way"


async def test_the_language_of_the_note_line_is_explained(acted: Acted) -> None:
    async with live(acted, size=(120, 60)) as at:
        await at.press("question_mark", "end")
        assert "the seventh planned question, word for word" in at.seen
        assert "counter-evidence; unclear" in at.seen


async def test_a_key_that_the_user_has_set_is_the_one_that_is_listed(acted: Acted) -> None:
    async with live(acted, size=(96, 60)) as at:
        at.window.set_keymap({"live.question": "z"})
        await at.press("question_mark")
        line = next(line for line in at.seen.splitlines() if "Count a main question" in line)
        assert line.split()[0] == "z"


def test_keys_are_written_as_they_are_printed() -> None:
    assert shown("question_mark") == "?"
    assert shown("ctrl+p") == "Ctrl+P"
    assert shown("ctrl+pageup") == "Ctrl+PgUp"
    assert shown("pageup") == "PgUp"
