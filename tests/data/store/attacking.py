"""Changes a store behind the program's back, with its rules taken away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from data.record.chain import entry_hash
from data.record.cipher import ApprenticeKey
from data.store.connection import connect
from data.store.contents import lines_of
from data.store.rows import Document
from data.store.store import Store
from tests.data.store.canaries import a_result

SITTING = "sitting-0"
GUARDS = (
    *("entry_fits", "entry_stays", "entry_remains", "document_stays", "document_remains"),
    *("key_stays", "key_remains"),
    *("journey_entry_fits", "journey_entry_stays", "journey_entry_remains"),
)


def signed_result(store: Store, number: int = 0, seq: int = 4) -> Document:
    """Return a result with the signed head of a record, as it leaves."""
    sitting = f"sitting-{number}"
    head = store.device().sign_head(sitting, seq, store.lines(sitting)[seq - 1].hash)
    record = {
        "sequence": head.seq,
        "head": head.hash,
        "device_key": head.device_key,
        "signature": head.signature,
    }
    return a_result(number, name=f"signed-{number}", record=record)


def attack(home: Path, *statements: str, **values: Any) -> None:
    """Change the store as somebody would who has its file and knows its tables."""
    connection = connect(home / "store.db")
    connection.execute("PRAGMA foreign_keys=OFF")
    kept = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"))
    for guard in GUARDS:
        connection.execute(f"DROP TRIGGER {guard}")
    for statement in statements:
        connection.execute(statement, values)
    for guard in GUARDS:
        connection.execute(kept[guard])
    connection.close()


def make_tail_anew(home: Path, start: int, text: str = "made up") -> None:
    """Change an entry and give every later one a hash that fits, as only we could."""
    connection = connect(home / "store.db")
    ((secret,),) = connection.execute(
        "SELECT secret FROM apprentice_key WHERE assessment_id = 'assessment-0'"
    )
    lines = list(lines_of(connection, SITTING))
    connection.close()
    cipher = ApprenticeKey(secret)
    head = lines[start - 2].hash
    for line in lines[start - 1 :]:
        kept = line.ciphertext
        if line.seq == start:
            kept = cipher.encipher(f'{{"text":"{text}"}}'.encode(), line.id)
        new = entry_hash(line.seq, line.id, line.at, line.kind, kept, head)
        attack(
            home,
            "UPDATE entry SET ciphertext = :kept, prev = :prev, hash = :hash "
            "WHERE sitting_id = 'sitting-0' AND seq = :seq",
            **{"kept": kept, "prev": head, "hash": new, "seq": line.seq},
        )
        head = new
    attack(home, "UPDATE sitting SET head = :head WHERE id = 'sitting-0'", head=head)
