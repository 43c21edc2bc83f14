"""The lists: what they hold, in which order, and that they stay quick when there is much."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.store.record_reading import ENTRIES_AT_ONCE
from data.store.rows import JourneySummary, Summary
from data.store.store import Store
from tests.data.store.building import LIVE, NOON, a_record, a_sitting, an_assessment, notes

HOUR = 3_600_000
TODAY = NOON.wall
MANY = 10_000


def _book(store: Store, times: dict[int, int | None]) -> None:
    store.save_bookings(
        [an_assessment(number) for number in times],
        [a_sitting(number, scheduled_at=when) for number, when in times.items()],
    )


def _set_stage(store: Store, number: int, stage: str) -> None:
    store.append(f"sitting-{number}", notes(2), Summary(stage, None, None))


def _agenda(store: Store, until: int | None = None, limit: int = 200) -> list[str]:
    return [row.sitting.id for row in store.agenda(TODAY, until, limit)]


def test_the_agenda_begins_with_what_was_left_open(store: Store) -> None:
    _book(
        store,
        {
            1: TODAY + HOUR,
            2: TODAY - HOUR,  # overdue
            3: TODAY - 2 * HOUR,  # interrupted
            4: TODAY - 3 * HOUR,  # sealed
            5: None,  # begun, never scheduled
            6: None,  # not begun, never scheduled
            7: TODAY + 30 * HOUR,
        },
    )
    _set_stage(store, 3, "interrupted")
    _set_stage(store, 4, "sealed")
    _set_stage(store, 5, "live")

    assert _agenda(store) == [f"sitting-{number}" for number in (5, 3, 2, 0, 1, 7)]
    assert _agenda(store, until=TODAY + 2 * HOUR)[-1] == "sitting-1"


@pytest.mark.parametrize("stage", ["sealed", "withdrawn", "no-show", "abandoned"])
def test_what_was_finished_today_stays_on_the_agenda_and_is_gone_tomorrow(
    store: Store, stage: str
) -> None:
    _set_stage(store, 0, stage)
    assert _agenda(store) == ["sitting-0"]
    assert store.agenda(TODAY + 24 * HOUR) == ()


def test_old_neglected_bookings_do_not_hide_today(store: Store) -> None:
    _book(store, {number: TODAY - number * HOUR for number in range(1, 60)})
    shown = _agenda(store, limit=20)
    assert len(shown) <= 20
    assert "sitting-0" in shown
    assert shown[0] == "sitting-5", "the latest of the overdue are shown, oldest first"


def test_an_agenda_row_says_whose_sitting_it_is(store: Store) -> None:
    (row,) = store.agenda(TODAY)
    assert row.assessment == an_assessment()
    assert row.sitting == store.sitting("sitting-0")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", {0, 1, 2}),
        ("   ", {0, 1, 2}),
        ("exam", {0, 1}),
        ("EXAMPLE testa", {0}),
        ("testa example", {0}),
        ("0159801", {1}),
        ("jose", {1}),
        ("orchid", {2}),
        ("imaginary", {0, 2}),
        ("exam imaginary", {0}),
        ("nobody", set()),
        ("%", set()),
        ("_", set()),
        ("'; DROP TABLE assessment; --", set()),
    ],
)
def test_search(store: Store, typed: str, found: set[int]) -> None:
    store.save_bookings(
        [
            an_assessment(1, given_names="José", uln="1000159801", provider="Elsewhere"),
            an_assessment(2, family_name="Sample", given_names="Toni", employer="Orchid TV"),
        ],
        [a_sitting(1)],
    )
    page = store.search(typed)
    assert {row.assessment.id for row in page.rows} == {f"assessment-{n}" for n in found}
    assert page.total == len(found)


def test_a_changed_name_is_found_by_the_new_one_only(store: Store) -> None:
    store.save_assessment(an_assessment(family_name="Renamed"))
    assert store.search("renamed").total == 1
    assert store.search("example").total == 0


def test_the_list_has_the_sittings_of_each_in_the_order_of_the_attempts(store: Store) -> None:
    of = "assessment-0"
    store.save_bookings(
        [an_assessment(1)],
        [
            a_sitting(3, assessment_id=of, method="M2"),
            a_sitting(4, assessment_id=of, number=2, attempt="re-sit"),
        ],
    )
    mine, other = store.search("").rows
    assert [(s.method, s.number) for s in mine.sittings] == [("M1", 1), ("M1", 2), ("M2", 1)]
    assert mine.sittings == store.sittings(of)
    assert other.sittings == ()


def test_a_long_record_is_read_whole(store: Store) -> None:
    record = notes(2 * ENTRIES_AT_ONCE + 1)
    store.append("sitting-0", record, LIVE)
    assert store.entries("sitting-0") == record
    store.save_sitting(a_sitting(1, assessment_id="assessment-0"))
    exactly = a_record([entry.body for entry in record[:ENTRIES_AT_ONCE]], "f")
    store.append("sitting-1", exactly, LIVE)
    assert store.entries("sitting-1") == exactly


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    home: Path = tmp_path_factory.mktemp("crowd") / "home"
    with Store.open(home) as store:
        store.save_bookings(
            (
                an_assessment(n, family_name=f"Example{n:05}", uln=f"{1_000_000_000 + n}")
                for n in range(MANY)
            ),
            (a_sitting(n) for n in range(MANY)),
        )
        yield store


def test_pages_of_many_follow_each_other_by_name(crowd: Store) -> None:
    pages = [crowd.search("example0", offset, 100) for offset in (0, 100, 9_950)]
    names = [row.assessment.family_name for page in pages for row in page.rows]
    expected = [*range(200), *range(9_950, MANY)]
    assert names == [f"Example{n:05}" for n in expected]
    assert {page.total for page in pages} == {MANY}
    everyone = crowd.search("", 9_950, 100)
    assert everyone.rows == pages[-1].rows
    assert everyone.total == MANY
    assert crowd.search("example09999").rows[0].sittings[0].id == "sitting-9999"


def _quickest(task: Callable[[], object]) -> float:
    def once() -> float:
        begin = time.perf_counter()
        task()
        return time.perf_counter() - begin

    return min(once() for _ in range(15))


def test_the_agenda_of_a_day_does_not_depend_on_how_much_there_is(
    crowd: Store, tmp_path: Path
) -> None:
    until = TODAY + 10 * HOUR
    with Store.open(tmp_path / "few") as few:
        _book(few, {number: TODAY + number * HOUR for number in range(10)})
        small = _quickest(lambda: few.agenda(TODAY, until))
        assert len(few.agenda(TODAY, until)) == len(crowd.agenda(TODAY, until)) == 10
    # Reading all of them takes hundreds of times as long.
    assert _quickest(lambda: crowd.agenda(TODAY, until)) < 20 * small


def test_a_search_of_many_answers_while_one_types(crowd: Store) -> None:
    assert _quickest(lambda: crowd.search("example04")) < 0.1
    assert _quickest(lambda: crowd.search("")) < 0.1


def _withdraw(store: Store, number: int) -> None:
    store.keep_journey(JourneySummary(f"assessment-{number}", "withdrawn", False), (), ())


def test_what_was_withdrawn_as_a_whole_is_nobodys_to_sit(store: Store) -> None:
    _book(store, {0: TODAY - HOUR, 1: TODAY + HOUR, 2: TODAY - HOUR, 3: TODAY + HOUR})
    _set_stage(store, 2, "judging")
    for number in (0, 1, 2):
        _withdraw(store, number)
    rows = {row.sitting.id: row.sitting.stage for row in store.agenda(TODAY)}
    # What was left open is gone, what is to come says so, and what was begun is still to be judged.
    assert rows == {"sitting-1": "withdrawn", "sitting-2": "judging", "sitting-3": "booked"}
    assert store.sitting("sitting-1").stage == "booked"
    found = [row.assessment.id for row in store.search("", only="open").rows]
    assert sorted(found) == ["assessment-2", "assessment-3"]


def test_the_list_knows_what_was_withdrawn_and_what_is_held(store: Store) -> None:
    _book(store, {0: None, 1: None, 2: None})
    _withdraw(store, 0)
    store.keep_journey(JourneySummary("assessment-1", "graded", True), (), ())
    rows = {row.assessment.id[-1]: (row.state, row.held) for row in store.search("").rows}
    assert rows == {"0": ("withdrawn", False), "1": ("graded", True), "2": ("", False)}
