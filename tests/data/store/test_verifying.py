"""Whatever is changed behind the program's back is found, and the right place is named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.record.chain import entry_hash, link
from data.record.cipher import ApprenticeKey
from data.record.entries import Entry, Noted
from data.record.head import DeviceKey, SignedHead
from data.record.instant import Instant
from data.store.connection import Connection, DriverError, connect
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from data.store.verifying import head_in, verify_store
from tests.data.record.sittings import shipped
from tests.data.store.attacking import GUARDS, SITTING, attack, make_tail_anew, signed_result
from tests.data.store.building import LIVE, NOON, a_sitting, an_assessment
from tests.data.store.canaries import add_notes, fill, written


@pytest.fixture
def outside(home: Path) -> Iterator[SignedHead]:
    """Fill a store with 8 entries and a result of the 4th; return the head that has left."""
    with Store.open(home) as store:
        for number in (0, 1):
            fill(store, number)
            store.append(f"sitting-{number}", (), LIVE, document=signed_result(store, number))
            add_notes(store, 4, number)
        head = head_in(json.loads(signed_result(store).body))
    yield head


def _found(home: Path, heads: Iterable[SignedHead] = ()) -> list[tuple[str, int | None]]:
    with Store.open(home) as store:
        return [(one.sitting, one.seq) for one in verify_store(store, heads).findings]


def test_an_untouched_store_is_in_order(home: Path, outside: SignedHead) -> None:
    with Store.open(home) as store:
        verified = verify_store(store, [outside])
    assert verified.findings == ()
    assert (verified.sittings, verified.entries, verified.heads) == (2, 16, 3)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entry SET ciphertext = x'00' WHERE seq = 2",
        "DELETE FROM entry WHERE seq = 8",
        "INSERT OR REPLACE INTO entry SELECT sitting_id, 2, id, at_wall, at_tick, at_boot, kind, "
        "ciphertext, prev, hash FROM entry WHERE seq = 3",
        "INSERT INTO entry SELECT sitting_id, 99, id, at_wall, at_tick, at_boot, kind, "
        "ciphertext, hash, hash FROM entry WHERE seq = 8",
        "INSERT INTO entry SELECT sitting_id, 9, id, at_wall, at_tick, at_boot, kind, "
        "ciphertext, prev, hash FROM entry WHERE seq = 8",
    ],
)
def test_mistakes_are_refused_and_leave_no_trace(home: Path, outside: SignedHead, sql: str) -> None:
    connection: Connection = connect(home / "store.db")
    with pytest.raises(DriverError):
        connection.execute(sql)
    connection.close()
    assert _found(home, [outside]) == []


_ONE = "WHERE sitting_id = 'sitting-0' AND seq = 3"


@pytest.mark.parametrize(
    ("sql", "seq"),
    [
        (f"UPDATE entry SET ciphertext = x'00' {_ONE}", 3),
        (f"UPDATE entry SET kind = 'judged' {_ONE}", 3),
        (f"UPDATE entry SET at_wall = at_wall - 60000 {_ONE}", 3),
        (f"UPDATE entry SET at_boot = 'other' {_ONE}", 3),
        (f"UPDATE entry SET id = 'other' {_ONE}", 3),
        (f"DELETE FROM entry {_ONE}", 3),
        ("DELETE FROM entry WHERE sitting_id = 'sitting-0' AND seq = 8", 8),
        ("DELETE FROM entry WHERE sitting_id = 'sitting-0' AND seq > 2", 3),
        ("UPDATE sitting SET head = 'x' WHERE id = 'sitting-0'", 8),
        ("UPDATE sitting SET entries = 9 WHERE id = 'sitting-0'", 9),
        (
            "UPDATE entry SET ciphertext = (SELECT e.ciphertext FROM entry AS e WHERE e.seq = 4 "
            f"AND e.sitting_id = 'sitting-0') {_ONE}",
            3,
        ),
    ],
)
def test_with_the_rules_taken_away_the_first_wrong_entry_is_named(
    home: Path, outside: SignedHead, sql: str, seq: int
) -> None:
    attack(home, sql)
    found = _found(home)
    assert found[0] == (SITTING, seq)
    assert {sitting for sitting, _ in found} == {SITTING}


def test_a_tail_that_was_cut_off_everywhere_is_shown_by_the_result(
    home: Path, outside: SignedHead
) -> None:
    attack(
        home,
        "DELETE FROM entry WHERE sitting_id = 'sitting-0' AND seq > 2",
        "DELETE FROM document WHERE sitting_id = 'sitting-0'",
        "UPDATE sitting SET entries = 2, head = (SELECT hash FROM entry WHERE seq = 2 "
        "AND sitting_id = 'sitting-0') WHERE id = 'sitting-0'",
    )
    assert _found(home) == []
    assert _found(home, [outside]) == [(SITTING, 3)]


def test_a_tail_made_anew_is_shown_by_a_head_that_has_left_or_is_kept(
    home: Path, outside: SignedHead
) -> None:
    make_tail_anew(home, 3)
    assert _found(home) == [(SITTING, 4)]  # the result that is kept here
    attack(home, "DELETE FROM document WHERE sitting_id = 'sitting-0'")
    assert _found(home) == []  # nothing in the store can show it
    assert _found(home, [outside]) == [(SITTING, 4)]


def test_a_record_that_vanished_is_shown_by_its_result(home: Path, outside: SignedHead) -> None:
    attack(
        home,
        "DELETE FROM entry WHERE sitting_id = 'sitting-0'",
        "UPDATE sitting SET entries = 0, head = '', stage = 'booked', digest = NULL "
        "WHERE id = 'sitting-0'",
    )
    assert _found(home) == [(SITTING, 1)]
    attack(home, "DELETE FROM document WHERE sitting_id = 'sitting-0'")
    assert _found(home) == []
    assert _found(home, [outside]) == [(SITTING, None)]


def test_a_record_that_the_lists_do_not_know_of_is_looked_at(
    home: Path, outside: SignedHead
) -> None:
    attack(
        home,
        f"UPDATE entry SET kind = 'judged' {_ONE}",
        "DELETE FROM document WHERE sitting_id = 'sitting-0'",
        "UPDATE sitting SET entries = 0, head = '' WHERE id = 'sitting-0'",
    )
    assert _found(home) == [(SITTING, 3)]


def test_texts_swapped_between_records_with_all_hashes_made_anew_are_found(
    home: Path, outside: SignedHead
) -> None:
    """The chain fits again; the text is bound to its own entry and its apprentice's key."""
    with Store.open(home) as store:
        other = store.lines("sitting-1")[5].ciphertext
    make_tail_anew(home, 6)
    line = _lines(home)[5]
    head = line.prev
    for line in _lines(home)[5:]:
        kept = other if line.seq == 6 else line.ciphertext
        new = entry_hash(line.seq, line.id, line.at, line.kind, kept, head)
        attack(
            home,
            "UPDATE entry SET ciphertext = :kept, prev = :prev, hash = :hash "
            "WHERE sitting_id = 'sitting-0' AND seq = :seq",
            **{"kept": kept, "prev": head, "hash": new, "seq": line.seq},
        )
        head = new
    attack(home, "UPDATE sitting SET head = :head WHERE id = 'sitting-0'", head=head)
    assert _found(home) == [(SITTING, 6)]


