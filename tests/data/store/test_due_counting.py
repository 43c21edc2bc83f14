"""What is due is kept with whatever changes it, and home never has to compute it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.record.entries import Body, Noted, PhaseEnded, Sealed
from data.record.journey.conduct_kinds import Suspected
from data.rules.publishing import publish
from data.standards.library import Library
from data.store.connection import connect
from data.store.due_counting import DueCounting
from data.store.due_keeping import Changed
from data.store.journey_record import JourneyRecord
from data.store.migrate import STEPS, migrate
from data.store.reading import NARROWED
from data.store.rows import DueRow, JourneySummary, Summary
from data.store.store import Store
from tests.data.store.building import LIVE, NOON, OPENED, Newer, a_record, a_sitting, an_assessment

HEARD: tuple[Body, ...] = (OPENED, PhaseEnded("presentation"))
JUDGING, SEALED = Summary("judging", None, "completed"), Summary("sealed", "pass", "completed")
ALL = "9999-12-31"
DAY_MS = 86_400_000
DUE = DueRow("assessment-0", "result", "M1", "2026-05-27")
"""Heard on Sunday 17 May 2026: Monday 25 May is a bank holiday."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home") as opened:
        opened.save_bookings([an_assessment()], [a_sitting()])
        yield opened


def told(store: Store) -> list[DueRow]:
    return [owed.due for owed in store.dues(ALL)]


def count(store: Store) -> int:
    return DueCounting(store).count(NOON)


def test_a_sitting_that_was_heard_is_due_until_its_result_is_published(store: Store) -> None:
    count(store)
    assert told(store) == []
    store.append("sitting-0", a_record(HEARD), JUDGING)
    assert count(store) == 1
    assert told(store) == [DUE]
    store.append("sitting-0", a_record([*HEARD, Sealed("pass")]), SEALED)
    count(store)
    assert told(store) == [DUE]
    standard = Library().find("ST0792", "1.1").standard
    record = JourneyRecord.open(store, "assessment-0", standard)
    record.add(NOON, publish(record.view(NOON), "M1", date(2026, 5, 17)))
    assert told(store) == []
    # Sealed anew, it is another result, and has to be published again.
    store.append("sitting-0", a_record([*HEARD, Sealed("pass"), Noted("more")]), JUDGING)
    count(store)
    assert told(store) == [DUE]


def test_whether_a_result_is_held_is_told_with_what_is_due(store: Store) -> None:
    store.append("sitting-0", a_record(HEARD), JUDGING)
    count(store)
    assert [owed.held for owed in store.dues(ALL)] == [False]
    record = JourneyRecord.open(store, "assessment-0", Library().find("ST0792", "1.1").standard)
    record.add(NOON, Suspected("Pat Pretend", "2026-05-17T10:00", "a second voice at 10:00"))
    assert [owed.held for owed in store.dues(ALL)] == [True]


def test_notes_of_a_sitting_name_nothing(store: Store) -> None:
    store.append("sitting-0", a_record([OPENED]), LIVE)
    count(store)
    store.append("sitting-0", a_record([OPENED, Noted("one"), Noted("two")]), LIVE)
    assert store.changed_dues() == ()
    assert count(store) == 0


def test_what_comes_from_elsewhere_is_computed_too(store: Store) -> None:
    count(store)
    store.save_assessment(an_assessment(epa_ends_on="2026-06-01"))
    assert count(store) == 1
    assert told(store) == [DueRow("assessment-0", "period", "", "2026-06-01")]


def test_what_changes_meanwhile_stays_named(store: Store) -> None:
    store.append("sitting-0", a_record(HEARD), JUDGING)
    (changed,) = store.changed_dues()
    store.keep_dues(Changed(changed.assessment_id, changed.seen - 1), ())
    assert store.changed_dues() == (changed,)
    store.keep_dues(changed, [DUE])
    assert store.changed_dues() == ()


def test_of_former_years_nothing_is_computed(store: Store) -> None:
    long_ago = a_record(HEARD)
    store.append("sitting-0", long_ago, SEALED)
    later = NOON.later(700 * DAY_MS)
    assert DueCounting(store).count(later) == 0
    assert store.changed_dues() == ()


def test_a_result_that_nobody_published_here_is_let_go_after_four_weeks(store: Store) -> None:
    store.append("sitting-0", a_record(HEARD), SEALED)
    count(store)
    DueCounting(store).count(NOON.later(30 * DAY_MS))
    assert told(store) == [DUE]
    DueCounting(store).count(NOON.later(40 * DAY_MS))
    assert told(store) == []


def test_the_users_own_holidays_count_from_the_next_time_on(store: Store) -> None:
    store.append("sitting-0", a_record(HEARD), JUDGING)
    count(store)
    table = store.path.with_name("holidays.toml")
    table.write_text('[[add]]\nday = 2026-05-20\nname = "Proclaimed"\n', encoding="utf-8")
    assert count(store) == 1
    assert told(store) == [replace(DUE, due_on="2026-05-28")]
    assert count(store) == 0


