"""The planning meeting by keys: a clock that survives, an agenda that is ticked, how it ends."""

from __future__ import annotations

from pathlib import Path

from data.record.phase_clock import ClockState
from data.rules.planning_part import PART
from screens.meeting import MeetingScreen
from screens.step_form import StepForm
from screens.widgets.phase_panel import PhasePanel
from screens.widgets.row_list import RowList
from tests.screens.acted import Around
from tests.screens.planned import Planned


def panel(screen: MeetingScreen) -> tuple[str, str]:
    facts = screen.query_one(PhasePanel).facts
    assert facts is not None
    return facts.left, facts.state


def rows(screen: MeetingScreen) -> str:
    shown = screen.query_one(RowList)._rows
    return "\n".join(row.content.plain for row in shown)


async def test_a_meeting_from_its_begin_to_its_end(tmp_path: Path) -> None:
    planned = Planned(tmp_path, "M1", "M2")
    screen = MeetingScreen(planned.record, planned.ticker)
    app = Around(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        assert "Begin it first" in app.refused[-1]
        await pilot.press("s")
        planned.wait(4)
        await pilot.press("3", "down", "enter")
        meeting = planned.record.state.planning.open
        assert meeting is not None and list(meeting.ticked) == ["timings", "dates"]
        assert rows(screen).count("●") == 2
        await pilot.press("3")
        assert rows(screen).count("●") == 1
        await pilot.press("u")
        assert rows(screen).count("●") == 2
        planned.wait(42)
        screen.repaint()
        assert panel(screen) == ("+1:00", ClockState.OVERTIME)
        await pilot.press("e")
        form = app.screen
        assert isinstance(form, StepForm)
        await pilot.press("C", "f2")
        await pilot.pause()
        assert app.screen is screen and panel(screen)[1] == ClockState.ENDED
        assert planned.record.view(planned.ticker.now).at == "planned"
        await pilot.press("s")
        await pilot.pause()
        assert app.screen is not screen, "a second meeting is not begun by one stray key"
    planned.close()


async def test_the_clock_goes_on_where_the_program_was_closed_meanwhile(tmp_path: Path) -> None:
    planned = Planned(tmp_path).do(PART, "start").wait(11)
    screen = MeetingScreen(planned.again(), planned.ticker)
    async with Around(screen).run_test(size=(40, 12)):
        assert panel(screen) == ("34:00", ClockState.RUNNING)
    planned.close()


async def test_a_sitting_is_booked_from_the_meeting_and_shown_in_the_agenda(tmp_path: Path) -> None:
    planned = Planned(tmp_path, "M1").do(PART, "start")
    screen = MeetingScreen(planned.record, planned.ticker)
    app = Around(screen)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "M1 not booked" in rows(screen)
        await pilot.press("b", "enter", *"24/6 11:00", "f2")
        await pilot.pause()
        assert app.screen is screen, app.refused
        assert "M1 Wed 24 Jun 2026 11:00" in rows(screen)
    [sitting] = planned.store.sittings("assessment-0")
    assert sitting.scheduled_at is not None and sitting.place == "a room"
    planned.close()
