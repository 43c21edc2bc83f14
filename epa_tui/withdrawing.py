"""Takes the result of a sitting back: the entry and its document, in one transaction."""

from __future__ import annotations

from data.record.instant import Instant
from data.rules import sealing
from data.store.errors import StoreError
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from epa_tui.results import make_document
from screens.keys_now import key_for


def withdraw(
    store: Store,
    record: SittingRecord,
    now: Instant,
    reason: str,
    *,
    demonstration: bool,
    destinations: tuple[str, ...] = (),
    patience_s: float = 5.0,
) -> int:
    """Take the result of a sitting back; returns when that is durable.

    Args:
        store: Keeps the documents of the sitting.
        record: The sealed sitting.
        now: The time.
        reason: Why; it leaves with the withdrawal.
        demonstration: True in a throw-away store; the document says so.
        destinations: Where the withdrawal is to be sent.
        patience_s: How long the disk may take, in seconds.

    Returns:
        The revision of the withdrawal.

    Raises:
        data.rules.refused.Refused: There is no result to take back, or no reason.
        data.exchange.errors.ExchangeError: The document would not be valid. Nothing was added.
        StoreError: It is not saved yet; the record goes on trying.
    """
    _demand_saved(record, patience_s)

    sealed = record.state
    made = any(one.revision == sealed.revisions for one in store.documents(record.sitting.id))
    bodies = sealing.withdraw(sealed, now, reason, made=made)
    prepared = record.prepare(now, *bodies)
    document = make_document(
        store, prepared.state, record.assessment, record.sitting, demonstration=demonstration
    )
    record.keep(prepared, document=document, destinations=destinations)
    _demand_saved(record, patience_s)
    return document.revision


def withdrawn_words(revision: int) -> str:
    """Return what to say on the screen of a withdrawal that was kept."""
    way = f"{key_for('record.export')} writes it now."
    return f"Withdrawn, revision {revision}. It goes where the result went; {way}"


def _demand_saved(record: SittingRecord, patience_s: float) -> None:
    if not record.flush(patience_s):
        raise StoreError("Not everything is saved yet. Wait for `saved`, then look at the record.")