def test_whole_records_swapped_between_two_sittings_of_an_apprentice_are_found(home: Path) -> None:
    """Chain and key fit both; each record says itself which sitting it opens."""
    with Store.open(home) as store:
        store.save_bookings(
            [an_assessment()],
            [a_sitting(), a_sitting(1, method="M2", assessment_id="assessment-0")],
        )
        for number, method in enumerate(("M1", "M2")):
            sitting, loaded = store.sitting(f"sitting-{number}"), shipped()
            assert sitting.method == method
            SittingRecord.begin(store, sitting, an_assessment(), loaded, NOON).close()
    attack(
        home,
        "UPDATE entry SET sitting_id = 'elsewhere' WHERE sitting_id = 'sitting-0'",
        "UPDATE entry SET sitting_id = 'sitting-0' WHERE sitting_id = 'sitting-1'",
        "UPDATE entry SET sitting_id = 'sitting-1' WHERE sitting_id = 'elsewhere'",
        "UPDATE sitting SET head = (SELECT hash FROM entry WHERE sitting_id = sitting.id)",
    )
    assert sorted(_found(home)) == [("sitting-0", None), ("sitting-1", None)]


def _lines(home: Path) -> tuple[Any, ...]:
    with Store.open(home) as store:
        return store.lines(SITTING)


