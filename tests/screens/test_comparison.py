"""The comparison of two markings: both sides of each descriptor, and a third person's decision."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.journey.quality import Marking
from data.rules import judging
from epa_tui.journeys import open_journey
from epa_tui.quality_doors import quality_doors
from screens.comparison import ComparisonScreen
from screens.dialogs import Read
from screens.step_form import StepForm
from screens.widgets.field import TextField
from tests.screens.acted import Acted, Around, seen
from tests.screens.judging import press
from tests.screens.marked import MARKER, second

THIRD = "Kit Example"


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    made = Acted(tmp_path / "home").heard()
    for note in judging.unattached(made.record.state):
        made.do(judging.set_aside, note.seq)
    made.sealed("D2")
    yield made
    made.close()


def _marked(acted: Acted) -> None:
    """Mark it a second time: P4 is not met either."""
    codes = [one.code for one in acted.record.state.criteria]
    desk = second(acted, met=[code for code in codes if code != "P4"])
    noted = min(seq for seq, note in acted.record.state.notes.items() if note.phase)
    desk.judge("P4", False, "no figures were named", (noted,))
    desk.done()


def _marking(acted: Acted) -> Marking:
    record = open_journey(acted.store, acted.record.assessment.id)
    found = record.state.quality.marking_of(acted.record.sitting.id)
    assert found is not None
    return found


def test_there_is_a_way_in_only_when_there_is_something_to_see(acted: Acted) -> None:
    mark, compare = quality_doors(acted.ticker)
    record = open_journey(acted.store, acted.record.assessment.id)
    assert mark.closed(record.view(acted.ticker()))
    assert compare.closed(record.view(acted.ticker()))
    second(acted)
    record = open_journey(acted.store, acted.record.assessment.id)
    assert not mark.closed(record.view(acted.ticker()))
    assert compare.closed(record.view(acted.ticker()))
    assert not isinstance(mark.screen(record), Read)


async def test_both_sides_stand_beside_each_other_and_a_third_person_decides(acted: Acted) -> None:
    _marked(acted)
    assert _marking(acted).compared is None
    record = open_journey(acted.store, acted.record.assessment.id)
    (_, compare) = quality_doors(acted.ticker)
    screen = compare.screen(record)
    assert isinstance(screen, ComparisonScreen)
    assert _marking(acted).compared is not None
    app = Around(screen)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown = seen(app)
        assert "M1: pass and fail" in shown
        assert "80.0 % (8 of 10)" in shown
        line = next(line for line in shown.splitlines() if "Second marker" in line)
        assert "Assessor" in line  # side by side
        assert "no figures were named" in shown
        assert "compared three quotes" in shown
        await press(pilot, "enter")
        assert isinstance(app.screen, StepForm)
        form = app.screen
        typed = {"by": THIRD, "reason": "a figure was named at 12:00"}
        for name, text in typed.items():
            field = form.field(name)
            assert isinstance(field, TextField)
            field.write(text)
        form.field("met").query_one("Wheel").focus()
        await press(pilot, "right", "ctrl+s")
        assert f"Decided by {THIRD}: ● met" in seen(app)
    decided = _marking(acted).adjudicated["P4"]
    assert (decided.met, decided.upheld, decided.by) == (True, True, THIRD)
    assert MARKER not in decided.reason
