"""Values as rows: what each column of a table gets, by the names that the statements use."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from data.store.rows import WAITING, Document, Draft, Outcome, Sitting, Summary

if TYPE_CHECKING:
    from data.record.body import Entry, Line
    from data.record.cipher import Cipher


def booking(sitting: Sitting) -> dict[str, object]:
    """Return the row of a sitting as it is inserted: without a record."""
    unbegun = {"stage": "booked", "grade": None, "outcome": None, "digest": None}
    return {**asdict(sitting), **unbegun, "entries": 0, "head": ""}


def entry_row(sitting_id: str, entry: Entry | Line) -> dict[str, object]:
    """Return the row of an entry; the body as the ciphertext that its hash speaks of."""
    return {"sitting_id": sitting_id, **_entry(entry)}


def journey_entry_row(assessment_id: str, entry: Entry | Line) -> dict[str, object]:
    """Return the row of an entry of an assessment's own record."""
    return {"assessment_id": assessment_id, **_entry(entry)}


def _entry(entry: Entry | Line) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "id": entry.id,
        "at_wall": entry.at.wall,
        "at_tick": entry.at.tick,
        "at_boot": entry.at.boot,
        "kind": entry.kind,
        "ciphertext": entry.ciphertext,
        "prev": entry.prev,
        "hash": entry.hash,
    }


def summary_row(
    sitting_id: str, last: Entry | Line, summary: Summary, digest: str | None
) -> dict[str, object]:
    """Return the parameters that bring a summary to the entry `last`."""
    return {
        "sitting_id": sitting_id,
        "new_stage": summary.stage,
        "new_grade": summary.grade,
        "new_outcome": summary.outcome,
        "new_digest": digest,
        "new_entries": last.seq,
        "new_head": last.hash,
        "new_updated_at": last.at.wall,
    }


def document_row(document: Document, cipher: Cipher) -> dict[str, object]:
    """Return the row of a document; its bytes enciphered, its hash that of the bytes."""
    return {**asdict(document), "body": cipher.encipher(document.body, document.id)}


def draft_row(sitting_id: str, draft: Draft) -> dict[str, object]:
    """Return the row of a draft."""
    first = draft.first_key
    return {
        "sitting_id": sitting_id,
        "text": draft.text,
        "cursor": draft.cursor,
        "first_wall": first and first.wall,
        "first_tick": first and first.tick,
        "first_boot": first and first.boot,
        "seen_wall": draft.seen.wall,
        "seen_tick": draft.seen.tick,
        "seen_boot": draft.seen.boot,
    }


def queued_row(document: Document, destination: str) -> dict[str, object]:
    """Return the row of a document that is to be sent somewhere."""
    return {
        "document_id": document.id,
        "destination": destination,
        "queued_at": document.made_at,
        "state": WAITING,
        "tries": 0,
        "due_at": 0,
        "told": "",
        "place": "",
    }


def outbox_row(destination: str, outcome: Outcome) -> dict[str, object]:
    """Return the parameters that keep what became of a try."""
    return {
        "document_id": outcome.document_id,
        "destination": destination,
        "new_state": outcome.state,
        "new_tries": outcome.tries,
        "new_due_at": outcome.due_at,
        "new_told": outcome.told,
        "new_place": outcome.place,
    }