@pytest.mark.parametrize("body", [b"{}", b"[]", b"\xff", b'{"data":[]}', b'{"data":{"record":1}}'])
def test_a_result_that_was_forged_is_found(home: Path, outside: SignedHead, body: bytes) -> None:
    with Store.open(home) as store:
        kept = store.cipher_of(SITTING).encipher(body, "signed-0")
    digest = hashlib.sha256(body).hexdigest()
    sql = "UPDATE document SET body = :kept, sha256 = :digest WHERE id = 'signed-0'"
    attack(home, sql, kept=kept, digest=digest)
    assert _found(home) == [(SITTING, None)]


def test_a_result_whose_bytes_were_changed_is_found(home: Path, outside: SignedHead) -> None:
    attack(home, "UPDATE document SET body = x'0011' WHERE id = 'signed-0'")
    assert _found(home) == [(SITTING, None)]


def test_a_forged_signature_is_found(home: Path, outside: SignedHead) -> None:
    forged = replace(outside, hash="0" * 64)
    assert _found(home, [forged]) == [(SITTING, None)]
    stranger = DeviceKey(b"x" * 32).sign_head(SITTING, 4, "0" * 64)
    assert _found(home, [stranger]) == [(SITTING, 4)]


@pytest.mark.parametrize("seq", [0, -1, -3])
def test_a_head_of_an_entry_that_cannot_be_is_found(
    home: Path, outside: SignedHead, seq: int
) -> None:
    hashes = [line.hash for line in _lines(home)]
    forged = DeviceKey(b"x" * 32).sign_head(SITTING, seq, hashes[seq - 1])
    assert _found(home, [forged]) == [(SITTING, None)]


def test_a_result_of_a_sitting_that_is_not_here_is_found(home: Path, outside: SignedHead) -> None:
    head = DeviceKey(b"x" * 32).sign_head("sitting-9", 4, "0" * 64)
    assert _found(home, [head]) == [("sitting-9", None)]


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        *((name, "") for name in (*GUARDS, "document_fits")),
        ("entry_stays", "BEFORE UPDATE ON entry WHEN 0 BEGIN SELECT RAISE(ABORT, 'x'); END"),
        ("extra", "AFTER INSERT ON entry BEGIN DELETE FROM draft; END"),
    ],
)
def test_a_rule_that_is_missing_weakened_or_added_is_named(
    home: Path, outside: SignedHead, name: str, instead: str
) -> None:
    connection = connect(home / "store.db")
    connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    if instead:
        connection.execute(f"CREATE TRIGGER {name} {instead}")
    connection.close()
    with Store.open(home) as store:
        (finding,) = verify_store(store).findings
    assert (finding.sitting, finding.seq) == ("", None)
    assert name in finding.sentence


def test_a_key_that_was_taken_away_without_an_erasure_is_found(
    home: Path, outside: SignedHead
) -> None:
    sql = "UPDATE apprentice_key SET secret = NULL, erased_at = 1 WHERE assessment_id = :id"
    attack(home, sql, id="assessment-0")
    assert _found(home) == [(SITTING, 8)]


def test_what_was_written_with_another_key_is_found(home: Path, outside: SignedHead) -> None:
    with Store.open(home) as store:
        (entry,) = written(store, SITTING, [Noted("a note")])
        forged: Entry = link(
            entry.body,
            Instant(NOON.wall, 1, "b"),
            "x",
            _lines_last(store),
            ApprenticeKey(b"k" * 32),
        )
        store.append(SITTING, [forged], LIVE)
    assert _found(home) == [(SITTING, 9)]


def _lines_last(store: Store) -> Any:
    return store.lines(SITTING)[-1]