def test_nothing_is_due_of_whom_was_erased(store: Store) -> None:
    store.save_assessment(an_assessment(gateway_on=None))
    store.append("sitting-0", a_record(HEARD), JUDGING)
    count(store)
    store.erase("assessment-0", NOON, "retention")
    assert count(store) == 1
    assert told(store) == []


def test_what_is_due_stays_where_only_a_newer_version_reads_the_record(store: Store) -> None:
    store.append("sitting-0", a_record(HEARD), JUDGING)
    count(store)
    standard = Library().find("ST0792", "1.1").standard
    JourneyRecord.open(store, "assessment-0", standard).add(NOON, Newer())
    store.save_assessment(an_assessment(epa_ends_on="2026-06-01"))
    assert count(store) == 0
    assert told(store) == [DUE]


def test_the_earliest_comes_first_and_one_index_is_read(store: Store) -> None:
    store.save_bookings([an_assessment(1)])
    store.keep_dues(Changed("assessment-0", 0), [replace(DUE, due_on="2026-06-02")])
    store.keep_dues(Changed("assessment-1", 0), [replace(DUE, assessment_id="assessment-1")])
    assert [due.due_on for due in told(store)] == ["2026-05-27", "2026-06-02"]
    assert [owed.due.due_on for owed in store.dues("2026-05-27")] == ["2026-05-27"]
    assert len(store.dues(ALL, limit=1)) == 1
    for query, values in ((NARROWED["due"], ("2026-06-01",)), (NARROWED["to judge"], ())):
        (plan,) = store._rows(f"EXPLAIN QUERY PLAN {query}", *values)
        assert "INDEX" in plan[3]


def test_a_list_is_narrowed_to_what_is_open_to_judge_or_due(store: Store) -> None:
    store.save_bookings(
        [an_assessment(n, family_name=f"Example{n}") for n in (1, 2, 3, 4, 5)],
        [a_sitting(1), a_sitting(2, method="M2"), a_sitting(5)],
    )
    store.append("sitting-0", a_record([OPENED]), SEALED)
    store.append("sitting-5", a_record([OPENED]), SEALED)
    store.keep_journey(JourneySummary("assessment-5", "planned", False), (), ())
    store.append("sitting-1", a_record(HEARD), JUDGING)
    store.keep_dues(Changed("assessment-0", 0), [DUE])
    store.keep_journey(JourneySummary("assessment-4", "withdrawn", False), (), ())
    found = {
        only: [row.assessment.id for row in store.search("", only=only, until="2026-05-27").rows]
        for only in NARROWED
    }
    assert found == {
        # Of the third nothing is booked yet; the fourth was withdrawn before anything was. Of the
        # fifth a method is left, though nothing of it is booked.
        "open": ["assessment-1", "assessment-2", "assessment-3", "assessment-5"],
        "to judge": ["assessment-1"],
        "due": ["assessment-0"],
    }
    assert store.search("", only="due", until="2026-05-26").total == 0
    assert store.search("example2", only="open").total == 1
    assert store.search("example2", only="to judge").total == 0


def test_a_store_of_a_former_version_is_computed_when_it_comes_up(tmp_path: Path) -> None:
    former = tmp_path / "steps"
    shutil.copytree(STEPS, former)
    (former / "versions" / "v0004.py").unlink()
    path = tmp_path / "store.db"
    connection = connect(path)
    migrate(connection, path, None, former)
    columns = "'a0', 'Example', 'Testa', '1', '', '', 'ST0792', '1.1', '1', 0, '', '', NULL, NULL"
    connection.execute(f"INSERT INTO assessment VALUES ({columns}, '', '')")
    migrate(connection, path, "0003")
    assert connection.execute("SELECT assessment_id FROM due_change").fetchall() == [("a0",)]
    connection.close()


def test_what_is_due_stays_while_a_file_is_wrong_and_follows_it_when_it_is_mended(
    store: Store,
) -> None:
    store.append("sitting-0", a_record([*HEARD, Sealed("pass")]), SEALED)
    count(store)
    own = store.path.parent / "journeys/ST0792-1.1.toml"
    own.parent.mkdir()
    own.write_text("format = ")
    store.save_assessment(an_assessment(epa_ends_on="2026-06-01"))
    wrong = DueCounting(store)
    assert wrong.count(NOON) == 0 and told(store) == [DUE]
    [problem] = wrong.problems
    assert str(own) in problem and "is not TOML" in problem
    own.unlink()
    mended = DueCounting(store)
    assert mended.count(NOON) == 1 and mended.problems == ()
    assert told(store) == [DUE, DueRow("assessment-0", "period", "", "2026-06-01")]
