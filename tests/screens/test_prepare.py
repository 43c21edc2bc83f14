"""The screen before a sitting: every answer is kept, and what is missing is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from data.rules import gate, prepare_guards
from screens.navigation import GoHome, OpenSitting
from screens.prepare import PrepareScreen
from screens.widgets.row_list import RowList
from tests.screens.acted import HOSTILE, Acted, Around, made_up, seen
from tests.screens.booked import type_in

Make = Callable[..., Acted]


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Make]:
    made: list[Acted] = []

    def make(*args: object, **more: object) -> Acted:
        made.append(Acted(tmp_path / f"home{len(made)}", *args, **more))  # type: ignore[arg-type]  # passed on as they came
        return made[-1]

    yield make
    for each in made:
        each.close()


def prepare(acted: Acted, free: int = 50 * 10**9) -> Around:
    return Around(PrepareScreen(acted.record, acted.ticker, acted.loaded, free=lambda: free))


async def line_by_line(pilot: Pilot[None], sitting: Acted, *keys: str) -> None:
    """Press keys a while apart, as somebody does who reads the lines."""
    for key in keys:
        sitting.ticker.go(9_000)
        await pilot.press(key)
        await pilot.pause()


async def test_the_whole_gate_is_passed_by_keys(acted: Make) -> None:
    sitting = acted()
    app = prepare(sitting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "0 of 7 done" in seen(app)
        await pilot.press("enter", "enter", "enter", "enter")
        await pilot.pause()
        await type_in(pilot, "02:13")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("1", "enter")
        await pilot.pause()
        await line_by_line(pilot, sitting, *["enter"] * 7)
        assert "6 of 7 done" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        # Another test of this process may have given the scroll bar its glyphs.
        assert "The session is recorded." in " ".join(seen(app).strip("█│ ").split()).replace(
            " █", ""
        )
        await line_by_line(pilot, sitting, *["enter", "down"] * 4)
        assert "7 of 7 done" in seen(app) and "All checks are passed" in seen(app)
        await pilot.press("g")
        await pilot.pause()
        assert app.asked == [OpenSitting("sitting-0", "live")]
    state = sitting.kept()
    assert gate.missing(state) == ()
    assert state.checks["identity"].detail == "passport"
    assert state.recording[-1][1] == 133_000
    ticks = [tick.at.tick for tick in state.conduct.room.values()]
    assert len(set(ticks)) == 7, "each line has its own time"
    lines = state.conduct.lines
    assert [line.line for line in lines] == [*range(1, 9)]
    assert [line.text for line in lines if "line drops" in line.text]


async def test_a_room_that_is_not_as_it_has_to_be_is_told_at_the_gate(acted: Make) -> None:
    sitting = acted()
    app = prepare(sitting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.shown.query_one(RowList).move_to(gate.ALONE)
        await pilot.press("enter")
        await pilot.pause()
        assert "Its name is that of the booking: Testa Example." in " ".join(seen(app).split())
        await line_by_line(pilot, sitting, "enter", "x", "up", "q")
        assert gate.ALONE not in sitting.record.state.checks
        await pilot.press("enter")
        await pilot.pause()
        assert "   NO" in seen(app)
        await line_by_line(pilot, sitting, *["enter"] * 5)
        assert "not so: name" in seen(app)
    assert not sitting.kept().checks[gate.ALONE].ok


async def test_the_preamble_goes_on_where_it_was_left(acted: Make) -> None:
    sitting = acted()
    app = prepare(sitting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("y")
        await pilot.pause()
        await line_by_line(pilot, sitting, "enter", "enter", "up", "down", "q", "y")
        assert len(sitting.record.state.conduct.lines) == 2, "going back ticks nothing twice"
        shown = seen(app).splitlines()
        assert "After it I ask" in next(line for line in shown if ">" in line)
        await line_by_line(pilot, sitting, *["down"] * 6)
        assert "1 of 7 done" in seen(app)
    assert sitting.kept().checks[gate.PREAMBLE].ok


async def test_an_apprentice_is_waited_for_also_after_a_new_start(acted: Make) -> None:
    sitting = acted()
    app = prepare(sitting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("N")
        await pilot.pause()
        await line_by_line(pilot, sitting, "2", "4", "4")
        assert "a Arrived" in seen(app)
    app = prepare(sitting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Waiting for the apprentice" in seen(app)
        steps = sitting.record.state.conduct.wait
        assert steps is not None
        assert [step.name for step in steps.steps] == ["phoned"]
        await line_by_line(pilot, sitting, "a")
        assert "0 of 7 done" in seen(app)
        await line_by_line(pilot, sitting, "N")
        sitting.wait(11)
        await line_by_line(pilot, sitting, "N", "N", "y")
        assert GoHome() in app.asked
    state = sitting.kept()
    assert state.outcome == "no-show"
    assert len(state.conduct.waits) == 1


async def test_an_identity_document_is_a_kind_and_never_a_number(acted: Make) -> None:
    sitting = acted()
    app = prepare(sitting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("down", "down", "down", "down", "enter")
        await pilot.pause()
        await pilot.press("5")
        await pilot.pause()
        await type_in(pilot, "passport 123456789")
        await pilot.press("enter")
        await pilot.pause()
        assert "its number is never kept" in seen(app)
        await pilot.press("ctrl+u")
        await type_in(pilot, "residence permit [K1]"[:16])
        await pilot.press("enter")
        await pilot.pause()
    assert sitting.kept().checks["identity"].detail == "residence permit"


async def test_a_no_says_what_follows(acted: Make) -> None:
    sitting = acted()
    app = prepare(sitting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "The start will ask for a reason" in seen(app)
        await pilot.press("down", "x")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "cannot start without a decision" in seen(app)
        assert "0 of 7 done" in seen(app)
        await pilot.press("up", "x")
        await pilot.pause()
        await type_in(pilot, "DECISION-1")
        await pilot.press("enter")
        await pilot.pause()
        assert "under this decision" in seen(app)
        assert "1 of 7 done" in seen(app)
    state = sitting.kept()
    assert not state.checks["conflict of interest"].ok
    assert state.checks["conflict of interest"].detail == "DECISION-1"


async def test_a_recording_that_runs_after_all_is_passed(acted: Make) -> None:
    sitting = acted().do(gate.check, gate.RECORDING, False)
    app = prepare(sitting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.shown.query_one(RowList).move_to(gate.RECORDING)
        await pilot.press("enter")
        await pilot.pause()
        await type_in(pilot, "soon")
        await pilot.press("enter")
        await pilot.pause()
        assert "like 02:13" in seen(app)
        await pilot.press("ctrl+u", "enter")
        await pilot.pause()
    assert sitting.kept().checks[gate.RECORDING].ok


async def test_the_preamble_is_not_passed_by_the_key_that_opened_it(acted: Make) -> None:
    sitting = acted()
    app = prepare(sitting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.shown.query_one(RowList).move_to(gate.PREAMBLE)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter", "enter", "down", "q")
        await pilot.pause()
        assert "0 of 7 done" in seen(app)
    assert not sitting.record.state.checks


async def test_the_report_is_marked_descriptor_by_descriptor(acted: Make) -> None:
    sitting = acted()
    app = prepare(sitting)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.press("tab", "enter", "x", "enter")
        await pilot.pause()
        assert sitting.record.state.report == {"P1": True, "P2": False, "P3": True}
        await pilot.press("up", "enter")
        await pilot.pause()
        assert sitting.record.state.report["P3"] is False
        assert "3 of 10 looked at" in seen(app)
        await pilot.press("u")
        await pilot.pause()
        assert sitting.record.state.report["P3"] is True
        await pilot.press("end")
        await pilot.pause()
        assert "The presentation must contain" in seen(app)
        await pilot.press("enter", "x")
        await pilot.pause()
        assert not app.refused


async def test_a_piece_of_the_portfolio_claims_only_ksbs_of_this_sitting(acted: Make) -> None:
    sitting = acted("M2")
    app = prepare(sitting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("tab", "down", "enter")
        await pilot.pause()
        await type_in(pilot, "Call sheets [K1] #k3 #k1")
        await pilot.press("enter")
        await pilot.pause()
        assert "K1 is assessed in M1" in " ".join(seen(app).split())
        await pilot.press(*["backspace"] * 4)
        await pilot.press("enter")
        await pilot.pause()
        assert "Call sheets [K1]" in seen(app)
        assert "1 of 15 listed" in seen(app)
        await pilot.press("up", "enter")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "Call sheets [K1] #K3"
        await pilot.press("escape")
    piece = sitting.kept().portfolio[2]
    assert (piece.title, piece.ksbs) == ("Call sheets [K1]", ("K3",))


async def test_own_questions_are_added_changed_and_taken_off(acted: Make) -> None:
    sitting = acted()
    app = prepare(sitting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("tab", "tab", "enter")
        await pilot.pause()
        await type_in(pilot, "How did you budget the shoot #p4")
        await pilot.press("enter")
        await pilot.pause()
        sitting.wait(0.1)
        await pilot.press("end", "enter")
        await pilot.pause()
        await type_in(pilot, "? Who signed it off #k8 #z9")
        await pilot.press("enter")
        await pilot.pause()
        assert "z9 is not a code" in seen(app)
        await pilot.press("backspace", "backspace", "backspace", "enter")
        await pilot.pause()
        plan = sitting.record.state.plan
        assert [(q.text, q.aims) for q in plan.values()] == [
            ("How did you budget the shoot", ("P4",)),
            ("Who signed it off", ("K8",)),
        ]
        sitting.wait(0.1)
        await pilot.press("home", "x")
        await pilot.pause()
        assert list(sitting.record.state.plan) == [2]
        assert "No question reaches P1-P5 P7 D1 D2 D3." in " ".join(seen(app).split())
        await pilot.press("u")
        assert list(sitting.kept().plan) == [1, 2]


@pytest.mark.parametrize(
    "hostile", ["[K1] Ada [/x]", "##tag @@7 50% C# a@b.c", "+ plus ?7 ! what", HOSTILE]
)
async def test_hostile_words_are_kept_and_read_back_the_same(acted: Make, hostile: str) -> None:
    sitting = acted()
    app = prepare(sitting)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("tab", "tab", "enter")
        await pilot.pause()
        await type_in(pilot, hostile)
        await pilot.press("enter")
        await pilot.pause()
        before = sitting.record.state.plan[1]
        assert "\x1b" not in seen(app)
        await pilot.press("home", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert sitting.record.state.plan[1] == before


async def test_a_line_that_was_left_waits(acted: Make) -> None:
    app = prepare(acted())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("tab", "tab", "enter")
        await pilot.pause()
        await type_in(pilot, "Why that camera")
        for key in ("escape", "enter"):
            await pilot.press(key)
            await pilot.pause()
        assert app.screen.query_one(Input).value == "Why that camera"


async def test_times_and_parts_come_from_the_standard(acted: Make) -> None:
    sitting = acted("A", "a", made_up(), extra_per_mille=250, adjustment_reference="ADJ-SECRET")
    app = prepare(sitting)
    async with app.run_test(size=(96, 40), notifications=True) as pilot:
        await pilot.pause()
        shown = seen(app)
        phase = sitting.record.state.method.phases[0]
        assert f"{phase.title} {phase.minutes * 75 // 60}:" in shown
        assert "+25 %" in shown and "ADJ-SECRET" not in shown
        await pilot.press("tab")
        await pilot.pause()
        assert "Merit: does the report evidence it already?" in seen(app)


async def test_what_is_not_in_order_is_said_before_the_start(acted: Make) -> None:
    sitting = acted().wait(10).do(prepare_guards.plan_question, "Why?")
    sitting.ticker.go(-3_600_000)
    app = prepare(sitting, free=5_000_000)
    async with app.run_test(size=(60, 30), notifications=True) as pilot:
        await pilot.pause()
        words = " ".join(seen(app).split())
        assert "Free some space" in words
        assert "make the window larger" in words
        assert "clock is behind the record" in words


async def test_a_live_part_that_is_over_refuses_with_a_sentence(acted: Make) -> None:
    app = prepare(acted().heard())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert app.refused == [
            "The live part is over: nothing more can be asked or heard. Write a note instead."
        ]
        await pilot.press("h")
        await pilot.pause()
        assert app.asked == [GoHome()]


@pytest.mark.parametrize("size", [(120, 40), (96, 40), (60, 20), (40, 12), (20, 5)])
@pytest.mark.parametrize("method", ["M1", "M2"])
async def test_the_line_at_the_cursor_is_in_sight_at_every_size(
    acted: Make, size: tuple[int, int], method: str
) -> None:
    app = prepare(acted(method, family_name=HOSTILE))
    async with app.run_test(size=size, notifications=True) as pilot:
        for _ in range(3):
            await pilot.press("down", "down", "end", "up", "tab")
            await pilot.pause()
        assert all(len(line) <= size[0] for line in seen(app).splitlines())
        assert app.shown.query_one(RowList).size.height >= 1
        assert ("too small: 40x12" in seen(app)) == (size == (20, 5))
        assert ("7 checks open: the start asks" in seen(app)) == (20 < size[0] < 80)
