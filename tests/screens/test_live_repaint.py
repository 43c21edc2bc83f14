"""A second that passes repaints the clock, and what stands still is not touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.widget import Widget

from data.record import fold
from data.rules import clock_guards, pace, prepare_guards
from data.standards.bank import Bank
from tests.screens.acted import MINUTE, Acted
from tests.screens.living import closing, live

SECONDS = 10


async def test_ten_seconds_repaint_the_clock_ten_times_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The strip has a pace that is behind, a horizon and an open door meanwhile."""
    painted: list[set[str]] = []
    update = Compositor.update_widgets

    def watched(compositor: Compositor, widgets: set[Widget]) -> None:
        painted.append({type(widget).__name__ for widget in widgets})
        update(compositor, widgets)

    with closing(Acted(tmp_path, "M2").asking()) as acted:
        for number in range(1, 20):
            acted.do(prepare_guards.plan_question, f"Planned {number}?", ("P4",), number)
        acted.asked(4).noted("compared quotes", ("P1", "+")).wait(5.5)
        async with live(acted, bank=Bank()) as shown:
            await shown.pilot.pause()
            monkeypatch.setattr(Compositor, "update_widgets", watched)
            for _ in range(SECONDS):
                await shown.go(1000)
    assert painted == [{"PhasePanel"}] * SECONDS


def test_a_second_folds_nothing_and_an_entry_folds_nothing_from_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded: list[int] = []

    def counted(standard: object, entries: tuple[object, ...]) -> object:
        folded.append(len(entries))
        return fold.fold(standard, entries)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(pace, "fold", counted)
    with closing(Acted(tmp_path, "M1").asking()) as acted:
        for _ in range(5):
            pace.pace(acted.wait(0.1).record.state, acted.ticker.now)
        acted.asked(3).noted("planned", ("P2", "+")).do(clock_guards.pause, "welfare")
        for _ in range(5):
            found = pace.pace(acted.record.state, acted.ticker.now)
    assert found is not None
    assert found.left_ms < 40 * MINUTE
    assert len(folded) <= 1
