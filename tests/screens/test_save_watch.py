"""The screen hears of saving only when its lamp would change."""

from __future__ import annotations

from data.store.writer import SaveState
from screens.save_watch import SaveWatch


def told(watch: SaveWatch) -> list[bool]:
    heard: list[bool] = []
    watch.tell = lambda: heard.append(watch.expecting)
    return heard


def test_a_commit_that_nobody_waits_for_is_not_told() -> None:
    watch = SaveWatch()
    heard = told(watch)
    watch(SaveState.SAVING)
    watch(SaveState.SAVED)
    assert not heard


def test_the_commit_that_is_waited_for_is_told_once() -> None:
    watch = SaveWatch()
    heard = told(watch)
    watch.expecting = True
    watch(SaveState.SAVING)
    watch(SaveState.SAVED)
    watch(SaveState.SAVED)
    assert heard == [False]


def test_a_failure_is_always_told_and_so_is_its_end() -> None:
    watch = SaveWatch()
    heard = told(watch)
    watch(SaveState.NOT_SAVED)
    watch(SaveState.SAVED)
    assert heard == [True, False]


def test_who_listens_late_still_hears_that_it_was_mended() -> None:
    watch = SaveWatch()
    watch.expecting = True
    watch(SaveState.NOT_SAVED)
    heard = told(watch)
    watch(SaveState.SAVED)
    assert heard == [False]
