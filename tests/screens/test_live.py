"""The live screen as a whole: what is always in sight, at every size, and whether it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.binding import Binding

from data.record.entries import Marked, Undone
from data.rules import prepare_guards
from screens.actions import CHECKLIST, DIGITS, LIVE, NOTE
from screens.live import LiveScreen
from screens.navigation import GoHome
from screens.widgets.checklist import Checklist
from screens.widgets.line import Line
from screens.widgets.row_list import RowList
from tests.screens.acted import HOSTILE, MINUTE, Acted, made_up
from tests.screens.living import Live, closing, live

SIZES = [(80, 24), (96, 40), (120, 40), (60, 20), (40, 12), (36, 10), (20, 5), (10, 3)]


EVERYTHING = (
    *("Testa Example", "M2", "option 1", "1st attempt", "ST0792 1.1", "rec 2:13"),
    *("Professional discussion", "RUNNING", "ends 13:00:00", "discretion ends 13:12:00"),
    *("extension 0:00 of 12:00", "questions 1/10", "this question 3:00"),
    *("1/22 pass", "0/4 distinction", "2P2-9P9", "P10-P13"),
    *("5:34 each, 2 min ahead", "room for 9 more"),
    *("What went wrong?", "planned on paper", "n opens the note line", "KEYS"),
)
"""What an assessor never has to look for."""


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


@pytest.mark.parametrize(
    ("method", "size"), [("M2", size) for size in SIZES] + [("A", (80, 24)), ("A", (40, 12))]
)
async def test_it_runs_at_every_size(tmp_path: Path, size: tuple[int, int], method: str) -> None:
    loaded, option = (made_up(), "a") if method == "A" else (None, "2")
    with closing(Acted(tmp_path, method, option, loaded).asking()) as acted:
        async with live(acted, size=size) as shown:
            await shown.press("q", "c", "c", "p", "5", "p", "m", "enter", "E", "y")
            await shown.note("planned")
            await shown.press("question_mark", "question_mark", "b", "b")
            assert not shown.state.current
            assert len(shown.state.notes) == 1


async def test_everything_that_matters_is_in_sight(acted: Acted) -> None:
    acted.do(prepare_guards.set_recording, 133_000)
    acted.do(prepare_guards.plan_question, "What went wrong?", ("P4",))
    async with live(acted, size=(80, 24)) as shown:
        await shown.press("q")
        await shown.note("planned on paper #p1")
        await shown.go(3 * MINUTE)
        for size in ((80, 24), (96, 40), (120, 40)):
            await shown.pilot.resize_terminal(*size)
            await shown.look()
            for wanted in EVERYTHING:
                assert wanted in shown.seen, (size, wanted)


async def test_the_reduced_screen_keeps_clock_question_coverage_and_note(acted: Acted) -> None:
    async with live(acted, size=(40, 12)) as shown:
        await shown.press("q")
        await shown.note("planned on paper")
        for wanted in (
            "RUNNING",
            "13:00:00 / 13:12:00",
            "Q 1/10",
            "5:27 each",
            "0/22 pass",
            "9P9 P10-P13",
        ):
            assert wanted in shown.seen, wanted
        assert "planned on" in shown.seen


async def test_a_terminal_that_is_too_small_says_so_and_loses_nothing(acted: Acted) -> None:
    async with live(acted, size=(80, 24)) as shown:
        await shown.press("n")
        for size in ((20, 5), (30, 24), (80, 8)):
            await shown.type("half a ")
            await shown.pilot.resize_terminal(*size)
            await shown.look()
            assert "too small: 40x12" in shown.seen, size
            assert "2:00:00" in shown.seen, size
            await shown.type("note ")
            await shown.pilot.resize_terminal(80, 24)
            assert shown.writing, size
        assert shown.line.text == "half a note " * 3


async def test_home_leaves_the_clock_running(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("h")
        assert isinstance(shown.window.asked[-1], GoHome)
        assert shown.state.clock is not None


def test_every_binding_has_an_id_and_a_tooltip() -> None:
    for owner in (LiveScreen, Checklist, Line, RowList):
        for binding in owner.BINDINGS:
            assert isinstance(binding, Binding)
            assert binding.id
            assert binding.tooltip


@pytest.mark.parametrize("actions", [LIVE + DIGITS, CHECKLIST, NOTE])
def test_no_two_actions_of_one_place_share_a_key(actions: tuple[object, ...]) -> None:
    keys = [key for action in actions for key in action.keys.split(",")]  # type: ignore[attr-defined]  # an Action
    assert len(keys) == len(set(keys))


def test_every_action_can_be_carried_out() -> None:
    for action in LIVE + DIGITS:
        name = (action.call or action.name).partition("(")[0]
        assert hasattr(LiveScreen, f"action_{name}"), action.id


@pytest.mark.parametrize("key", ["b", "f8"])
async def test_privacy_hides_everything_but_the_clock(acted: Acted, key: str) -> None:
    async with live(acted) as shown:
        await shown.press("q")
        await shown.note("they overspent #p4")
        await shown.press(key)
        for private in ("Testa", "Example", "overspent", "questions", "pass", "P1", "option 1"):
            assert private not in shown.seen, private
        assert "ends 13:00:00" in shown.seen
        assert "PRIVACY" in shown.seen
        assert shown.title == "2:00:00 RUNNING"
        await shown.press("u", "f")
        assert "overspent" not in shown.seen
        await shown.press(key)
        assert "Testa Example" in shown.seen
        assert "questions 1/10" in shown.seen
        await shown.press("q")
        assert shown.state.main_asked == 2


async def test_privacy_hides_what_was_said_last_as_well(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.note("they overspent")
        await shown.press("u")
        assert "Undone: note: they overspent" in shown.seen
        await shown.press("b")
        assert "overspent" not in shown.seen


async def test_privacy_in_the_middle_of_a_note_goes_on_with_the_note(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        await shown.type("they over")
        await shown.press("f8")
        await shown.type("spent")
        assert shown.writing
        assert "over" not in shown.seen.replace("ends", "")
        assert not shown.state.questions
        await shown.press("f8")
        assert "they overspent" in shown.seen


async def test_privacy_in_the_middle_of_a_question_hides_at_once_and_the_answer_waits(
    acted: Acted,
) -> None:
    async with live(acted) as shown:
        await shown.press("J")
        await shown.type("bell rang")
        assert "bell rang" in shown.seen
        await shown.press("f8")
        for private in ("Testa", "adjourned", "bell rang"):
            assert private not in shown.seen, private
        await shown.press("f8", "J", "enter")
        assert "Adjourn the sitting?" in shown.seen
        await shown.press("b")
        assert "PRIVACY" in shown.seen
        assert "Adjourn" not in shown.seen
        assert shown.state.adjourned is None


async def test_a_name_made_to_deceive_is_shown_as_it_is(tmp_path: Path) -> None:
    acted = Acted(tmp_path, "M2", given_names=HOSTILE, family_name="[/]")
    with closing(acted.asking()):
        assert acted.record.flush()
        async with live(acted) as shown:
            assert "[K1] Ada [/x] [bold]b[/]" in shown.seen
            assert "\x1b" not in shown.seen
            assert "\u202e" not in shown.seen
            assert "● saved" in shown.seen.splitlines()[0]


async def _open_list(shown: Live) -> None:
    await shown.press("c")
    await shown.pilot.pause()


async def test_ticks_are_entries_and_are_taken_back(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("q")
        await _open_list(shown)
        assert "26 descriptors" in shown.seen
        await shown.press("enter")
        assert shown.of(Marked)[0].mark.code == "P1"
        assert "h P1" in shown.seen
        assert "25 descriptors" in shown.seen
        await shown.press("plus")
        assert "+ P1" in shown.seen
        await shown.press("z")
        assert "? P1" in shown.seen
        await shown.press("minus")
        assert "- P1" in shown.seen
        await shown.press("x", "x", "x", "x")
        assert "26 descriptors" in shown.seen
        assert len(shown.of(Undone)) == 4


async def test_what_was_heard_through_a_note_can_be_ticked_too(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.note("booked the vans #p1")
        await _open_list(shown)
        await shown.press("enter")
        assert not shown.refused
        assert len(shown.of(Marked)) == 1
        await shown.press("enter")
        assert "h P1" in shown.seen


async def test_the_list_is_filtered_by_words_and_by_codes(acted: Acted) -> None:
    async with live(acted) as shown:
        await _open_list(shown)
        await shown.press("slash")
        await shown.type("risk assess")
        assert shown.seen.splitlines()[-1].split()[:5] == [
            *("FILTER", "Enter", "Keep", "Esc", "Clear")
        ]
        assert not shown.state.questions
        await shown.press("enter", "enter")
        assert shown.of(Marked)[0].mark.code == "P3"
        assert "P1  Explains" not in shown.seen
        await shown.press("c")
        assert "P1  Explains" in shown.seen
        await shown.press("slash")
        await shown.type("o4")
        await shown.press("enter", "plus")
        assert shown.state.standings["O4"].sign == "+"
        await shown.press("c", "c")
        assert not shown.screen.has_class("-checklist")


async def test_the_whole_statement_can_be_read(acted: Acted) -> None:
    async with live(acted) as shown:
        await _open_list(shown)
        await shown.press("down", "d")
        ksb = next(k for k in acted.loaded.standard.ksbs if k.code == "K3")
        words = shown.seen.replace("\n", " ").split()
        assert ksb.text.split()[-1] in words
        await shown.press("enter", "q")
        assert shown.state.main_asked == 1


@pytest.mark.parametrize(("width", "beside"), [(95, False), (96, True)])
async def test_the_list_stands_beside_the_notes_where_there_is_room(
    acted: Acted, width: int, beside: bool
) -> None:
    async with live(acted, size=(width, 30)) as shown:
        await shown.note("planned on paper")
        await _open_list(shown)
        assert ("planned on paper" in shown.seen) is beside
        assert "Checklist" in shown.seen
        await shown.note("and on site")
        await shown.press("down", "x")
        assert len(shown.of(Marked)) == 1, "the list has the keys again after a note"
        await shown.press("f10")
        assert "planned on paper" in shown.seen


async def test_statements_that_stand_in_are_marked(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M2", "2").asking()) as acted:
        async with live(acted) as shown:
            await _open_list(shown)
            await shown.press("end")
            await shown.press("slash")
            await shown.type("o3")
            assert "statement" in shown.seen
            await shown.press("enter", "d")
            assert "descriptor text not available" in shown.seen


async def test_what_the_report_evidences_is_shown_apart(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M1")) as acted:
        acted.do(prepare_guards.mark_report, "P2", True)
        async with live(acted) as shown:
            assert "report P2" in shown.seen


async def test_an_unknown_attempt_and_a_wide_name_fit(tmp_path: Path) -> None:
    acted = Acted(tmp_path, "M2", given_names="山田" * 30)
    with closing(acted.asking()):
        assert acted.record.flush()
        async with live(acted) as shown:
            first = shown.seen.splitlines()[0]
            assert "…" in first
            assert first.rstrip().endswith("● saved")


async def test_a_re_sit_says_so(acted: Acted) -> None:
    opened = replace(acted.record.state.opened, attempt="re-sit")
    acted.record.state = acted.record.state.having(opened=opened)
    async with live(acted) as shown:
        assert "re-sit" in shown.seen
