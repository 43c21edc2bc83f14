"""The second marking: kept at every key, and gone on with where it was left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import TextArea

from data.record.journey.quality import Marking
from data.rules import talk_guards
from data.rules.blindness import OPENED, not_blind
from data.rules.quality_part import PART
from epa_tui.journeys import open_journey
from epa_tui.quality import Sheets
from epa_tui.quality_doors import quality_doors
from screens.dialogs import Confirm
from screens.journey import JourneyScreen
from screens.marking_desk import JourneyDesk
from screens.second_marking import SecondMarking
from tests.screens.acted import Acted, Around, seen
from tests.screens.judging import press
from tests.screens.marked import second


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    made = Acted(tmp_path / "home").asking()
    for number in range(6):
        made.wait(2).do(talk_guards.ask, f"How did you plan week {number}?")
        made.noted(f"said {number}", ("P4", "+"))
    made.over().sealed("P4")
    yield made
    made.close()


def _on_disk(acted: Acted) -> Marking:
    record = open_journey(acted.store, acted.record.assessment.id)
    found = record.state.quality.marking_of(acted.record.sitting.id)
    assert found is not None
    return found


async def test_every_key_is_on_the_disk_when_it_returns(acted: Acted) -> None:
    app = Around(SecondMarking(second(acted)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "m")
        assert _on_disk(acted).judged["P1"].met is True
        await press(pilot, "enter", "c", "down", "c", "escape")
        assert len(_on_disk(acted).judgements["P2"].notes) == 2
        assert _on_disk(acted).judgements["P2"].met is None
        await press(pilot, "m")
        assert len(_on_disk(acted).judged["P2"].notes) == 2
        await press(pilot, "n")
        app.screen.query_one(TextArea).insert("no week was named")
        await press(pilot, "enter")
        assert _on_disk(acted).judged["P3"].rationale == "no week was named"
        await press(pilot, "u")
        assert set(_on_disk(acted).judged) == {"P1", "P2"}
        await press(pilot, "slash", *"said 3")
        shown = seen(app)
        assert "said 3" in shown and "said 2" not in shown
        await press(pilot, "enter", "c", "escape", "escape")
        assert "said 2" in seen(app)
        assert len(_on_disk(acted).judgements["P3"].notes) == 1


async def test_a_rationale_that_is_left_waits_in_the_record_until_there_is_a_verdict(
    acted: Acted,
) -> None:
    app = Around(SecondMarking(second(acted)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "n")
        app.screen.query_one(TextArea).insert("thin on the second half, but the schedule was his")
        await pilot.pause()
        assert "thin on" in _on_disk(acted).judgements["P1"].rationale  # while it is typed
        await press(pilot, "escape")
        assert "waits for a verdict" in seen(app)
        await press(pilot, "m")
        kept = _on_disk(acted).judged["P1"]
        assert (kept.met, kept.rationale.split()[0]) == (True, "thin")


async def test_from_the_journey_it_is_recorded_as_not_blind_after_a_warning(acted: Acted) -> None:
    second(acted, met=["P1"])
    assert not_blind(_on_disk(acted)) == ""
    record = open_journey(acted.store, acted.record.assessment.id)
    doors = {"quality": quality_doors(acted.ticker)}
    app = Around(JourneyScreen(record, acted.ticker, (PART,), doors))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for answer in ("n", "y"):
            await press(pilot, "enter", "1")
            assert isinstance(app.screen, Confirm), seen(app)
            await press(pilot, answer)
            assert (not_blind(_on_disk(acted)) == OPENED) is (answer == "y")
        assert "NOT BLIND" in seen(app)
        await press(pilot, "h", "enter", "1")  # nobody is warned of it again
        assert isinstance(app.screen, SecondMarking)
    sheet = Sheets(acted.store).of(record, "M1", acted.ticker())
    alone = JourneyDesk(record, acted.record.sitting.id, sheet.paper(), acted.ticker, alone=True)
    assert "NOT BLIND" in alone.who  # the sealed program does not make it blind again


async def test_it_goes_on_where_it_was_left_and_ends_when_all_is_judged(acted: Acted) -> None:
    codes = [one.code for one in acted.record.state.criteria]
    second(acted, met=codes[:-1])
    record = open_journey(acted.store, acted.record.assessment.id)
    sheet = Sheets(acted.store).of(record, "M1", acted.ticker())
    desk = JourneyDesk(record, acted.record.sitting.id, sheet.paper(), acted.ticker)
    app = Around(SecondMarking(desk))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert f"9 of 10 judged; left: {codes[-1]}" in seen(app)
        await press(pilot, "F", "y")
        assert f"Not judged yet: {codes[-1]}" in app.refused[-1]
        await press(pilot, "m", "F", "n")
        assert _on_disk(acted).done is None
        await press(pilot, "F", "y")
        assert not isinstance(app.screen, SecondMarking)
    done = _on_disk(acted).done
    assert done is not None
    assert done.grade == "distinction"
