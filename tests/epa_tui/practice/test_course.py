"""The score of a practice, without a screen: each task by its doing, hints, misses and skips."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.entries import Incident, Mark, Noted, Parked, Paused, Undone
from data.record.instant import Instant
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from epa_tui.practice.app import sitting_to_practise
from epa_tui.practice.course import HINT_AFTER_MS, Course
from epa_tui.practice.task import Seen
from epa_tui.practice.tasks import TASKS
from epa_tui.practice.told import document, table, total, way
from screens.actions import BY_ID, LIVE
from tests.screens.ticking import Ticker


@pytest.fixture
def ticker() -> Ticker:
    return Ticker()


@pytest.fixture
def record(tmp_path: Path, ticker: Ticker) -> Iterator[SittingRecord]:
    with Store.open(tmp_path / "home") as store:
        record = sitting_to_practise(store, ticker)
        yield record
        record.close()


def leap(record: SittingRecord, ticker: Ticker, at_ms: int) -> None:
    clock = record.state.clock
    if clock is not None:
        ticker.go(max(0, at_ms - clock.elapsed(ticker.now)))


def test_what_each_task_shows_is_what_it_asks_for(record: SittingRecord, ticker: Ticker) -> None:
    course = Course()
    hidden = False
    for number, task in enumerate(TASKS):
        assert course.task is task
        leap(record, ticker, task.at_ms)
        course.begin(Seen(record.state, hidden), ticker.now)
        assert not course.look(Seen(record.state, hidden), ticker.now), task.title
        bodies = task.show(record.state, ticker.now)
        assert course.admits(bodies), task.title
        record.add(ticker.now, *bodies)
        hidden = hidden if bodies else not hidden
        course.press()
        assert course.look(Seen(record.state, hidden), ticker.go(1200)), task.title
        assert len(course.outcomes) == number + 1
    assert course.over
    assert total(course) == "20 of 20 tasks in 24.0 s, no misses."
    assert max(len(line) for line in table(course, {})) < 60
    assert record.state.phases_over
    assert not record.state.deviations


def test_the_quickest_way_is_of_keys_that_there_are() -> None:
    for task in TASKS:
        ids = [step for step in task.quickest if step.startswith("live.")]
        assert len(ids) == 1
        assert BY_ID[ids[0]] in LIVE
    assert way(TASKS[0], {}) == BY_ID["live.start"].keys.split(",")[0]
    assert way(TASKS[0], {"live.start": "f12"}) == "F12"


def begun(record: SittingRecord, title: str, now: Instant) -> Course:
    """Return a course of one task."""
    course = Course([task for task in TASKS if task.title == title])
    course.begin(Seen(record.state), now)
    return course


def test_only_what_belongs_to_a_task_is_admitted(record: SittingRecord, ticker: Ticker) -> None:
    last = record.state.last.seq
    noting = begun(record, "note with a tag", ticker.now)
    assert noting.admits([Noted("on the budget")])
    assert noting.admits([Noted("on the budget", (Mark("P4", "+"),))])
    assert not noting.admits([Noted("on the budget", (Mark("P5", "+"),))])
    assert not noting.admits([Noted("on the budget", (Mark("P4", "-"),))])
    assert not noting.admits([Parked("on the budget")])
    assert noting.admits([Undone(last + 1)])
    assert not noting.admits([Undone(last)])
    telling = begun(record, "incident", ticker.now)
    assert telling.admits([Undone(last), Incident("a visitor")])
    assert begun(record, "resume", ticker.now).admits([Undone(last), Paused("welfare")])
    assert not begun(record, "resume", ticker.now).admits([Undone(last)])


def test_a_hint_comes_in_time_or_with_a_miss(record: SittingRecord, ticker: Ticker) -> None:
    course = begun(record, "note", ticker.now)
    assert not course.hinting(ticker.go(HINT_AFTER_MS - 1))
    assert course.hinting(ticker.go(1))
    again = begun(record, "note", ticker.now)
    again.miss()
    assert again.hinting(ticker.now)


def test_a_skip_is_a_miss_and_is_told(record: SittingRecord, ticker: Ticker) -> None:
    course = begun(record, "note", ticker.now)
    course.press()
    course.miss()
    course.skip(ticker.go(2500))
    assert course.over
    course.skip(ticker.now)
    course.miss()
    assert total(course) == "0 of 1 tasks in 2.5 s, 2 misses."
    assert table(course, {})[1] == "note              2.5    1 skipped  n  call sheet  Enter"
    assert document(course, {}) == {
        "format": 1,
        "finished": True,
        "seconds": 2.5,
        "misses": 2,
        "tasks": [
            {
                "task": "note",
                "seconds": 2.5,
                "keys": 1,
                "misses": 2,
                "skipped": True,
                "quickest": "n  call sheet  Enter",
            }
        ],
    }
