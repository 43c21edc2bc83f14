from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.entries import NoteSetAside
from data.rules import judging, talk_guards
from tests.screens.acted import Acted, seen
from tests.screens.judging import around, press


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    made = Acted(tmp_path / "home")
    yield made
    made.close()


async def test_a_loose_note_is_attached_or_set_aside(acted: Acted) -> None:
    acted.asking().asked(6).noted("first loose").noted("second loose").over()
    first, second = sorted(acted.record.state.notes)
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "l")
        assert "2 notes support nothing." in seen(app)
        await press(pilot, "enter", "p", "9", "9", "enter")
        assert "P99" in seen(app).upper()  # refused at the line, which stays open
        await press(pilot, "backspace", "backspace", "4", "plus", "enter")
        assert [note.seq for note in judging.unattached(acted.record.state)] == [second]
        await press(pilot, "x")
        assert "Every note supports something" in seen(app)
        await press(pilot, "l")
        assert app.screen is app.shown
    assert [tuple(mark) for mark in acted.record.state.notes[first].marks] == [("P4", "+")]
    assert isinstance(acted.kept().last.body, NoteSetAside)


async def test_the_seal_leads_through_what_supports_nothing(acted: Acted) -> None:
    acted.heard().do(talk_guards.note, "loose").judged()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "tab")
        assert "Look at 1 note with l, then seal" in app.refused[-1]
        await press(pilot, "S")
        assert "1 note supports nothing." in seen(app)
        await press(pilot, "x", "l")
        assert "You declare" in seen(app)
        await press(pilot, "y")
    assert acted.record.state.sealed
