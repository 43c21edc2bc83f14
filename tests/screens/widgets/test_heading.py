from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from screens.widgets.heading import Heading
from tests.screens.acted import seen
from tests.screens.widgets.showing import showing


class Headed(App[None]):
    """An app around a heading."""

    def compose(self) -> ComposeResult:
        yield Heading("Prepare", "Testa Example  M1")


@pytest.mark.parametrize(
    ("size", "small"),
    [((40, 12), False), ((39, 12), True), ((120, 11), True), ((20, 5), True), ((80, 24), False)],
)
async def test_a_terminal_that_is_too_small_is_told(size: tuple[int, int], small: bool) -> None:
    app = Headed()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert ("too small: 40x12" in seen(app)) == small
        assert ("Prepare" in seen(app)) != small
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Prepare" in seen(app) and "too small" not in seen(app)


async def test_what_does_not_fit_gives_way_to_a_shorter_title() -> None:
    heading = Heading("Results and certificate: Publish a result", short="Publish a result")
    async with showing(heading) as shown:
        await shown.pilot.resize_terminal(80, 24)
        await shown.pilot.pause()
        assert "Results and certificate: Publish a result" in seen(shown.app)
        await shown.pilot.resize_terminal(40, 12)
        await shown.pilot.pause()
        assert seen(shown.app).split("\n")[0].split() == ["Publish", "a", "result"]
