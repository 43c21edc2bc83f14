"""An erased apprentice is in no byte any more, and every chain still verifies."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.record.entries import Noted
from data.store import upkeep as keeping
from data.store.backup import approve, check
from data.store.connection import connect_copy
from data.store.erasing import NOT_TIDIED, destroy, erase_in_copies, is_erased
from data.store.errors import NotFound, TextErased
from data.store.rows import Draft
from data.store.store import Store
from data.store.verifying import verify_store
from tests.data.store.building import LIVE, NOON, a_sitting
from tests.data.store.canaries import (
    KEY,
    a_result,
    add_notes,
    fill,
    person,
    readable,
    words,
    written,
)
from tests.data.store.small_disk import fill_up, small_disk

PEOPLE = int(os.environ.get("EPA_TUI_PEOPLE", "99"))
WHY = "retention"
ROOM = 300_000
"""Bytes in which an erasure can be written down, and no file be made anew."""


def _key_of(store: Store, number: int) -> bytes:
    query = "SELECT secret FROM apprentice_key WHERE assessment_id = ?"
    secret: bytes = store._rows(query, f"assessment-{number}")[0][0]
    return secret


def _bytes(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_nothing_of_the_person_is_left_in_any_file(home: Path) -> None:
    with Store.open(home) as store:
        fill(store, 0, 1)
        approve(store.back_up("hand"))
        secret, other = _key_of(store, 0), _key_of(store, 1)
        assert secret in _bytes(home)
        store.erase("assessment-0", NOON, WHY)
        assert readable(home, 0) == {  # what the backup still holds
            (name, what) for name, what in readable(home / "backups", 0)
        }
        assert erase_in_copies(home, None, [("assessment-0", NOON.wall)]) == []
        assert readable(home, 0) == set()  # the log is there, too
        assert secret not in _bytes(home)
    assert readable(home, 0) == set()
    assert secret not in _bytes(home)
    assert other in _bytes(home)


def test_no_page_keeps_a_part_of_a_row_that_was_moved(home: Path) -> None:
    rng = random.Random(1)
    with Store.open(home) as store:
        for _ in range(3):
            for number in rng.sample(range(PEOPLE), PEOPLE):
                employer = "x" * rng.randrange(200) + words(number)["employer"]
                place = "x" * rng.randrange(200) + words(number)["place"]
                store.save_bookings(
                    [replace(person(number), employer=employer)], [a_sitting(number, place=place)]
                )
        copy = approve(store.back_up("hand"))
        gone = range(0, PEOPLE, 3)
        secrets = {number: _key_of(store, number) for number in gone}
        for number in gone:
            store.erase(f"assessment-{number}", NOON, WHY)
        erase_in_copies(home, None, [(f"assessment-{n}", NOON.wall) for n in gone])
    assert readable(home, *gone) == set()
    assert not [number for number in gone if secrets[number] in _bytes(home)]
    assert check(copy, None).assessments == {f"assessment-{n}" for n in range(PEOPLE)}


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_chains_verify_results_are_unreadable_and_others_are_untouched(
    home: Path, key: bytes | None
) -> None:
    with Store.open(home, key) as store:
        fill(store, 0, 1)
        copy = approve(store.back_up("hand"))
        before = store.lines("sitting-0")
        store.erase("assessment-0", NOON, WHY)
        erase_in_copies(home, key, [("assessment-0", NOON.wall)])
    with Store.open(home, key) as store:
        assert verify_store(store).findings == ()
        assert store.lines("sitting-0")[:-1] == before
        last = store.lines("sitting-0")[-1]
        assert (last.kind, last.seq) == ("erased", 5)
        assert WHY in last.ciphertext.decode()
        assert store.sitting("sitting-0").entries == 5
        for read in (store.entries, store.documents, store.cipher_of):
            with pytest.raises(TextErased, match="retention"):
                read("sitting-0")
        assert store.draft("sitting-0") is None
        assert store.assessment("assessment-0").family_name == "(erased)"
        assert len(store.entries("sitting-1")) == 4
        assert store.documents("sitting-1") == (a_result(1),)
        assert store.assessment("assessment-1") == person(1)
        add_notes(store, number=1)
    assert check(copy, key).sittings["sitting-0"].hashes == tuple(line.hash for line in before)
    opened = connect_copy(copy, key)
    assert is_erased(opened, "assessment-0")
    assert not is_erased(opened, "assessment-1")
    opened.close()


def test_an_erased_assessment_is_never_filled_again(home: Path) -> None:
    with Store.open(home) as store:
        fill(store)
        late = written(store, "sitting-0", [Noted(words()["note"])])
        store.erase("assessment-0", NOON, WHY)
        ended = store.lines("sitting-0")
        attempts: tuple[Callable[[], object], ...] = (
            lambda: store.save_assessment(person()),
            lambda: store.save_sitting(a_sitting(place=words()["place"])),
            lambda: store.save_sitting(a_sitting(7, assessment_id="assessment-0")),
            lambda: store.keep_draft("sitting-0", Draft(words()["draft"], 0, None, NOON)),
            lambda: store.append("sitting-0", late, LIVE),
            lambda: store.append("sitting-0", (), LIVE, document=a_result()),
        )
        for fill_again in attempts:
            with pytest.raises(TextErased):
                fill_again()
        assert store.lines("sitting-0") == ended
        assert len(store.sittings("assessment-0")) == 1
    assert readable(home) == set()


def test_doing_it_twice_changes_nothing(home: Path) -> None:
    with Store.open(home) as store:
        fill(store)
        copy = approve(store.back_up("hand"))
        for _ in range(2):
            store.erase("assessment-0", NOON, WHY)
            assert erase_in_copies(home, None, [("assessment-0", NOON.wall)]) == []
        assert [line.kind for line in store.lines("sitting-0")].count("erased") == 1
        assert verify_store(store).findings == ()
        with pytest.raises(NotFound):
            store.erase("assessment-9", NOON, WHY)
    assert check(copy, None).entries == 4


def test_a_copy_that_is_being_checked_meanwhile_keeps_nothing(home: Path) -> None:
    with Store.open(home) as store:
        fill(store)
        secret = _key_of(store, 0)
        copy = store.back_up("live")
        store.erase("assessment-0", NOON, WHY)
        assert erase_in_copies(home, None, [("assessment-0", NOON.wall)]) == []
        assert check(approve(copy), None).entries == 4
    assert readable(home) == set()
    assert secret not in _bytes(home)


def test_a_copy_that_does_not_open_is_named(home: Path) -> None:
    with Store.open(home) as store:
        fill(store)
        bad = home / "backups" / "000007-hand.db"
        shutil.copy(approve(store.back_up("hand")), bad)
        bad.write_bytes(b"\xff" * 100 + bad.read_bytes()[100:])
        store.erase("assessment-0", NOON, WHY)
        assert erase_in_copies(home, None, [("assessment-0", NOON.wall)]) == [bad]


def test_a_backup_keeps_its_age_and_is_written_to_once(home: Path) -> None:
    with Store.open(home, KEY) as store:
        fill(store, 0, 1)
        copy = approve(store.back_up("hand"))
        os.utime(copy, (NOON.wall / 1000, NOON.wall / 1000))
        store.erase("assessment-0", NOON, WHY)
        erase_in_copies(home, KEY, list(store.erased()))
        assert copy.stat().st_mtime == NOON.wall / 1000
        copy.chmod(0o600)
        first = copy.stat()
        for _ in range(2):
            erase_in_copies(home, KEY, [*store.erased(), ("assessment-9", NOON.wall)])
        again = copy.stat()
    assert (again.st_mtime_ns, again.st_ctime_ns) == (first.st_mtime_ns, first.st_ctime_ns)


def test_on_a_full_disk_the_keys_are_destroyed_and_the_rest_is_done_later(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk, Store.open(disk / "home") as store:
        fill(store, 0, 1, notes=2000)
        copy = approve(store.back_up("hand"))
        secret = _key_of(store, 0)
        fill_up(disk / "filler")
        os.truncate(disk / "filler", (disk / "filler").stat().st_size - ROOM)
        gone = [("assessment-0", NOON.wall)]
        left: list[Path] = []
        told = store.erase(
            *("assessment-0", NOON, WHY),
            lambda: left.extend(erase_in_copies(disk / "home", None, gone)),
        )
        assert left == [copy]
        assert secret not in copy.read_bytes()
        assert told == NOT_TIDIED
        (disk / "filler").unlink()
        assert store.erase("assessment-0", NOON, WHY) == ""
        assert erase_in_copies(disk / "home", None, gone) == []
        assert check(copy, None).entries == 4002
        assert secret not in _bytes(disk)
        assert verify_store(store).findings == ()


def test_a_copy_that_was_erased_in_and_not_made_anew_is_made_anew_next_time(home: Path) -> None:
    with Store.open(home) as store:
        fill(store, 0, 1, notes=300)
        copy = approve(store.back_up("hand"))
        store.erase("assessment-0", NOON, WHY)
    opened = connect_copy(copy, None, writable=True)
    opened.execute("PRAGMA secure_delete=OFF")  # so that something is left to be found
    opened.execute("BEGIN IMMEDIATE")
    destroy(opened, "assessment-0", NOON.wall)
    opened.execute("COMMIT")
    opened.close()
    assert readable(home, 0)
    assert erase_in_copies(home, None, [("assessment-0", NOON.wall)]) == []
    assert readable(home, 0) == set()


def test_a_disk_that_is_nearly_full_keeps_no_key_in_the_backups(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(home) as store:
        fill(store)
        copy = approve(store.back_up("hand"))
        store.erase("assessment-0", NOON, WHY)
        monkeypatch.setattr(keeping, "_ROOM", 10**12)
        with pytest.raises(keeping.NoRoom):
            keeping.keep_backup(store, "start", NOON.wall / 1000)
    assert check(copy, None).entries == 4
    assert readable(home) == set()
