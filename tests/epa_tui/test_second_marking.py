"""The second marking as a program of its own: blind at every turn, and it leads nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.record.entries import Mark
from data.rules import clock_guards, judging, sealing, talk_guards
from epa_tui.second_marking import MarkingApp
from epa_tui.settings import Settings
from screens.second_marking import SecondMarking
from tests.screens.acted import Acted, seen
from tests.screens.judging import press
from tests.screens.marked import MARKER, second

WHY, FEEDBACK = "RATIONALE-OF-FIRST", "FEEDBACK-OF-FIRST"


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    """A fail with tags of every sign, rationales, feedback and thoughts outside of the phases."""
    made = Acted(tmp_path / "home", given_names="Fabla", family_name="Fixture")
    made.store.save_bookings([replace(made.record.assessment, assessor="Pat Pretend")], [])
    made.do(talk_guards.note, "THOUGHT-BEFORE of the report")
    made.asking()
    for number, sign in enumerate(("+", "-", "?", "", "+", "-")):
        made.wait(2).do(talk_guards.ask, f"How did Fabla plan week {number}?", aims=("P4",))
        marks = (Mark("P4", sign), Mark("S7", sign))
        made.wait(1).do(talk_guards.note, f"fixture said {number}", marks)
    made.over().do(clock_guards.end_sitting, "completed")
    made.do(talk_guards.note, "THOUGHT-AFTER: weak on P4")
    for note in judging.unattached(made.record.state):
        made.do(judging.set_aside, note.seq)
    made.do(judging.give_feedback, "P4", FEEDBACK)
    for descriptor in made.record.state.criteria:
        met = descriptor.code not in ("P4", "D1")
        made.do(judging.judge, descriptor.code, met, "" if met else WHY)
    made.do(sealing.seal, "DECLARATION-OF-FIRST")
    yield made
    made.close()


def _leaks(shown: str) -> list[str]:
    """Return what of the first marker, or of the apprentice, can be seen."""
    of_first = ("OF-FIRST", "THOUGHT", "fail", "Pretend", "Pat", "Fabla", "Fixture", "not heard")
    found = [word for word in of_first if word.casefold() in shown.casefold()]
    return found + re.findall(r"#\w+[-+?]?|\b[PDKSB]\d+[-+?](?![A-Z])", shown)


async def test_nothing_of_the_first_marker_is_seen_on_any_turn(
    acted: Acted, tmp_path: Path
) -> None:
    app = MarkingApp(second(acted), Settings(), tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        shown = seen(app)
        assert MARKER in shown and "[apprentice] said 0" in shown and "undecided" in shown
        # What leads somewhere on other screens leads nowhere here.
        await press(pilot, "ctrl+p", "v", "j", "H", "x", "S")
        assert isinstance(app.screen, SecondMarking)
        for keys in ((), ("enter", "down", "enter"), ("escape", "right", "u", "F", "y"), ("r",)):
            await press(pilot, *keys)
            assert not _leaks(seen(app)), keys
        await press(pilot, "escape", "enter")
        for size in ((40, 12), (120, 40)):
            await pilot.resize_terminal(*size)
            assert not _leaks(seen(app)), size
        assert not _leaks(app.titled)
        await press(pilot, "escape", "h")
    assert app.return_code == 0
