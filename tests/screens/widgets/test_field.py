"""A choice in a form: its digits are the codes of the answers, else their numbers."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import App, ComposeResult

from screens.widgets.field import ChoiceField
from tests.screens.acted import seen

OPTIONS = ("choose with the arrow keys", "Box kites", "Dragon kites", "Sleds")


class Chosen(App[None]):
    """An app around one choice."""

    def __init__(self, *codes: str) -> None:
        super().__init__()
        self.codes = codes

    def compose(self) -> ComposeResult:
        yield ChoiceField("Option", "option", OPTIONS, codes=self.codes)

    @property
    def at(self) -> int:
        return self.query_one(ChoiceField).at


@pytest.mark.parametrize(
    ("codes", "key", "at"),
    [
        (("", "a", "b", "c"), "1", 1),
        (("", "a", "b", "c"), "3", 3),
        (("", "1", "2", "3"), "2", 2),
        (("", "3", "2", "1"), "3", 1),
        ((), "1", 0),
        ((), "4", 3),
    ],
)
async def test_a_digit_is_a_code_or_a_number(codes: tuple[str, ...], key: str, at: int) -> None:
    app = Chosen(*codes)
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("right", key)
        assert app.at == at


@pytest.mark.parametrize("key", ["²", "٣", "0", "4", "9"])
async def test_no_other_digit_chooses(key: str) -> None:
    app = Chosen("", "a", "b", "c")
    async with app.run_test(size=(60, 5)) as pilot:
        app.post_message(events.Key(key, key))
        await pilot.pause()
        assert app.at == 0


async def test_the_line_that_asks_to_choose_is_not_counted() -> None:
    app = Chosen("", "a", "b", "c")
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("tab")
        await pilot.pause()
        assert "choose with the arrow keys" in seen(app) and "/" not in seen(app)
        await pilot.press("right")
        await pilot.pause()
        assert "Box kites >  1/3" in seen(app)
        await pilot.press("left", "left")
        await pilot.pause()
        assert "Sleds >  3/3" in seen(app)


LONG = ("employer: who is satisfied that the apprentice is consistently working at the level", "No")


class Long(Chosen):
    """Around a choice between answers of which one does not fit."""

    def compose(self) -> ComposeResult:
        yield ChoiceField("Check", "check", LONG)
        yield ChoiceField("Again", "again", LONG)


async def test_an_answer_that_does_not_fit_is_read_whole_with_and_without_the_cursor() -> None:
    app = Long()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        here, other = seen(app).split("Again")
        assert "the level" in here and "the level" in other
        await pilot.press("right")
        await pilot.pause()
        assert seen(app).splitlines()[1].startswith("Again")


async def test_in_a_low_screen_an_answer_that_does_not_fit_is_cut() -> None:
    async with Long().run_test(size=(60, 9)) as pilot:
        await pilot.pause()
        assert "…" in seen(pilot.app)
