"""The sittings that are open: before the first phase they follow the booking, then they stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.record.chain import verify
from data.record.entries import Opened
from data.record.state import SittingState
from data.rules import clock_guards, gate
from data.standards.loader import SHIPPED_FOLDER
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from epa_tui.settings import Settings
from epa_tui.sittings import Sittings
from tests.data.store.building import a_sitting, an_assessment
from tests.screens.ticking import Ticker


class Desk:
    """A store with one booked sitting, and the program that opens it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.ticker = Ticker()
        self.store = Store.open(home)
        self.store.save_bookings([an_assessment()], [a_sitting(method="M2")])
        self.sittings = self.started()

    def started(self) -> Sittings:
        return Sittings(self.store, self.ticker, Settings())

    def again(self) -> None:
        """Close the program and start it again."""
        assert self.sittings.close()
        self.sittings = self.started()

    def look(self, task: str = "") -> SittingRecord:
        """Open the sitting as Enter does, and return its record."""
        screen: Any = self.sittings.screen_for("sitting-0", task)
        record: SittingRecord = screen._record
        return record

    def edit(self, **changes: Any) -> None:
        self.store.save_assessment(replace(self.store.assessment("assessment-0"), **changes))

    def passed(self, *names: str) -> None:
        record = self.look()
        for name in names:
            body = gate.check(record.state, self.ticker.now, name, True, "passport")
            record.add(self.ticker.now, *body)

    def begin(self) -> None:
        self.passed(*(check.name for check in gate.CHECKS))
        record = self.look()
        record.add(self.ticker.now, *clock_guards.start_phase(record.state, self.ticker.now))


Same = Callable[[], None]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.sittings.close()
    made.store.close()


@pytest.fixture(params=["at once", "after a restart"])
def then(request: pytest.FixtureRequest, desk: Desk) -> Same:
    """Go on in the same program, or in another."""
    return desk.again if request.param == "after a restart" else lambda: None


def openings(state: SittingState) -> list[Opened]:
    return [entry.body for entry in state.entries if isinstance(entry.body, Opened)]


def test_an_adjustment_approved_after_a_look_reaches_the_clock(desk: Desk, then: Same) -> None:
    desk.look()
    desk.edit(extra_per_mille=250, breaks="3 x 5 min", adjustment_reference="ADJ-7")
    then()
    state = desk.look().state
    assert (state.opened.extra_per_mille, state.opened.breaks) == (250, "3 x 5 min")
    assert len(openings(state)) == 2
    desk.begin()
    (clock,) = desk.look().state.phases.values()
    assert clock.allotted == 150 * 60_000
    assert desk.sittings.close()
    verify(desk.store.entries("sitting-0"))


def test_looking_again_adds_nothing(desk: Desk, then: Same) -> None:
    desk.look()
    then()
    desk.look()
    desk.look("record")
    assert len(desk.look().state.entries) == 1
    assert desk.sittings.close()
    assert desk.store.sitting("sitting-0").stage == "booked"


def test_another_option_brings_its_criteria_and_asks_for_its_check_again(
    desk: Desk, then: Same
) -> None:
    desk.passed(gate.STANDARD, gate.ALONE)
    desk.edit(option="2")
    then()
    state = desk.look().state
    assert state.opened.option == "2"
    assert state.criteria == state.standard.criteria("M2", "2")
    assert set(state.checks) == {gate.ALONE}


def test_a_sitting_that_was_only_looked_at_stays_booked(desk: Desk) -> None:
    desk.look()
    desk.edit(assessor="Sam Sample")
    desk.look()
    assert desk.sittings.close()
    assert desk.store.sitting("sitting-0").stage == "booked"


def test_a_corrected_file_of_the_standard_is_taken_before_the_first_phase(
    desk: Desk, then: Same
) -> None:
    desk.passed(gate.STANDARD)
    folder = desk.home / "standards"
    folder.mkdir()
    shipped = (SHIPPED_FOLDER / "ST0792-1.1.toml").read_text()
    (folder / "own.toml").write_text(shipped + "\n# corrected\n")
    before = desk.look().state.entries[0].body
    then()
    state = desk.look().state
    assert isinstance(before, Opened) and state.opened.digest != before.digest
    assert desk.sittings.close()
    assert desk.store.sitting("sitting-0").digest == state.opened.digest


def test_once_a_phase_has_begun_nothing_changes_what_it_is_held_under(
    desk: Desk, then: Same
) -> None:
    desk.begin()
    before = desk.look().state.opened
    desk.edit(extra_per_mille=250, adjustment_reference="ADJ-7", assessor="Sam Sample")
    then()
    state = desk.look().state
    assert state.opened == before
    assert len(openings(state)) == 1


def test_a_name_that_was_corrected_reaches_a_sitting_that_is_open(desk: Desk, then: Same) -> None:
    desk.begin()
    desk.edit(family_name="Sample")
    then()
    assert desk.look().assessment.family_name == "Sample"


def test_a_no_show_stays_as_it_was(desk: Desk, then: Same) -> None:
    record = desk.look()
    record.add(desk.ticker.now, *clock_guards.end_sitting(record.state, desk.ticker.now, "no-show"))
    assert record.flush()
    desk.edit(extra_per_mille=250)
    then()
    assert len(openings(desk.look().state)) == 1
