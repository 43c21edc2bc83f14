"""A store of version 0001 comes up with all it holds, and a broken record is not made whole."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from data.record.chain import body_to_json, verify
from data.record.entries import Body, Noted, QuestionAsked
from data.store.backup import approve, backups, check
from data.store.connection import Connection, connect
from data.store.erasing import erase_in_copies
from data.store.errors import StoreDamaged
from data.store.folding import searchable
from data.store.migrate import STEPS, migrate
from data.store.recode import recode_all
from data.store.restore import compare, restore
from data.store.store import Store
from data.store.verifying import verify_store
from data.store.version import stored_version
from tests.data.store.building import LIVE, NOON, OPENED, a_sitting
from tests.data.store.canaries import KEY, a_result, add_notes, person, readable, words

SITTING = "sitting-0"
BODIES: tuple[Body, ...] = (
    OPENED,
    QuestionAsked("Wie war das? é"),
    *(Noted(f"{words()['note']} {number} {'ä' * 200}") for number in range(30)),
)
RESULT = a_result(0)


def _former_hash(seq: int, name: str, body: Body, prev: str) -> str:
    """Return the hash that version 0001 gave an entry: over its body as it was written."""
    whole = {
        "at": [NOON.wall, NOON.tick, NOON.boot],
        "body": json.loads(body_to_json(body)),
        "id": name,
        "kind": body.kind,
        "prev": prev,
        "seq": seq,
    }
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(b"epa-entry-v1\0" + text.encode()).hexdigest()


def _insert(connection: Connection, table: str, row: dict[str, object]) -> None:
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", row)


def _fill_former(connection: Connection, number: int = 0) -> str:
    """Put a person with a record and a result into a store of version 0001; return the head."""
    sitting = f"sitting-{number}"
    booked = a_sitting(number, place="a room", exceptional="")
    _insert(
        connection, "assessment", {**asdict(person(number)), "folded": searchable(person(number))}
    )
    _insert(connection, "sitting", asdict(booked))
    prev = ""
    for seq, body in enumerate(BODIES, start=1):
        row: dict[str, object] = {"sitting_id": sitting, "seq": seq, "id": f"{sitting}-e{seq}"}
        row |= {"at_wall": NOON.wall, "at_tick": NOON.tick, "at_boot": NOON.boot}
        new = _former_hash(seq, f"{sitting}-e{seq}", body, prev)
        row |= {"kind": body.kind, "body": body_to_json(body), "prev": prev, "hash": new}
        _insert(connection, "entry", row)
        prev = new
    connection.execute(
        "UPDATE sitting SET entries = ?, head = ?, stage = 'live', digest = ? WHERE id = ?",
        (len(BODIES), prev, OPENED.digest, sitting),
    )
    _insert(connection, "document", asdict(a_result(number)))
    return prev


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    chosen: bytes | None = request.param
    return chosen


@pytest.fixture
def old(home: Path, tmp_path: Path, key: bytes | None) -> Connection:
    """Return an open store of version 0001 with two people in it."""
    steps = tmp_path / "steps"
    shutil.copytree(STEPS, steps, ignore=shutil.ignore_patterns("__pycache__", "v000[2-9].py"))
    home.mkdir()
    connection = connect(home / "store.db", key)
    migrate(connection, home / "store.db", None, steps, key=key)
    for number in (0, 1):
        _fill_former(connection, number)
    return connection


def test_everything_is_there_and_the_chain_tells_of_the_former_one(
    home: Path, old: Connection, key: bytes | None
) -> None:
    ((head,),) = old.execute("SELECT head FROM sitting WHERE id = ?", (SITTING,))
    old.close()
    with Store.open(home, key) as store:
        entries = store.entries(SITTING)
        assert tuple(entry.body for entry in entries[:-1]) == BODIES
        assert {(e.at, e.id) for e in entries[:-1]} == {
            (NOON, f"{SITTING}-e{n}") for n in range(1, len(BODIES) + 1)
        }
        verify(entries)
        assert (entries[-1].kind, entries[-1].body.__dict__["former"]) == ("rechained", head)
        assert store.sitting(SITTING).entries == len(entries)
        assert store.sitting(SITTING).head == entries[-1].hash
        (document,) = store.documents(SITTING)
        assert (document.body, document.sha256) == (RESULT.body, RESULT.sha256)
        assert store.assessment("assessment-0") == person(0)
        assert verify_store(store).findings == ()
        add_notes(store, 2)
        verify(store.entries(SITTING))


def test_texts_and_results_can_no_longer_be_read_in_the_file(
    home: Path, old: Connection, key: bytes | None
) -> None:
    old.close()
    with Store.open(home, key) as store:
        store.make_ready()
    secret = {"note", "result"}
    assert not [
        found for found in readable(home, 0, 1) if found[0] == "store.db" and found[1] in secret
    ]


def test_the_store_is_copied_before_and_the_copy_can_be_restored(
    home: Path, old: Connection, key: bytes | None
) -> None:
    old.close()
    with Store.open(home, key) as store:
        store.make_ready()
        add_notes(store, 2)
    (backup,) = backups(home)
    assert backup.label == "before-0004"
    assert check(backup.path, key).entries == 2 * len(BODIES)
    assert compare(home, backup.path, key).lost

    restore(home, backup.path, key, NOON)

    with Store.open(home, key) as store:
        assert tuple(entry.body for entry in store.entries(SITTING)[:-1]) == BODIES


def test_the_copy_is_encrypted_with_the_store(
    home: Path, old: Connection, key: bytes | None
) -> None:
    old.close()
    with Store.open(home, key) as store:
        store.make_ready()
    new = KEY if key is None else None
    assert recode_all(home, key, new) == []
    (backup,) = backups(home)
    assert check(backup.path, new).entries == 2 * len(BODIES)
    assert new is None or readable(home) == set()


def test_a_copy_of_the_former_version_goes_with_an_apprentice_that_it_holds(
    home: Path, old: Connection, key: bytes | None
) -> None:
    old.close()
    with Store.open(home, key) as store:
        store.make_ready()
        approve(store.back_up("hand"))
        assert erase_in_copies(home, key, [("assessment-7", 1)]) == []
        assert len(backups(home)) == 2
        store.erase("assessment-0", NOON, "retention")
        assert erase_in_copies(home, key, [("assessment-0", NOON.wall)]) == []
    assert [backup.label for backup in backups(home)] == ["hand"]
    assert readable(home, 0) == set()


def test_restoring_a_copy_of_the_former_version_erases_again(
    home: Path, old: Connection, key: bytes | None, tmp_path: Path
) -> None:
    old.close()
    with Store.open(home, key) as store:
        store.make_ready()
        elsewhere = tmp_path / "elsewhere.db"
        shutil.copy(backups(home)[0].path, elsewhere)
        store.erase("assessment-0", NOON, "retention")
        erase_in_copies(home, key, [("assessment-0", NOON.wall)])

    restore(home, elsewhere, key, NOON)

    assert readable(home, 0) == set()
    with Store.open(home, key) as store:
        assert store.lines(SITTING)[-1].kind == "erased"
        assert len(store.entries("sitting-1")) == len(BODIES) + 1
        assert verify_store(store).findings == ()


@pytest.mark.parametrize(
    "sql",
    [
        'UPDATE entry SET body = \'{"text":"made up"}\' WHERE seq = 5',
        "UPDATE entry SET body = 'no JSON' WHERE seq = 5",
        "UPDATE entry SET body = '' WHERE seq = 5",
        "UPDATE entry SET kind = 'marked' WHERE seq = 5",
        "UPDATE entry SET at_wall = 1 WHERE seq = 5",
        "DELETE FROM entry WHERE seq = 5",
        "DELETE FROM entry WHERE seq > 20",
        "DELETE FROM entry",
        "UPDATE sitting SET head = 'x'",
    ],
)
def test_a_broken_record_is_refused_and_left_as_it_was(
    home: Path, old: Connection, key: bytes | None, sql: str
) -> None:
    for trigger in ("entry_stays", "entry_remains"):
        old.execute(f"DROP TRIGGER {trigger}")
    old.execute(sql)
    before = list(old.execute("SELECT * FROM entry"))
    old.close()

    with (
        Store.open(home, key) as store,
        pytest.raises(StoreDamaged, match=r"entry \d+ of a record"),
    ):
        store.make_ready()

    again = connect(home / "store.db", key)
    assert stored_version(again, home / "store.db") == "0001"
    assert list(again.execute("SELECT * FROM entry")) == before
    tables = {name for (name,) in again.execute("SELECT name FROM sqlite_schema")}
    assert not {"entry_1", "apprentice_key", "device"} & tables
    again.close()


def test_the_new_record_is_append_only_too(home: Path, old: Connection, key: bytes | None) -> None:
    old.close()
    with Store.open(home, key) as store:
        store.append(SITTING, (), LIVE)
    connection = connect(home / "store.db", key)
    for sql in (
        "UPDATE entry SET kind = 'x'",
        "DELETE FROM entry",
        "UPDATE document SET body = ''",
    ):
        with pytest.raises(dbapi2.IntegrityError):
            connection.execute(sql)
    connection.close()
