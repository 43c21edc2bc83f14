"""The second marking as a program of its own: nothing but the notes, and it ends with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.rules import judging
from epa_tui.second_marking import MarkingApp
from epa_tui.settings import Settings
from screens.second_marking import SecondMarking
from tests.screens.acted import Acted, seen
from tests.screens.judging import press
from tests.screens.marked import MARKER, second


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    made = Acted(tmp_path / "home", given_names="Fabla", family_name="Fixture").heard()
    for note in judging.unattached(made.record.state):
        made.do(judging.set_aside, note.seq)
    made.sealed("D2")
    yield made
    made.close()


async def test_there_is_no_way_from_it_to_anything_else(acted: Acted, tmp_path: Path) -> None:
    app = MarkingApp(second(acted), Settings(), tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "ctrl+p", "v", "j", "H", "x", "S")
        assert isinstance(app.screen, SecondMarking)
        shown = seen(app)
        assert MARKER in shown
        for word in ("Fabla", "Fixture", "distinction and", "sealed"):
            assert word not in shown
        assert "Fixture" not in app.titled
        await press(pilot, "h")
    assert app.return_code == 0
