"""How notes look that were moved, and what was parked; and the labels that one jumps by."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from data.rules import last_note, prepare_guards, talk_guards
from screens.live import LiveScreen
from screens.save_watch import SaveWatch
from screens.trace import TraceScreen
from tests.looks.test_looks import SMALL, discussed, look
from tests.looks.test_looks import act as act
from tests.looks.test_looks import drawing as drawing
from tests.screens.acted import Acted

SIZES = {**SMALL, "120x40": (120, 40)}


def noted(acted: Acted) -> Acted:
    """Bring a sitting to a note that was moved, in a second recording, and two things parked."""
    discussed(acted).do(prepare_guards.set_recording, 133_000).wait(1)
    acted.do(talk_guards.park, "who signed the risk sheet  #P4").wait(1)
    acted.do(prepare_guards.set_recording, 10_000).wait(1)
    acted.do(talk_guards.note, "we lost a day to the weather").do(last_note.turn_verbatim)
    acted.do(last_note.shift, -30_000).do(last_note.repeat_tags)
    acted.do(talk_guards.park, "how the crew was told")
    return acted.do(prepare_guards.stop_recording)


@pytest.mark.parametrize("size", SIZES)
async def test_parked(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = noted(act("M2"))
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, SIZES[size], "k", "down") == drawing


@pytest.mark.parametrize("size", SIZES)
async def test_moved(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = noted(act("M2"))
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch())
    assert await look(screen, SIZES[size]) == drawing


@pytest.mark.parametrize("size", SIZES)
async def test_jumping(act: Callable[..., Acted], size: str, drawing: SnapshotAssertion) -> None:
    acted = noted(act("M2"))
    assert await look(TraceScreen(acted.record), SIZES[size], "apostrophe") == drawing
