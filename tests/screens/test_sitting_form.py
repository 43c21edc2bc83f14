"""Booking another sitting: the plan's rules of second attempts hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.journey.machine import PERIOD_OVER, WITHDRAWN
from data.store.rows import JourneySummary, Summary
from data.store.store import Store
from screens.sitting_form import SittingForm
from screens.widgets.field import Field
from tests.data.store.building import OPENED, a_record, a_sitting, an_assessment
from tests.screens.acted import Around, seen
from tests.screens.booked import at, keep, library, sealed, type_in
from tests.screens.ticking import Ticker


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home") as opened:
        opened.make_ready()
        keep(opened, an_assessment(epa_ends_on="2026-10-01"), a_sitting())
        yield opened


def form(store: Store, tmp_path: Path) -> Around:
    assessment = store.assessment("assessment-0")
    return Around(SittingForm(store, library(tmp_path), Ticker(), assessment))  # type: ignore[arg-type]  # any screen


def said(app: Around) -> list[str]:
    return [field.problem for field in app.shown.query(Field) if field.problem]


async def test_the_method_that_is_missing_is_offered_first(store: Store, tmp_path: Path) -> None:
    app = form(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert "M2  Professional discussion" in seen(app)
        await pilot.press("enter", "enter")
        await type_in(pilot, "28/5 10:00")
        await pilot.press("enter")
        await type_in(pilot, "room [K1]")
        await pilot.press("f2")
        await pilot.pause()
    booked = store.sittings("assessment-0")[1]
    assert (booked.method, booked.attempt, booked.number) == ("M2", "first", 1)
    assert (booked.scheduled_at, booked.place) == (at(8, 10), "room [K1]")


async def test_a_method_is_not_booked_twice(store: Store, tmp_path: Path) -> None:
    app = form(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1", "f2")
        await pilot.pause()
        assert said(app) == ["M1 (first) is booked already; open or change that sitting."]
    assert len(store.sittings("assessment-0")) == 1


async def test_a_failed_method_may_be_sat_again(store: Store, tmp_path: Path) -> None:
    sealed(store, store.sitting("sitting-0"), "fail")
    app = form(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1", "enter", "2", "enter")
        await type_in(pilot, "1/6 10:00")
        await pilot.press("enter", "enter")
        await type_in(pilot, "EXC-1")
        await pilot.press("enter")
        await pilot.pause()
    again = store.sittings("assessment-0")[1]
    assert (again.method, again.attempt, again.number) == ("M1", "re-sit", 2)
    assert again.exceptional == "EXC-1"


@pytest.mark.parametrize("attempt", ["2", "3"])
async def test_a_passed_method_is_never_sat_again_to_raise_a_grade(
    store: Store, tmp_path: Path, attempt: str
) -> None:
    sealed(store, store.sitting("sitting-0"), "pass")
    app = form(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1", "enter", attempt, "f2")
        await pilot.pause()
        assert "not offered to apprentices wishing to move from pass" in said(app)[0]
    assert len(store.sittings("assessment-0")) == 1


async def test_a_second_first_attempt_and_a_re_sit_without_one_are_refused(
    store: Store, tmp_path: Path
) -> None:
    sealed(store, store.sitting("sitting-0"), "fail")
    app = form(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1", "f2")
        await pilot.pause()
        first = said(app)
        await pilot.press("shift+tab", "2", "enter", "2", "f2")
        await pilot.pause()
        assert first == ["M1 had its first attempt; choose re-sit or re-take."]
        assert "M2 has no sealed attempt yet: a re-sit or re-take follows a fail." in said(app)


async def test_a_re_sit_after_the_period_wants_exceptional_circumstances(
    store: Store, tmp_path: Path
) -> None:
    sealed(store, store.sitting("sitting-0"), "fail")
    app = form(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1", "enter", "2", "enter")
        await type_in(pilot, "2/10 10:00")
        await pilot.press("f2")
        await pilot.pause()
        assert "is after the EPA period, which ends" in said(app)[0]
        await pilot.press("enter", "enter")
        await type_in(pilot, "EXC-2")
        await pilot.press("f2")
        await pilot.pause()
    assert store.sittings("assessment-0")[1].exceptional == "EXC-2"


async def test_an_apprentice_who_did_not_come_may_be_booked_again(
    store: Store, tmp_path: Path
) -> None:
    store.append("sitting-0", a_record([OPENED]), Summary("no-show", None, "no-show"))
    app = form(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1", "f2")
        await pilot.pause()
        assert not said(app)
    again = store.sittings("assessment-0")[1]
    assert (again.attempt, again.number) == ("first", 2)


@pytest.mark.parametrize(("state", "reason"), [(WITHDRAWN, "is withdrawn"), (PERIOD_OVER, "over")])
async def test_of_an_assessment_that_has_ended_nothing_is_booked(
    store: Store, tmp_path: Path, state: str, reason: str
) -> None:
    sealed(store, store.sitting("sitting-0"), "fail")
    ended = JourneySummary("assessment-0", state, held=False, entries=0, head="", updated_at=0)
    store.keep_journey(ended, [], [])
    app = form(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1", "enter", "2", "f2")
        await pilot.pause()
        assert reason in said(app)[0]
    assert len(store.sittings("assessment-0")) == 1
