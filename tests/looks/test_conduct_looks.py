"""How scripts, the room checklist, a wait and an adjourned sitting look, compared as in `looks`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from data.rules import adjourning, no_show
from data.rules.reading_out import read_line
from data.standards.library import Library
from screens.home import HomeScreen
from screens.live import LiveScreen
from screens.room_checklist import RoomChecklist
from screens.save_watch import SaveWatch
from screens.scripts import Scripts
from screens.teleprompter import Teleprompter
from screens.waiting import Waiting
from tests.looks.test_looks import act, discussed, drawing, look
from tests.screens.acted import MINUTE, Acted
from tests.screens.ticking import NOON

__all__ = ["act", "drawing"]  # the fixtures

SIZES = {"80x24": (80, 24), "120x40": (120, 40), "40x12": (40, 12)}
SMALL = {"80x24": (80, 24), "40x12": (40, 12)}
Make = Callable[..., Acted]


@pytest.mark.parametrize("size", SIZES)
async def test_teleprompter(act: Make, size: str, drawing: SnapshotAssertion) -> None:
    acted = discussed(act("M2", extra_per_mille=250))
    words, _ = Scripts().words("preamble", acted.record)
    for place in range(3):
        acted.wait(0.3).do(read_line, "preamble", words, place)
    screen = Teleprompter(acted.record, acted.ticker, Scripts(), "preamble")
    assert await look(screen, SIZES[size]) == drawing


@pytest.mark.parametrize("size", SMALL)
async def test_room(act: Make, size: str, drawing: SnapshotAssertion) -> None:
    acted = act("M1")
    screen = RoomChecklist(acted.record, acted.ticker, Scripts())
    acted.record.flush()
    acted.ticker.go(MINUTE)
    assert await look(screen, SMALL[size]) == drawing


@pytest.mark.parametrize("size", SMALL)
async def test_waiting(act: Make, size: str, drawing: SnapshotAssertion) -> None:
    acted = act("M1").do(no_show.begin_wait).wait(4).do(no_show.step, "phoned").wait(3)
    screen = Waiting(acted.record, acted.ticker, Scripts(), {})
    assert await look(screen, SMALL[size]) == drawing


@pytest.mark.parametrize("size", SIZES)
async def test_adjourned(act: Make, size: str, drawing: SnapshotAssertion) -> None:
    acted = discussed(act("M2")).do(adjourning.adjourn, "fire alarm in the building").wait(1500)
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, SIZES[size]) == drawing


@pytest.mark.parametrize("size", SMALL)
async def test_home_with_what_is_adjourned(
    act: Make, size: str, drawing: SnapshotAssertion
) -> None:
    acted = act("M1").begun().wait(5).do(adjourning.adjourn, "fire alarm")
    acted.record.flush()
    acted.wait(24 * 60)
    agenda = acted.store.agenda(NOON.wall + 600 * MINUTE)
    screen = HomeScreen(acted.store, acted.ticker, agenda, library=lambda: Library(None))
    assert await look(screen, SMALL[size]) == drawing


@pytest.mark.parametrize("size", SMALL)
async def test_incident(act: Make, size: str, drawing: SnapshotAssertion) -> None:
    acted = discussed(act("M2"))
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, SMALL[size], "m") == drawing
