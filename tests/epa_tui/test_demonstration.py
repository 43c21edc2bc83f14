"""The demonstration: every stage, nobody real, and nothing that the rules would not allow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange.canonical import address
from data.exchange.schema import validate
from data.record.instant import Instant
from data.record.phase_clock import MINUTE
from data.record.state import SittingState
from data.rules.coverage import Heard, descriptor_state
from data.rules.judging import unattached, warnings
from data.rules.stage import stage_of
from data.standards.library import Library
from data.store.errors import StoreUnwritable
from data.store.rows import AssessmentRow, Sitting
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from epa_tui.demonstration import MARKER, NotADemonstration, is_demonstration, prepare
from epa_tui.invented.cast import ULNS, later_today, working_day
from tests.epa_tui.conftest import NOW

DAY = 24 * 60 * MINUTE


@pytest.fixture
def store(demonstration: Path) -> Iterator[Store]:
    with Store.open(demonstration) as opened:
        yield opened


def rows(store: Store) -> dict[str, AssessmentRow]:
    return {row.assessment.given_names: row for row in store.search("").rows}


def all_sittings(store: Store) -> list[Sitting]:
    return [sitting for row in rows(store).values() for sitting in row.sittings]


def state(store: Store, sitting: Sitting) -> SittingState:
    record = SittingRecord.open(store, sitting.id, Library().find("ST0792", "1.1").standard)
    assert record.close()
    return record.state


def of(store: Store, given_name: str, method: str, number: int = 1) -> Sitting:
    sittings = rows(store)[given_name].sittings
    return next(s for s in sittings if (s.method, s.number) == (method, number))


def test_every_stage_is_there(store: Store) -> None:
    stages = {sitting.stage for sitting in all_sittings(store)}
    assert stages == {"booked", "preparing", "interrupted", "judging", "sealed", "no-show"}


def test_every_record_is_whole_and_its_summary_true(store: Store) -> None:
    begun = [sitting for sitting in all_sittings(store) if sitting.entries]
    assert len(begun) == 8
    for sitting in begun:
        found = state(store, sitting)
        assert (found.last.seq, found.last.hash) == (sitting.entries, sitting.head)
        assert stage_of(found) == sitting.stage
        assert found.last.at.wall <= NOW.wall
        assert [e.at.wall for e in found.entries] == sorted(e.at.wall for e in found.entries)
        assert found.deviations == ()


def test_nobody_is_real(store: Store) -> None:
    for row in rows(store).values():
        assert row.assessment.uln in ULNS
        assert row.assessment.employer in {"Sample Films", "Placeholder Post", "Specimen Studios"}
    assert len({row.assessment.uln for row in rows(store).values()}) == 10


def test_two_sittings_are_prepared_for_today(store: Store) -> None:
    project, discussion = of(store, "Testa", "M1"), of(store, "Mocka", "M2")
    for sitting in (project, discussion):
        assert sitting.scheduled_at is not None
        assert NOW.wall < sitting.scheduled_at < NOW.wall + DAY / 2
    prepared = state(store, project)
    assert len(prepared.plan) == 7 and any(prepared.report.values())
    listed = state(store, discussion)
    assert list(listed.portfolio) == list(range(1, 16))
    assert listed.standard.criteria_status("M2", listed.opened.option) == "statements"


def test_tomorrow_somebody_has_a_quarter_more_time(store: Store) -> None:
    demo, sitting = rows(store)["Demo"].assessment, of(store, "Demo", "M1")
    assert (demo.extra_per_mille, demo.adjustment_reference) == (250, "DEMO-RA-1")
    assert sitting.scheduled_at is not None
    tomorrow = NOW.later(DAY).local().date()
    assert NOW.later(sitting.scheduled_at - NOW.wall).local().date() == tomorrow


def test_a_discussion_was_interrupted_fifty_minutes_in_and_goes_on(store: Store) -> None:
    found = state(store, of(store, "Trial", "M2"))
    assert found.clock is not None
    assert found.clock.elapsed(NOW) == found.clock.elapsed(NOW.later(DAY)) == 50.2 * MINUTE
    assert (found.main_asked, found.followups_asked, len(found.notes)) == (6, 1, 15)
    assert all(note.marks for note in found.notes.values())
    assert NOW.since(found.last.at) == 4 * MINUTE
    assert found.clock.resume(NOW).elapsed(NOW.later(MINUTE)) == 51.2 * MINUTE


def test_a_project_waits_for_its_judgements_with_loose_notes(store: Store) -> None:
    found = state(store, of(store, "Fabla", "M1"))
    assert found.outcome == "completed"
    assert len(unattached(found)) == 3
    assert not found.judgements


def test_the_sealed_ones_have_valid_documents_that_say_what_they_are(store: Store) -> None:
    grades = {}
    for sitting in all_sittings(store):
        for document in store.documents(sitting.id):
            raw = json.loads(document.body)
            validate(raw)
            assert document.sha256 == address(document.body)
            assert raw["data"]["demonstration"] is True
            assert warnings(state(store, sitting)) == ()
            grades[sitting.id] = raw["data"]["overall"]["grade"]
    assert grades == {
        of(store, "Proba", "M1").id: None,
        of(store, "Proba", "M2").id: "pass",
        of(store, "Pretend", "M1").id: "fail",
    }
    assert of(store, "Proba", "M1").grade == "pass"
    assert of(store, "Proba", "M2").grade == "distinction"


def test_a_distinction_rests_on_evidence_for_every_descriptor(store: Store) -> None:
    found = state(store, of(store, "Proba", "M2"))
    told = {d.code: descriptor_state(found, d) for d in found.criteria}
    assert set(told.values()) == {Heard.SUFFICIENT}
    assert all(judged.notes for judged in found.judgements.values())


def test_a_failed_project_is_booked_again_within_the_period(store: Store) -> None:
    first, again = of(store, "Pretend", "M1"), of(store, "Pretend", "M1", 2)
    assert (first.grade, again.attempt, again.stage) == ("fail", "re-sit", "booked")
    assert first.scheduled_at is not None and again.scheduled_at is not None
    assert again.scheduled_at - first.scheduled_at > 21 * DAY
    ends = date.fromisoformat(rows(store)["Pretend"].assessment.epa_ends_on or "")
    assert NOW.later(again.scheduled_at - NOW.wall).local().date() < ends


def test_somebody_did_not_come(store: Store) -> None:
    found = state(store, of(store, "Absent", "M1"))
    assert (found.outcome, dict(found.phases)) == ("no-show", {})


@pytest.mark.parametrize(
    "wall",
    [
        1_795_564_620_000,  # three minutes before midnight
        1_795_566_000_000,  # twenty minutes past midnight
        1_774_749_000_000,  # on a Sunday, half an hour after the clocks went forward
        1_798_286_400_000,  # at noon of Boxing Day
    ],
)
def test_it_can_be_built_at_any_hour_of_any_day(wall: int, tmp_path: Path) -> None:
    now = Instant(wall, 60_000, "just-started")
    prepare(tmp_path / "home", now)
    with Store.open(tmp_path / "home") as store:
        assert len(all_sittings(store)) == 14
        at = of(store, "Testa", "M1").scheduled_at
        assert at is not None
        assert now.later(at - now.wall).local().date() == now.local().date()


@given(st.integers(0, 4_102_444_800_000), st.integers(0, 600))
def test_later_today_is_later_and_today(wall: int, minutes: int) -> None:
    now = Instant(wall, 0, "boot")
    found = now.later(later_today(now, minutes) - now.wall)
    assert found.local().date() == now.local().date()
    assert found.local().minute % 15 == 0
    late = now.later((minutes + 15) * MINUTE).local().date() != now.local().date()
    assert late or minutes * MINUTE <= found.wall - now.wall < (minutes + 15) * MINUTE


@given(st.integers(1_500_000_000_000, 2_500_000_000_000), st.integers(-30, 30).filter(bool))
def test_a_working_day_is_no_weekend_and_on_the_right_side(wall: int, distance: int) -> None:
    today, found = (
        Instant(wall, 0, "b").local().date(),
        working_day(Instant(wall, 0, "b"), distance),
    )
    assert found.weekday() < 5
    assert (found > today) == (distance > 0)
    assert abs((found - today).days) >= abs(distance)


def test_the_marker_tells_a_demonstration(demonstration: Path, tmp_path: Path) -> None:
    assert is_demonstration(demonstration)
    assert not is_demonstration(tmp_path)
    assert not is_demonstration(tmp_path / "missing")
    assert not is_demonstration(demonstration / "store.lock")
    assert all(path.stat().st_mode & 0o077 == 0 for path in demonstration.iterdir())


def test_what_was_killed_before_it_kept_anything_is_built_after_all(tmp_path: Path) -> None:
    (tmp_path / MARKER).touch()
    Store.open(tmp_path).close()
    prepare(tmp_path, NOW)
    with Store.open(tmp_path) as store:
        assert len(all_sittings(store)) == 14


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").touch()
    with pytest.raises(NotADemonstration):
        prepare(tmp_path, NOW)
    with pytest.raises(StoreUnwritable):
        prepare(tmp_path / "settings.toml", NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_a_crowd_has_both_methods_booked_on_the_coming_days(demonstration: Path) -> None:
    prepare(demonstration, NOW, more=30)
    with Store.open(demonstration) as store:
        found = [
            row
            for row in store.search("0", limit=999).rows
            if row.assessment.family_name[-1:].isdigit()
        ]
        assert len(found) == 30
        for row in found:
            assert [s.method for s in row.sittings] == ["M1", "M2"]
            assert all((s.scheduled_at or 0) > NOW.wall for s in row.sittings)
        per_day = store.agenda(NOW.wall + DAY, NOW.wall + 2 * DAY)
        assert 0 < len(per_day) < 20
