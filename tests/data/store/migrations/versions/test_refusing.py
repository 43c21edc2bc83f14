"""The file itself keeps the record append-only and its types strict, whatever program writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from data.store.connection import Connection, connect
from data.store.rows import Document
from data.store.store import Store
from tests.data.store.building import LIVE, NOON, a_sitting, an_assessment, notes

SITTING = "sitting-0"
A_DOCUMENT = Document("document-1", SITTING, 1, None, "0" * 64, b"{}", NOON.wall)


@pytest.fixture
def raw(home: Path) -> Connection:
    with Store.open(home) as store:
        store.save_bookings([an_assessment()], [a_sitting()])
        store.append(SITTING, notes(3), LIVE, document=A_DOCUMENT)
    return connect(home / "store.db")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entry SET ciphertext = x'00' WHERE seq = 2",
        "UPDATE document SET body = x'00'",
        "DELETE FROM entry WHERE seq = 3",
        "DELETE FROM entry",
        "DELETE FROM document",
        "INSERT OR REPLACE INTO entry SELECT sitting_id, 2, 'x', at_wall, at_tick, at_boot, kind, "
        "ciphertext, prev, hash FROM entry WHERE seq = 3",
        "INSERT OR REPLACE INTO document SELECT id, sitting_id, revision, supersedes, sha256, "
        "x'00', made_at FROM document",
        "UPDATE apprentice_key SET secret = x'00'",
        "DELETE FROM apprentice_key",
        "DELETE FROM sitting",
        "DELETE FROM assessment",
        "UPDATE sitting SET entries = 'many'",
        "UPDATE assessment SET extra_per_mille = 2.5",
        "INSERT INTO draft VALUES ('sitting-0', x'00', 0, NULL, NULL, NULL, 1, 1, 'b')",
    ],
)
def test_the_file_itself_refuses(raw: Connection, sql: str) -> None:
    before = list(raw.execute("SELECT * FROM entry"))
    with pytest.raises(dbapi2.IntegrityError):
        raw.execute(sql)
    assert list(raw.execute("SELECT * FROM entry")) == before
    raw.close()
