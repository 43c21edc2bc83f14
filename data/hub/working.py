"""What one process of the collector does: reads some documents, checks them, keeps them.

A process may be killed at any moment: what it was about is in the record whole or not at all, and
the next pass finds it in the inbox.
"""

from __future__ import annotations

import hashlib
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from multiprocessing import connection, parent_process

from data.exchange.reading import MAX_BYTES
from data.exchange.signature import SUFFIX as SIGNATURE
from data.hub.checking import ADDRESS, check, shape
from data.hub.errors import EXCUSED, Reason, RowRefused, Unfit
from data.hub.inbox import Found, Inbox, beside, open_inbox, stem
from data.hub.record import Record, open_record
from data.store.hub_rows import Batch, DocumentRow, Place, SetAside

AT_ONCE = 100
"""Documents that are kept in one transaction."""

_MOST_BYTES = 8_000_000
"""Bytes that are kept in one transaction, and one document more."""

_LONGEST_SIGNATURE = 4000


@dataclass(frozen=True, slots=True)
class Tally:
    """How many documents had which end."""

    taken: int = 0
    already: int = 0
    """The same bytes were kept before."""
    set_aside: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


class Work:
    """Takes documents of one inbox into one record.

    Args:
        inbox: Where they lie.
        record: Where they are kept.
        devices: Public keys that are known; None takes every device.
    """

    def __init__(self, inbox: Inbox, record: Record, devices: frozenset[str] | None) -> None:
        self.inbox, self.record = inbox, record
        self._devices = devices
        self._threads = ThreadPoolExecutor(inbox.at_once) if inbox.at_once > 1 else None

    def take(self, names: Sequence[str]) -> Tally:
        """Read, check and keep the documents that lie under some names.

        Raises:
            data.hub.errors.HubError: The inbox or the record cannot be used now.
            data.store.errors.StoreError: The file of the record cannot be used now.
        """
        tally, batch, size = Tally(), Batch(), 0
        for name, document, made in self._read(names):
            size += len(document.content)
            self._look(batch, name, document, made)
            if len(batch) >= AT_ONCE or size >= _MOST_BYTES:
                tally, batch, size = tally + self._keep(batch), Batch(), 0
        return tally + self._keep(batch)

    def _read(self, names: Sequence[str]) -> Iterator[tuple[str, Found, Found | None]]:
        """Go through what lies under names, with the signature beside it."""
        step = self.inbox.at_once
        for begin in range(0, len(names), step):
            some = names[begin : begin + step]
            pairs = self._threads.map(self._pair, some) if self._threads else map(self._pair, some)
            for name, (document, made) in zip(some, pairs, strict=True):
                if document is not None:
                    yield name, document, made

    def _pair(self, name: str) -> tuple[Found | None, Found | None]:
        # The signature first: one that arrives in between has another mark in the next listing.
        made = self.inbox.read(beside(name, SIGNATURE), _LONGEST_SIGNATURE)
        return self.inbox.read(name, MAX_BYTES), made

    def _look(self, batch: Batch, name: str, found: Found, made: Found | None) -> None:
        """Put a document into the batch, as what it is."""
        signature = made.content.decode("ascii", "replace").strip() if made else None
        try:
            if found.refused:
                raise Unfit(Reason.NOT_READ, f"It cannot be read ({found.refused}). Allow it.")
            row = check(found.content, signature, named=stem(name), devices=self._devices)
        except Unfit as error:
            batch.set_aside.append(_aside(name, found, made, error))
            return
        batch.documents.append(row)
        _settle(batch, name, found.mark, row.sha256)

    def _keep(self, batch: Batch) -> Tally:
        _spare_what_is_known(self.record, batch)
        try:
            new = self.record.keep(self.inbox.url, batch)
        except RowRefused:
            new = self._keep_singly(batch)
        read = len(batch)
        return Tally(new, read - len(batch.set_aside) - new, len(batch.set_aside))

    def _keep_singly(self, batch: Batch) -> int:
        """Keep a batch of which the engine refuses a row: that one is set aside.

        No document that passed the checks is known to be refused; none may stop all others.
        """
        new = 0
        places = {place.sha256: place for place in batch.places}
        names = dict(zip((row.sha256 for row in batch.documents), batch.mended, strict=False))
        for row in batch.documents:
            place = places.get(row.sha256)
            single = Batch([row], [place] if place else [], [], [names[row.sha256]])
            try:
                new += self.record.keep(self.inbox.url, single)
            except RowRefused:
                batch.set_aside.append(_refused(names[row.sha256], row))
                batch.mended.remove(names[row.sha256])
        self.record.keep(self.inbox.url, Batch(set_aside=batch.set_aside))
        return new


def _aside(name: str, found: Found, made: Found | None, error: Unfit) -> SetAside:
    return SetAside(
        name=name,
        # Another schema than this one may take it.
        mark=found.mark + shape() if error.code is Reason.NO_SHAPE else found.mark,
        signature_mark=made.mark if made else "",
        sha256=hashlib.sha256(found.content).hexdigest(),
        code=error.code,
        reason=str(error),
        device=error.device,
        content=found.content[:MAX_BYTES],
    )


def _refused(name: str, row: DocumentRow) -> SetAside:
    sentence = "The record's engine refuses it. Report the fault; it stays in the inbox."
    content = row.body.encode()
    return SetAside(name, "", "", row.sha256, Reason.NOT_KEPT, sentence, row.public_key, content)


def _settle(batch: Batch, name: str, mark: str, sha256: str) -> None:
    """Have a name left alone from now on: what lies there is kept."""
    batch.mended.append(name)
    if not ADDRESS.fullmatch(stem(name)):
        batch.places.append(Place(name, mark, sha256))


def _spare_what_is_known(record: Record, batch: Batch) -> None:
    """Take out of quarantine what is kept already: the same bytes were found genuine elsewhere."""
    doubtful = [one for one in batch.set_aside if one.code in EXCUSED]
    known = record.known([one.sha256 for one in doubtful]) if doubtful else set()
    known |= {row.sha256 for row in batch.documents}
    for one in doubtful:
        if one.sha256 in known:
            batch.set_aside.remove(one)
            _settle(batch, one.name, one.mark, one.sha256)


_work: Work | None = None
"""What this process works on, where it is one of several."""


def begin(source: str, record: str, devices: frozenset[str] | None) -> None:
    """Prepare a process of the collector: it ends with the one that started it."""
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work = Work(open_inbox(source), open_record(record), devices)


def work(names: Sequence[str]) -> Tally:
    """Take what lies under some names, in a process that was prepared."""
    assert _work is not None  # noqa: S101 - `begin` ran, or the pool had ended
    return _work.take(names)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
