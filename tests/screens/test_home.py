"""The home screen: what is to be done is seen at once, anybody is found by typing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from data.store.due_keeping import Changed
from data.store.rows import AgendaRow, DueRow, Summary
from data.store.store import Store
from screens.due_rows import until
from screens.form import AssessmentForm
from screens.home import HomeScreen
from screens.navigation import OpenJourney, OpenSitting
from screens.widgets.row_list import RowList
from tests.data.store.building import OPENED, a_record, a_sitting, an_assessment
from tests.screens.acted import HOSTILE, Around, seen
from tests.screens.booked import TODAY, a_row, at, keep, library, settled, type_in
from tests.screens.ticking import Ticker


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home") as opened:
        yield opened


def home(
    store: Store, tmp_path: Path, agenda: tuple[AgendaRow, ...] = (), *, demonstration: bool = False
) -> Around:
    screen = HomeScreen(store, Ticker(), agenda, demonstration, library=lambda: library(tmp_path))
    return Around(screen)


def people(store: Store, count: int) -> None:
    store.save_bookings(
        [an_assessment(n, family_name=f"Example{n:03}") for n in range(count)],
        [a_sitting(n, scheduled_at=at(1 + n, 10)) for n in range(count)],
    )


async def test_the_agenda_handed_in_shows_before_the_store_can_be_read(
    store: Store, tmp_path: Path
) -> None:
    app = home(store, tmp_path, (a_row(0, at(0, 14)),))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert not store.ready
        line = next(line for line in seen(app).splitlines() if "Testa Example" in line)
        for fact in ("14:00", "M1", "option 1", "first", "booked"):
            assert fact in line


async def test_sittings_stand_under_what_they_ask_for(store: Store, tmp_path: Path) -> None:
    agenda = (
        a_row(0, at(3, 9)),
        a_row(1, at(1, 9)),
        a_row(2, at(0, 15)),
        a_row(3, at(-4, 9)),
        a_row(4, at(-1, 9), "judging"),
        a_row(5, at(-2, 9), "interrupted"),
        a_row(6, None),
        a_row(7, at(0, 9), "sealed"),
    )
    app = home(store, tmp_path, agenda)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.pause()
        rows = app.screen.query_one(RowList).rows
        order = [row.content.plain.strip() if row.heading else row.key for row in rows]
        assert [line for line in order if line] == [
            "Under way",
            "sitting-5",
            "To be judged and sealed",
            "sitting-4",
            "Overdue",
            "sitting-3",
            "Today  Wed 20 May",
            "sitting-7",
            "sitting-2",
            "Tomorrow  Thu 21 May",
            "sitting-1",
            "Sat 23 May",
            "sitting-0",
            "No date yet",
            "sitting-6",
        ]
        assert "INTERRUPTED" in seen(app)


async def test_a_sealed_sitting_shows_its_grade_and_an_adjustment_its_effect(
    store: Store, tmp_path: Path
) -> None:
    row = a_row(0, at(0, 9), "sealed", extra_per_mille=250, adjustment_reference="ADJ-SECRET")
    graded = AgendaRow(replace(row.sitting, grade="distinction"), row.assessment)
    app = home(store, tmp_path, (graded,))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "sealed  distinction" in seen(app)
        assert "+25 %" in seen(app)
        assert "ADJ-SECRET" not in seen(app)


@pytest.mark.parametrize("name", ["[K1] Ada [/x]", "[bold]Ada", "Ada \\[", "Zoë 名前"])
async def test_names_show_as_they_were_typed(store: Store, tmp_path: Path, name: str) -> None:
    keep(store, an_assessment(family_name=name), a_sitting(scheduled_at=at(0, 12)))
    app = home(store, tmp_path, store.agenda(at(0, 0)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert name in seen(app)
        await pilot.press("tab")
        await settled(pilot)
        assert name in seen(app)


async def test_a_hostile_name_cannot_drive_the_terminal_or_push_columns(
    store: Store, tmp_path: Path
) -> None:
    keep(store, an_assessment(family_name=HOSTILE), a_sitting(scheduled_at=at(0, 12)))
    app = home(store, tmp_path, store.agenda(at(0, 0)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        shown = seen(app)
        assert "\x1b" not in shown and "\u202e" not in shown
        assert any("[K1] Ada" in line and "booked" in line for line in shown.splitlines())


async def test_enter_opens_the_sitting_and_r_its_record(store: Store, tmp_path: Path) -> None:
    app = home(store, tmp_path, (a_row(0, at(0, 12)), a_row(1, at(0, 13))))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("down", "enter", "up", "r")
        await pilot.pause()
        assert app.asked == [OpenSitting("sitting-1"), OpenSitting("sitting-0", "record")]


async def test_typing_finds_and_leaving_keeps_the_text(store: Store, tmp_path: Path) -> None:
    keep(store, an_assessment(0, family_name="Sample", given_names="[K1]"), a_sitting(0))
    keep(store, an_assessment(1, family_name="Other"), a_sitting(1))
    app = home(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash")
        await settled(pilot)
        assert "Sample" in seen(app) and "Other" in seen(app)
        await pilot.press(*"samp")
        await settled(pilot)
        assert "Sample, [K1]" in seen(app) and "Other" not in seen(app)
        assert "1 found" in seen(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert app.asked == [OpenSitting("sitting-0")]
        assert app.screen.query_one(Input).value == "samp"


async def test_nobody_found_says_so_and_more_typing_goes_on(store: Store, tmp_path: Path) -> None:
    keep(store, an_assessment(0), a_sitting(0))
    app = home(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash")
        await type_in(pilot, "[/x")
        await settled(pilot)
        assert "Nobody is found under: [/x" in seen(app)
        await pilot.press("backspace", "backspace", "backspace", "escape", "enter")
        await settled(pilot)
        assert "Example, Testa" in seen(app)


async def test_a_long_list_is_read_as_the_cursor_comes_near(store: Store, tmp_path: Path) -> None:
    people(store, 230)
    app = home(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("tab")
        await settled(pilot)
        rows = app.screen.query_one(RowList)
        assert len(rows.rows) == 24
        for _ in range(4):
            await pilot.press("end")
            await settled(pilot)
        assert [row.key for row in rows.rows] == [f"assessment-{n}" for n in range(230)]


@pytest.mark.parametrize(("key", "task"), [("enter", ""), ("r", "record")])
async def test_of_several_sittings_one_is_chosen_the_next_one_first(
    store: Store, tmp_path: Path, key: str, task: str
) -> None:
    m1, m2 = a_sitting(0, scheduled_at=at(1, 9)), a_sitting(1, scheduled_at=at(2, 9), method="M2")
    second = replace(m2, assessment_id="assessment-0")
    row = AgendaRow(m1, an_assessment(0))
    keep(store, row.assessment, second, m1)
    app = home(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("tab")
        await settled(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert "1  M1  first  21 May 2026 09:00  booked" in seen(app)
        assert "2  M2  first  22 May 2026 09:00  booked" in seen(app)
        await pilot.press("q")
        await pilot.pause()
        assert not app.asked
        await pilot.press(key)
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert app.asked == [OpenSitting("sitting-1", task)]


async def test_an_only_sitting_opens_at_once(store: Store, tmp_path: Path) -> None:
    keep(store, an_assessment(0), a_sitting(0, scheduled_at=at(1, 9)))
    app = home(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("tab")
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app.asked == [OpenSitting("sitting-0")]


async def test_an_assessment_without_sittings_opens_its_journey(
    store: Store, tmp_path: Path
) -> None:
    keep(store, an_assessment(0))
    app = home(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("tab")
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        assert app.asked == [OpenJourney("assessment-0")]
        assert app.refused == ["No sitting is booked yet; press a to book one."]


async def test_each_view_keeps_its_place(store: Store, tmp_path: Path) -> None:
    people(store, 5)
    app = home(store, tmp_path, store.agenda(at(0, 0)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("down", "down", "tab")
        await settled(pilot)
        await pilot.press("down", "tab")
        await pilot.pause()
        assert app.screen.query_one(RowList).key == "sitting-2"
        await pilot.press("tab")
        await settled(pilot)
        assert app.screen.query_one(RowList).key == "assessment-1"


async def test_an_empty_store_says_what_to_do(store: Store, tmp_path: Path) -> None:
    app = home(store, tmp_path, demonstration=True)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "enters a new assessment" in seen(app) and "epa-tui demo" in seen(app)
        assert "DEMONSTRATION" in seen(app)
        await pilot.press("tab")
        await settled(pilot)
        assert "There are no assessments yet." in seen(app)
        await pilot.press("enter", "e", "a", "r")
        await pilot.pause()
        assert len(app.refused) == 4


async def test_a_new_assessment_waits_for_the_store(store: Store, tmp_path: Path) -> None:
    app = home(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert app.screen is app.shown
        store.make_ready()
        assert isinstance(app.shown, HomeScreen)
        app.shown.refresh_agenda()
        await pilot.pause()
        assert isinstance(app.screen, AssessmentForm)


async def test_what_was_entered_without_a_day_is_shown_among_all(
    store: Store, tmp_path: Path
) -> None:
    people(store, 1)
    app = home(store, tmp_path, store.agenda(at(0, 0)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        entered = an_assessment(7, family_name="Newcomer")
        keep(store, entered)
        assert isinstance(app.shown, HomeScreen)
        app.shown.show_changed(entered)
        await settled(pilot)
        assert "Newcomer" in seen(app) and app.shown.chosen() == (entered, ())


async def test_the_agenda_is_read_again_when_it_changed(store: Store, tmp_path: Path) -> None:
    app = home(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        keep(store, an_assessment(0, family_name="Latecomer"), a_sitting(0, scheduled_at=at(0, 16)))
        assert isinstance(app.shown, HomeScreen)
        app.shown.refresh_agenda()
        await pilot.pause()
        assert "Latecomer" in seen(app)
        assert "enters a new assessment" not in seen(app)


@pytest.mark.parametrize("size", [(120, 40), (96, 40), (60, 20), (40, 12), (20, 5)])
async def test_time_name_and_stage_stay_at_every_size(
    store: Store, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = home(store, tmp_path, (a_row(0, at(0, 12), family_name="Verylongname" * 5),))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        shown = seen(app).splitlines()
        assert all(len(line) <= size[0] for line in shown)
        if size[1] >= 12:
            assert any("12:00" in line and "Testa" in line and "book" in line for line in shown)
        await pilot.press("slash", "x", "escape", "tab")
        await settled(pilot)


def owing(store: Store, days: int) -> None:
    """Let a result be due some days from today."""
    keep(store, an_assessment(3, family_name="Owing"), a_sitting(3, scheduled_at=at(days - 9, 9)))
    due = DueRow("assessment-3", "result", "M1", (TODAY + timedelta(days)).isoformat())
    store.keep_dues(Changed("assessment-3", 0), [due])


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_what_is_due_stands_after_today_and_opens_the_journey(
    store: Store, tmp_path: Path, size: tuple[int, int]
) -> None:
    owing(store, -2)
    agenda = (a_row(0, at(0, 14)), a_row(1, at(1, 9)))
    dues = store.dues(until(TODAY))
    screen = HomeScreen(store, Ticker(), agenda, dues=dues, library=lambda: library(tmp_path))
    app = Around(screen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        order = [row.key for row in app.screen.query_one(RowList).rows]
        assert order.index("sitting-0") < order.index("heading Due") < order.index("sitting-1")
        assert "1 past due" in seen(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.asked == [OpenJourney("assessment-3", "results")]


async def test_one_key_filters_all_assessments(store: Store, tmp_path: Path) -> None:
    owing(store, 3)
    keep(store, an_assessment(0, family_name="Judging"), a_sitting(0))
    store.append("sitting-0", a_record([OPENED]), Summary("judging", None, "completed"))
    app = home(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for shown, names in (
            ("open: 2", ("Judging", "Owing")),
            ("to judge: 1", ("Judging",)),
            ("due: 1", ("Owing",)),
            ("2 in all", ("Judging", "Owing")),
        ):
            await pilot.press("f")
            await settled(pilot)
            assert shown in seen(app)
            for name in ("Judging", "Owing"):
                assert (f"{name}, Testa" in seen(app)) == (name in names)
        await pilot.press("f", "f", "slash")
        await type_in(pilot, "owing")
        await settled(pilot)
        assert "Nobody is found under: owing (to judge)" in seen(app)
