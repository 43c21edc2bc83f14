"""Copies are whole, hold back no save, and count only when they are in order."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.record.entries import Noted
from data.store.backup import (
    approve,
    back_up,
    backups,
    check,
    clear_unchecked,
    newest_good,
    next_number,
    remove_copy,
)
from data.store.connection import connect_copy
from data.store.errors import StoreDamaged, StoreError
from data.store.store import Store
from tests.data.store.building import LIVE
from tests.data.store.canaries import (
    KEY,
    OTHER_KEY,
    a_result,
    add_notes,
    fill,
    readable,
    written,
)
from tests.data.store.damaging import flip, noticed, some_bits
from tests.data.store.dying import copy_for_ever, dies_within


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    chosen: bytes | None = request.param
    return chosen


@pytest.fixture
def filled(home: Path, key: bytes | None) -> Iterator[Store]:
    with Store.open(home, key) as store:
        fill(store, 0, 1, notes=60)
        yield store


_SEQS = "SELECT seq FROM entry WHERE sitting_id = 'sitting-0'"


def _hashes(store: Store, number: int) -> tuple[str, ...]:
    return tuple(line.hash for line in store.lines(f"sitting-{number}"))


def test_a_copy_holds_what_the_store_holds(filled: Store, key: bytes | None) -> None:
    copy = approve(filled.back_up("hand"))
    held = check(copy, key)
    assert held.assessments == {"assessment-0", "assessment-1"}
    for number in (0, 1):
        assert held.sittings[f"sitting-{number}"].hashes == _hashes(filled, number)
    assert held.entries == 122


def test_a_copy_that_was_not_checked_does_not_count(filled: Store, home: Path) -> None:
    copy = filled.back_up("live")
    assert copy.exists()
    assert backups(home) == []
    approved = approve(copy)
    assert [backup.path for backup in backups(home)] == [approved]
    filled.back_up("live")
    clear_unchecked(home)
    assert [path.name for path in (home / "backups").iterdir()] == ["000001-live.db"]


def test_they_are_numbered_and_the_newest_comes_first(filled: Store, home: Path) -> None:
    for label in ("start", "live", "close"):
        approve(filled.back_up(label))
    (home / "backups" / "notes.txt").write_text("not a copy")
    (home / "backups" / "000009-other.db").symlink_to("000001-start.db")
    found = backups(home)
    assert [(one.number, one.label) for one in found] == [(3, "close"), (2, "live"), (1, "start")]
    assert found[0].size == found[0].path.stat().st_size
    assert next_number(home / "backups") == 10


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_a_copy_is_for_its_owner_only(filled: Store, umask: int) -> None:
    before = os.umask(umask)
    try:
        copy = approve(filled.back_up("hand"))
    finally:
        os.umask(before)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in copy.parent.iterdir()} == {copy.name}


def test_a_copy_of_an_encrypted_store_opens_with_its_key_only(home: Path) -> None:
    with Store.open(home, KEY) as store:
        fill(store)
        copy = approve(store.back_up("hand"))
    assert readable(home / "backups") == set()
    for wrong in (None, OTHER_KEY):
        with pytest.raises(StoreDamaged):
            check(copy, wrong)
    assert newest_good(home, OTHER_KEY) is None


def test_a_save_waits_for_one_small_step_at_the_most(filled: Store, key: bytes | None) -> None:
    """The copy asks after each step whether a save waits; while it is made, every save goes in."""
    add_notes(filled, 800)
    before = _hashes(filled, 0)
    entries = list(written(filled, "sitting-0", [Noted("x" * 500)] * 10))
    steps = 0
    saving: list[threading.Thread] = []

    def between() -> None:
        nonlocal steps
        steps += 1
        if entries:
            saved = (entries.pop(0),)
            saving.append(threading.Thread(target=filled.append, args=("sitting-0", saved, LIVE)))
            saving[-1].start()
            while not filled._turns.save_waits:
                pass
        filled._turns.give_way()
        # It went in before the next step: the copy has the turn again only after the save.
        saved_by_now.append(len(filled._connection.execute(_SEQS).fetchall()))

    saved_by_now: list[int] = []
    with filled._copying, filled._turns.reading():
        copy = back_up(filled._connection, filled.path, key, "live", between)
    for thread in saving:
        thread.join()

    assert steps > 5
    assert saved_by_now == [len(before) + min(10, step) for step in range(1, steps + 1)]
    copied = check(copy, key).sittings["sitting-0"].hashes
    assert copied == _hashes(filled, 0)[: len(copied)]
    assert len(copied) >= len(before) + min(10, steps - 1)


def test_a_copy_that_is_made_while_somebody_writes_is_a_beginning_of_each_record(
    filled: Store, key: bytes | None
) -> None:
    done = threading.Event()
    wrote = threading.Event()

    def write() -> None:
        while not done.is_set():
            for number in (0, 1):
                add_notes(filled, number=number)
            wrote.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(8):
            wrote.clear()
            copy = filled.back_up("live")
            wrote.wait(20)
            held = check(copy, key)
            for number in (0, 1):
                copied = held.sittings[f"sitting-{number}"].hashes
                assert len(copied) > 60
                assert copied == _hashes(filled, number)[: len(copied)]
    finally:
        done.set()
        writer.join()


def test_a_copy_of_a_killed_program_never_counts_before_it_is_whole(home: Path) -> None:
    with Store.open(home, KEY) as store:
        fill(store, notes=300)
    for seconds in (0.05, 0.1, 0.13, 0.17, 0.2, 0.25):
        assert dies_within(copy_for_ever, home, seconds)
        for backup in backups(home):
            assert check(backup.path, KEY).entries == 301
        with Store.open(home, KEY) as store:
            clear_unchecked(home)
            assert len(store.entries("sitting-0")) == 301
        left = {path.name for path in (home / "backups").iterdir()}
        assert left == {backup.path.name for backup in backups(home)}


def test_a_damaged_page_of_the_store_is_never_copied_over_in_silence(home: Path) -> None:
    with Store.open(home, KEY) as store:
        fill(store)
        store.append("sitting-0", (), LIVE, document=replace(a_result(0, bytes(20_000)), id="long"))
        size = store._rows("PRAGMA page_count")[0][0]
    # The last page is the end of the result, of which nothing but its seal shows a change.
    flip(home / "store.db", (size * 4096 - 2000) * 8)
    with Store.open(home, KEY) as store, pytest.raises(StoreDamaged, match="seal"):
        store.back_up("live")
    assert list((home / "backups").iterdir()) == []


def test_every_flipped_bit_of_an_encrypted_store_is_noticed(home: Path) -> None:
    with Store.open(home, KEY) as store:
        fill(store, 0, 1, notes=50)
    assert not noticed(home, KEY)
    missed = []
    for bit in some_bits(home / "store.db"):
        flip(home / "store.db", bit)
        if not noticed(home, KEY):
            missed.append(bit)
        flip(home / "store.db", bit)
    assert missed == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entry SET ciphertext = zeroblob(20) WHERE seq = 5",
        "UPDATE entry SET kind = 'marked' WHERE seq = 5",
        "UPDATE entry SET at_wall = at_wall + 1 WHERE seq = 5",
        "DELETE FROM entry WHERE seq = 5",
    ],
)
def test_a_copy_with_a_changed_entry_is_refused(filled: Store, key: bytes | None, sql: str) -> None:
    copy = filled.back_up("hand")
    opened = connect_copy(copy, key, writable=True)
    for trigger in ("entry_stays", "entry_remains"):
        opened.execute(f"DROP TRIGGER {trigger}")
    opened.execute(sql)
    opened.close()
    with pytest.raises(StoreDamaged, match=r"entry [56] was changed"):
        check(copy, key)


@pytest.mark.parametrize("content", [b"", b"x" * 4096, b"SQLite format 3\0"])
def test_what_is_no_store_is_refused(home: Path, content: bytes) -> None:
    (home / "backups").mkdir(parents=True)
    copy = home / "backups" / "000001-hand.db"
    copy.write_bytes(content)
    with pytest.raises(StoreDamaged):
        check(copy, None)


def test_the_newest_good_one_is_found_behind_a_damaged_one(
    filled: Store, home: Path, key: bytes | None
) -> None:
    good = approve(filled.back_up("start"))
    bad = approve(filled.back_up("live"))
    bad.write_bytes(bad.read_bytes()[:-4096])
    found = newest_good(home, key)
    assert found is not None
    assert found[0].path == good
    remove_copy(good)
    assert newest_good(home, key) is None


def test_a_copy_that_cannot_be_made_leaves_nothing(filled: Store, home: Path) -> None:
    (home / "backups").write_text("a file in its place")
    with pytest.raises(StoreError):
        filled.back_up("hand")
    assert (home / "backups").read_text() == "a file in its place"
    add_notes(filled)
