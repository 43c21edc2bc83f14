"""Several answers are ticked with a few keys, and the form goes on from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.app import App
from textual.widget import Widget

from screens.filling import FormScreen
from screens.widgets.field import ChoiceField, TextField
from screens.widgets.tick_field import Tickable, TickField

ANSWERS = [Tickable("plan", "plan: a plan"), Tickable("kit", "kit: a list"), Tickable("law", "law")]


class Filled(FormScreen[str]):
    """A form with ticks between a text and a choice."""

    def fields(self) -> Iterable[Widget]:
        """Return the fields."""
        yield TextField("Name", "name")
        yield TickField("There", "there", ANSWERS, ["kit"])
        yield ChoiceField("Sure", "sure", ["?", "yes", "no"], codes=["", "yes", "no"])

    def save(self) -> str:
        """Return what is filled in."""
        typed = self.typed()
        return f"{typed['there']}; {typed['sure']}"


async def test_answers_are_ticked_by_space_number_and_all_at_once() -> None:
    app: App[Any] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        form = Filled("Ticks")
        app.push_screen(form)
        await pilot.pause()
        field = form.query_one(TickField)
        assert field.text == "kit"
        await pilot.press("down", "space", "3")  # the cursor goes from the text to the ticks
        assert field.text == "plan kit law"
        await pilot.press("a")
        assert field.text == ""
        await pilot.press("2", "down", "space")
        assert field.text == "kit law"


async def test_up_and_down_go_from_field_to_field_and_a_letter_chooses() -> None:
    app: App[Any] = App()
    saved: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Filled("Ticks"), saved.append)
        await pilot.pause()
        await pilot.press("down", "down", "down", "down", "n", "up", "up", "up", "up", "down")
        await pilot.press("1", "f2")
        await pilot.pause()
    assert saved == ["plan kit; 2"]
