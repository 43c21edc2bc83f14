"""Nothing on the live screen jumps: whatever happens, each part stays where it was."""

from __future__ import annotations

from textual.geometry import Region
from textual.widget import Widget

from screens.live import LiveScreen
from screens.save_watch import SaveWatch
from screens.widgets.coverage_strip import CoverageStrip
from screens.widgets.key_bar import KeyBar
from screens.widgets.note_line import NoteLine
from screens.widgets.phase_panel import PhasePanel
from screens.widgets.row_list import RowList
from screens.widgets.top_line import TopLine
from tests.looks.drawing import FIRST, SIZES, Looked
from tests.looks.scenes import Stage

PARTS: tuple[type[Widget], ...] = (
    *(TopLine, PhasePanel, CoverageStrip, RowList, NoteLine, KeyBar),
)

DAY: tuple[tuple[float, tuple[str, ...]], ...] = (
    (0, ()),
    (0, ("s",)),
    (3, ("a",)),
    (18, ()),  # overtime
    (2, ()),  # over the ceiling
    (0, ("E", "y")),  # between two phases
    (5, ("s",)),
    (1, ("q",)),
    (1, ("n", *"a note", "number_sign", *"p1", "plus", "enter")),
    (0, ("enter",)),
    (2, ("p",)),
    (4, ("r",)),
    (0, ("E", "y")),  # the end
)
"""Minutes that go by, and keys."""


async def test_nothing_jumps_through_a_whole_sitting(stage: Stage) -> None:
    acted = stage.act("M1").checked()
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    app = Looked(screen)
    seen: dict[str, set[tuple[Region, ...]]] = {"80x24": set(), "40x12": set()}
    async with app.run_test(size=SIZES[FIRST]) as pilot:
        for minutes, keys in DAY:
            acted.wait(minutes)
            await pilot.press(*keys)
            for size, places in seen.items():
                await pilot.resize_terminal(*SIZES[size])
                screen.read_clock()
                await pilot.pause()
                places.add(tuple(screen.query(part).first().region for part in PARTS))
    assert acted.record.state.live_over
    assert {size: len(places) for size, places in seen.items()} == {"80x24": 1, "40x12": 1}
