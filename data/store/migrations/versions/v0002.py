"""Entries and results enciphered with a key for each apprentice; the chain speaks of ciphertexts.

Every chain is checked and then made anew; an entry keeps the head that it had, which is what
results that left before carry. Nothing here leans on how the program does it: a step never changes.
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from typing import Any

from alembic import op
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection

from data.record.errors import BrokenChain

revision = "0002"
down_revision = "0001"

_TABLES = (
    """
    CREATE TABLE apprentice_key (
        assessment_id TEXT NOT NULL PRIMARY KEY REFERENCES assessment (id),
        secret BLOB,
        erased_at INTEGER
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE device (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        secret BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE delivery (
        document_id TEXT NOT NULL REFERENCES document (id),
        destination TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (document_id, destination)
    ) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE entry RENAME TO entry_1",
    """
    CREATE TABLE entry (
        sitting_id TEXT NOT NULL REFERENCES sitting (id),
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        at_wall INTEGER NOT NULL,
        at_tick INTEGER NOT NULL,
        at_boot TEXT NOT NULL,
        kind TEXT NOT NULL,
        ciphertext BLOB NOT NULL,
        prev TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (sitting_id, seq)
    ) STRICT, WITHOUT ROWID
    """,
)

# As before, an entry that is there already may come again to the letter. A document may come again
# too: enciphered anew, so only its hash can be compared.
_TRIGGERS = (
    """
    CREATE TRIGGER entry_fits BEFORE INSERT ON entry BEGIN
        SELECT CASE
            WHEN EXISTS (
                SELECT 1 FROM entry AS e
                WHERE e.sitting_id = NEW.sitting_id AND e.seq = NEW.seq AND e.id = NEW.id
                    AND e.at_wall = NEW.at_wall AND e.at_tick = NEW.at_tick
                    AND e.at_boot = NEW.at_boot AND e.kind = NEW.kind
                    AND e.ciphertext = NEW.ciphertext
                    AND e.prev = NEW.prev AND e.hash = NEW.hash
            ) THEN NULL
            WHEN NEW.seq <> 1 + (
                SELECT coalesce(max(e.seq), 0) FROM entry AS e WHERE e.sitting_id = NEW.sitting_id
            ) THEN RAISE(ABORT, 'an entry out of its place')
            WHEN NEW.prev <> coalesce((
                SELECT e.hash FROM entry AS e
                WHERE e.sitting_id = NEW.sitting_id AND e.seq = NEW.seq - 1
            ), '') THEN RAISE(ABORT, 'an entry that breaks the chain')
        END;
    END
    """,
    """
    CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN
        SELECT RAISE(ABORT, 'an entry is never changed');
    END
    """,
    """
    CREATE TRIGGER entry_remains BEFORE DELETE ON entry BEGIN
        SELECT RAISE(ABORT, 'an entry is never deleted');
    END
    """,
    """
    CREATE TRIGGER document_fits BEFORE INSERT ON document
    WHEN EXISTS (
        SELECT 1 FROM document AS d
        WHERE d.id = NEW.id AND (d.sitting_id <> NEW.sitting_id OR d.revision <> NEW.revision
            OR d.supersedes IS NOT NEW.supersedes OR d.sha256 <> NEW.sha256)
    )
    BEGIN
        SELECT RAISE(ABORT, 'another document of this id');
    END
    """,
    """
    CREATE TRIGGER document_stays BEFORE UPDATE ON document BEGIN
        SELECT RAISE(ABORT, 'a document is never changed');
    END
    """,
    """
    CREATE TRIGGER key_stays BEFORE UPDATE ON apprentice_key
    WHEN NEW.secret IS NOT NULL OR OLD.erased_at IS NOT NULL BEGIN
        SELECT RAISE(ABORT, 'a key is never changed, only destroyed');
    END
    """,
    """
    CREATE TRIGGER key_remains BEFORE DELETE ON apprentice_key BEGIN
        SELECT RAISE(ABORT, 'a key is never deleted, only destroyed');
    END
    """,
)

Row = dict[str, Any]


def upgrade() -> None:
    """Encipher what is there, and make every chain anew."""
    connection = op.get_bind()
    for statement in _TABLES:
        op.execute(statement)
    for name in ("document_fits", "document_stays"):
        op.execute(f"DROP TRIGGER {name}")
    for (assessment,) in connection.exec_driver_sql("SELECT id FROM assessment").fetchall():
        _encipher(connection, assessment)
    op.execute("DROP TABLE entry_1")
    for statement in _TRIGGERS:
        op.execute(statement)


def _encipher(connection: Connection, assessment: str) -> None:
    """Give an assessment its key, and encipher its sittings and documents."""
    secret = os.urandom(32)
    connection.exec_driver_sql(
        "INSERT INTO apprentice_key VALUES (?, ?, NULL)", (assessment, secret)
    )
    query = "SELECT id FROM sitting WHERE assessment_id = ?"
    for (sitting,) in connection.exec_driver_sql(query, (assessment,)).fetchall():
        _rechain(connection, sitting, AESGCM(secret))
        query = "SELECT id, body FROM document WHERE sitting_id = ?"
        for name, body in connection.exec_driver_sql(query, (sitting,)).fetchall():
            connection.exec_driver_sql(
                "UPDATE document SET body = ? WHERE id = ?",
                (_enciphered(AESGCM(secret), body, name), name),
            )


def _rechain(connection: Connection, sitting: str, key: AESGCM) -> None:
    query = "SELECT * FROM entry_1 WHERE sitting_id = ? ORDER BY seq"
    rows: list[Row] = [dict(r) for r in connection.exec_driver_sql(query, (sitting,)).mappings()]
    _check(connection, sitting, rows)
    if not rows:
        return
    body = json.dumps({"former": rows[-1]["hash"]}, separators=(",", ":"))
    told = {"seq": len(rows) + 1, "id": str(uuid.uuid4()), "kind": "rechained", "body": body}
    head = ""
    for row in [*rows, {**rows[-1], **told}]:
        kept = _enciphered(key, row["body"].encode(), row["id"])
        commit = hashlib.sha256(kept).hexdigest()
        new = _hash("epa-entry-v2", row, head, commit=commit)
        values = (*_heading(row, sitting), kept, head, new)
        connection.exec_driver_sql(f"INSERT INTO entry VALUES ({', '.join('?' * 10)})", values)
        head = new
    connection.exec_driver_sql(
        "UPDATE sitting SET entries = ?, head = ? WHERE id = ?", (len(rows) + 1, head, sitting)
    )


def _heading(row: Row, sitting: str) -> tuple[object, ...]:
    names = ("seq", "id", "at_wall", "at_tick", "at_boot", "kind")
    return (sitting, *(row[name] for name in names))


def _check(connection: Connection, sitting: str, rows: list[Row]) -> None:
    """Refuse to make a chain anew that is broken or cut off: that would hide it."""
    prev = ""
    for seq, row in enumerate(rows, start=1):
        if (row["seq"], row["prev"], row["hash"]) != (seq, prev, _former_hash(row)):
            raise BrokenChain(seq)
        prev = row["hash"]
    query = "SELECT entries, head FROM sitting WHERE id = ?"
    if connection.exec_driver_sql(query, (sitting,)).one() != (len(rows), prev):
        raise BrokenChain(len(rows) + 1)


def _former_hash(row: Row) -> str:
    """Return the hash that an entry of version 0001 has; empty where its body is none."""
    try:
        return _hash("epa-entry-v1", row, row["prev"], body=json.loads(row["body"]))
    except (ValueError, RecursionError):
        return ""


def _hash(prefix: str, row: Row, prev: str, **body: object) -> str:
    whole = {
        "at": [row["at_wall"], row["at_tick"], row["at_boot"]],
        "id": row["id"],
        "kind": row["kind"],
        "prev": prev,
        "seq": row["seq"],
        **body,
    }
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{prefix}\0{text}".encode()).hexdigest()


def _enciphered(key: AESGCM, text: bytes, place: str) -> bytes:
    nonce = os.urandom(12)
    return b"\x01" + nonce + key.encrypt(nonce, text, place.encode())
