"""The running application keeps copies of an encrypted store, and says at once what is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from data.store import upkeep as keeping
from data.store.backup import backups, check
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from data.store.upkeep import keep_backup
from epa_tui.app import EpaApp
from epa_tui.settings import Settings
from epa_tui.upkeep import Upkeep, keep_at_close
from tests.data.record.sittings import shipped
from tests.data.store.building import a_sitting, an_assessment
from tests.epa_tui.hands import MINUTE, Hands
from tests.faults.opening import KEY, opened
from tests.screens.acted import LOOKS, seen
from tests.screens.ticking import NOON, Ticker


@asynccontextmanager
async def running(home: Path) -> AsyncIterator[tuple[Hands, Store]]:
    """The application on an encrypted store with one sitting."""
    ticker = Ticker()
    with opened(home) as store:
        sitting = a_sitting(method="M2", scheduled_at=NOON.wall + 10 * MINUTE)
        store.save_bookings([replace(an_assessment(), option="1")], [sitting])
        app = EpaApp(store, ticker, Settings(), store.agenda(NOON.wall - 600 * MINUTE))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            yield Hands(app, pilot, ticker), store
            await pilot.press("ctrl+q")


def labels(home: Path) -> list[str]:
    return [one.label for one in reversed(backups(home))]


async def until(hands: Hands, true: Callable[[], bool]) -> None:
    for _ in range(LOOKS):
        if true():
            return
        await hands.pilot.pause(0.02)
    raise AssertionError(f"it never came: {seen(hands.app)}")


def of_hand(hands: Hands, store: Store, clock_runs: Callable[[], bool]) -> Upkeep:
    """One whose ten minutes last a hundredth of a second."""
    return Upkeep(hands.app, store, hands.ticker, clock_runs, every_s=0.01)


async def test_a_checked_copy_is_there_after_the_start(tmp_path: Path) -> None:
    async with running(tmp_path) as (hands, _):
        await until(hands, lambda: labels(tmp_path) == ["start"])
    (copy,) = backups(tmp_path)
    assert check(copy.path, KEY).assessments == {"assessment-0"}
    assert b"Example" not in copy.path.read_bytes()


async def test_copies_are_made_while_a_clock_runs_and_something_was_written(tmp_path: Path) -> None:
    async with running(tmp_path) as (hands, store):
        await until(hands, lambda: labels(tmp_path) == ["start"])
        sittings = hands.app._sittings
        assert sittings is not None
        of_hand(hands, store, sittings.running).begin()
        await until(hands, lambda: labels(tmp_path) == ["start", "start"])
        store.save_assessment(an_assessment(1))
        await hands.pilot.pause(0.1)
        assert "live" not in labels(tmp_path), "no clock runs"
        await hands.prepared()
        await hands.press("s")
        await until(hands, lambda: "live" in labels(tmp_path))
        await hands.note("invented words #p1")
        written = store.changes
        await until(hands, lambda: labels(tmp_path).count("live") >= 2 or store.changes > written)
        newest = backups(tmp_path)[0]
        assert newest.label == "live" and check(newest.path, KEY).entries > 0


async def test_none_is_made_while_nothing_was_written(tmp_path: Path) -> None:
    async with running(tmp_path) as (hands, store):
        await until(hands, lambda: labels(tmp_path) == ["start"])
        of_hand(hands, store, lambda: True).begin()
        await until(hands, lambda: len(labels(tmp_path)) == 2)
        await hands.pilot.pause(0.2)
        assert labels(tmp_path) == ["start", "start"]


def test_at_the_close_one_is_made_only_where_something_was_written(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save_assessment(an_assessment())
    with opened(tmp_path) as store:
        assert keep_at_close(store, Ticker()) == ""
        assert labels(tmp_path) == []
        store.save_assessment(an_assessment(1))
        assert keep_at_close(store, Ticker()) == ""
        assert labels(tmp_path) == ["close"]


def with_a_changed_entry(home: Path) -> None:
    """Change an entry of another sitting behind the back of the program, after a good backup."""
    with opened(home) as store:
        later = a_sitting(1, scheduled_at=NOON.wall + 60 * MINUTE)
        store.save_bookings([an_assessment(1, family_name="Hidden")], [later])
        sitting, assessment = store.sitting("sitting-1"), store.assessment("assessment-1")
        SittingRecord.begin(store, sitting, assessment, shipped(), NOON, lambda _: None).close()
        keep_backup(store, "hand", NOON.wall / 1000)
    with opened(home) as store:
        raw = store._connection
        (trigger,) = raw.execute(
            "SELECT sql FROM sqlite_schema WHERE name='entry_stays'"
        ).fetchone()
        raw.execute("DROP TRIGGER entry_stays")
        raw.execute("UPDATE entry SET ciphertext = x'00' WHERE sitting_id = 'sitting-1'")
        raw.execute(trigger)


async def test_a_changed_entry_is_told_at_once_and_goes_on_being_told(tmp_path: Path) -> None:
    with_a_changed_entry(tmp_path)
    async with running(tmp_path) as (hands, store):
        await hands.sees("is damaged")
        (told,) = (one.message for one in hands.app._notifications)
        assert told.startswith(f"The file {store.path} is damaged")
        assert "sitting sitting-1: entry 1 was changed" in told and "unchecked" not in told
        assert "Newest good backup: 000001-hand.db." in told
        assert "Sitting sitting-1, M1: entry 1 only in the store" in told and "Hidden" not in told
        assert labels(tmp_path) == ["hand"]
        await hands.prepared()
        await hands.press("s")
        await hands.note("invented words #p1")
        assert "STORE DAMAGED: finish, then epa-tui" in seen(hands.app).splitlines()[0]


async def test_steps_that_the_log_lost_are_told(tmp_path: Path) -> None:
    async with running(tmp_path) as (hands, store):
        await until(hands, lambda: labels(tmp_path) == ["start"])
        store.lost_commits = 3
        of_hand(hands, store, lambda: False).begin()
        await hands.sees("3 saved steps may be missing")


async def test_no_room_is_told_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_ROOM", 10**12)
    async with running(tmp_path) as (hands, store):
        await hands.sees("No backup was made")
        await hands.prepared()
        await hands.press("s")
        await hands.note("invented words #p1")
        monkeypatch.undo()
        of_hand(hands, store, lambda: False).begin()
        await until(hands, lambda: store.damage == "" or bool(labels(tmp_path)))
    with opened(tmp_path) as store:
        texts = [getattr(entry.body, "text", "") for entry in store.entries("sitting-0")]
    assert "invented words" in " ".join(texts)


async def test_a_folder_of_backups_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("in the way", "utf-8")
    async with running(tmp_path) as (hands, store):
        await until(hands, lambda: bool(store.damage))
        assert store.damage == "NO BACKUP: finish, then epa-tui doctor"
        await hands.sees("cannot be written")
