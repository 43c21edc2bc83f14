"""Finds whether anything in a store was changed behind the program's back, and names it.

Triggers stop mistakes and the chain shows edits; a record that was made anew from some entry on is
only shown by a signed head that was taken before: those in the results that are kept here, and
those that have left and are handed in again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from data.record.body import Erased, Line
from data.record.chain import read_line, verify
from data.record.entries import Opened
from data.record.errors import BrokenChain, RecordError
from data.record.head import SignedHead
from data.store.errors import NotFound, TextErased
from data.store.rows import Sitting
from data.store.store import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was written."""

    sitting: str
    """Id of the sitting; empty where the store as a whole is meant."""
    seq: int | None
    """The first entry that does not fit; None where no single one is meant."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what was found."""

    sittings: int
    entries: int
    heads: int
    """How many signed heads were compared."""
    findings: tuple[Finding, ...]


def verify_store(store: Store, heads: Iterable[SignedHead] = ()) -> Verified:
    """Check every chain, every result and every signed head.

    Args:
        store: Ready to be read.
        heads: Signed heads from outside of the laptop, for example of results that have left.

    Raises:
        StoreError: The store cannot be read.
    """
    findings = list(_triggers(store))
    sittings = store.begun()
    entries = compared = 0
    outside: dict[str, list[SignedHead]] = {}
    for head in heads:
        outside.setdefault(head.sitting, []).append(head)
    for sitting in sittings:
        lines = store.lines(sitting.id)
        entries += len(lines)
        anchors = [*outside.pop(sitting.id, ()), *_kept_heads(store, sitting.id)]
        compared += len(anchors)
        findings += _of_sitting(store, sitting, lines, anchors)
    for missing in outside:
        findings.append(
            Finding(missing, None, "a result speaks of this sitting, and the store has no record")
        )
    return Verified(len(sittings), entries, compared, tuple(findings))


def head_in(document: dict[str, Any]) -> SignedHead:
    """Return the signed head of a result document.

    Raises:
        KeyError: It holds none.
    """
    record = document["data"]["record"]
    return SignedHead(
        str(document["subject"]),
        int(record["sequence"]),
        str(record["head"]),
        str(record["device_key"]),
        str(record["signature"]),
    )


def _of_sitting(
    store: Store, sitting: Sitting, lines: tuple[Line, ...], anchors: list[SignedHead]
) -> Iterator[Finding]:
    try:
        verify(lines)
    except BrokenChain as error:
        yield Finding(sitting.id, error.seq, "was changed, or is out of its place")
        return
    if len(lines) < sitting.entries:
        said = f"is missing: there were {sitting.entries} entries"
        yield Finding(sitting.id, len(lines) + 1, said)
    elif lines and lines[-1].hash != sitting.head:
        yield Finding(sitting.id, len(lines), "is not the one that the lists speak of")
    yield from _texts(store, sitting, lines)
    for anchor in anchors:
        yield from _against(anchor, lines)


def _against(anchor: SignedHead, lines: tuple[Line, ...]) -> Iterator[Finding]:
    if not anchor.genuine() or anchor.seq < 1:
        yield Finding(anchor.sitting, None, "a result carries a head with a wrong signature")
    elif anchor.seq > len(lines):
        yield Finding(anchor.sitting, len(lines) + 1, "is missing: a result speaks of more entries")
    elif lines[anchor.seq - 1].hash != anchor.hash:
        yield Finding(
            anchor.sitting, anchor.seq, "or one before it was made anew after a result had left"
        )


def _texts(store: Store, sitting: Sitting, lines: tuple[Line, ...]) -> Iterator[Finding]:
    """Find the first entry that the apprentice's key does not open, or that belongs elsewhere."""
    try:
        cipher = store.cipher_of(sitting.id)
    except TextErased:
        if lines and lines[-1].kind != Erased.kind:
            yield Finding(sitting.id, len(lines), "is not the entry that tells of the erasure")
        return
    for line in lines:
        try:
            body = read_line(line, cipher).body
        except RecordError:
            yield Finding(sitting.id, line.seq, "cannot be read with the apprentice's key")
            return
        if isinstance(body, Opened) and (body.method, body.number) != _booked(sitting):
            yield Finding(sitting.id, line.seq, "opens another sitting than the one booked")
            return


def _booked(sitting: Sitting) -> tuple[str, int]:
    return sitting.method, sitting.number


def _kept_heads(store: Store, sitting: str) -> Iterator[SignedHead]:
    """Return the heads of the results that are kept here; none of those that were erased."""
    try:
        documents = store.documents(sitting)
    except (TextErased, NotFound):
        return
    except RecordError:
        yield _no_head(sitting)
        return
    for document in documents:
        if hashlib.sha256(document.body).hexdigest() != document.sha256:
            yield _no_head(sitting)
            continue
        try:
            raw = json.loads(document.body)
            if "signature" in raw["data"]["record"]:
                yield head_in(raw)
        except (ValueError, KeyError, TypeError, RecursionError):
            yield _no_head(sitting)


def _no_head(sitting: str) -> SignedHead:
    """Return what stands for a result that was changed: a head that nobody signed."""
    return SignedHead(sitting, 0, "", "", "")


def _triggers(store: Store) -> Iterator[Finding]:
    """Compare what keeps the record append-only with what it should be."""
    from data.store.migrate import expected_schema

    wanted, found = expected_schema(), store.schema()
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            what = "is missing" if name not in found else "is not as it was made"
            yield Finding("", None, f"the rule or table {name} of the store {what}")
