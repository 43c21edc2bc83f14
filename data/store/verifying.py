"""Finds whether anything in a store was changed behind the program's back, and names it.

Triggers stop mistakes and the chain shows edits; a record that was made anew from some entry on is
only shown by a signed head that was taken before: those in the results that are kept here, and
those that have left and are handed in again. What lists show is compared with record and results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.record.body import Entry, Erased, Line
from data.record.chain import read_line, verify
from data.record.errors import BrokenChain, NoOpening, RecordError, Unreadable, UnreadableEntry
from data.record.head import SignedHead
from data.standards.library import Library
from data.store.comparing import Left, as_left, unlike_record, unlike_result
from data.store.comparing import head_in as head_in
from data.store.errors import NotFound, TextErased
from data.store.finding import NEWER
from data.store.finding import Finding as Finding
from data.store.rows import Sitting
from data.store.store import Store
from data.store.verifying_journeys import of_journeys


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what was found."""

    sittings: int
    entries: int
    heads: int
    """How many signed heads were compared."""
    compared_outside: int
    """How many of them are from outside of the laptop: only these show what was removed whole."""
    findings: tuple[Finding, ...]
    journeys: int = 0
    """How many assessments have a record outside their sittings."""


def verify_store(store: Store, heads: Iterable[SignedHead] = ()) -> Verified:
    """Check every chain, every result and every signed head, and what lists show of them.

    Args:
        store: Ready to be read.
        heads: Signed heads from outside of the laptop, for example of results that have left.

    Raises:
        StoreError: The store cannot be read.
    """
    findings = [*_triggers(store), *_strays(store)]
    sittings, library = store.begun(), Library(store.path.parent / "standards")
    entries = compared = 0
    outside: dict[str, list[SignedHead]] = {}
    for head in heads:
        outside.setdefault(head.sitting, []).append(head)
    handed_in = sum(map(len, outside.values()))
    for sitting in sittings:
        lines, kept = store.lines(sitting.id), _kept(store, sitting.id)
        anchors = outside.pop(sitting.id, [])
        anchors += [left.head for left in kept if left and left.head]
        entries, compared = entries + len(lines), compared + len(anchors)
        findings += _of_record(store, sitting, lines, anchors, library)
        findings += _of_results(store, sitting, kept)
    journeys = of_journeys(store)
    findings += journeys.findings
    said = "a result speaks of this sitting, and the store has no record"
    findings += [Finding(missing, None, said) for missing in outside]
    entries += journeys.entries
    return Verified(len(sittings), entries, compared, handed_in, tuple(findings), journeys.records)


def _of_record(
    store: Store,
    sitting: Sitting,
    lines: tuple[Line, ...],
    anchors: list[SignedHead],
    library: Library,
) -> Iterator[Finding]:
    try:
        verify(lines)
    except BrokenChain as error:
        yield Finding(sitting.id, error.seq, "was changed, or is out of its place")
        return
    if len(lines) < sitting.entries:
        said = f"is missing: there were {sitting.entries} entries"
        yield Finding(sitting.id, len(lines) + 1, said)
    elif lines and (len(lines), lines[-1].hash) != (sitting.entries, sitting.head):
        yield Finding(sitting.id, len(lines), "is not the one that the lists speak of")
    yield from _texts(store, sitting, lines, library)
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


def _texts(
    store: Store, sitting: Sitting, lines: tuple[Line, ...], library: Library
) -> Iterator[Finding]:
    """Find the first entry that the apprentice's key does not open, or what lists show wrongly."""
    try:
        cipher = store.cipher_of(sitting.id)
    except TextErased:
        if lines and lines[-1].kind != Erased.kind:
            yield Finding(sitting.id, len(lines), "is not the entry that tells of the erasure")
        return
    except (NotFound, Unreadable):
        return  # `_strays` has named it
    entries: list[Entry] = []
    for line in lines:
        try:
            entries.append(read_line(line, cipher))
        except UnreadableEntry:
            yield Finding(sitting.id, line.seq, NEWER)
            return
        except RecordError:
            yield Finding(sitting.id, line.seq, "cannot be read with the apprentice's key")
            return
    try:
        if unlike := unlike_record(sitting, entries, library):
            said = f"is listed with another {', '.join(unlike)} than its record says"
            yield Finding(sitting.id, None, said)
    except NoOpening:
        yield Finding(sitting.id, 1, "is not the one that opens the sitting")


def _kept(store: Store, sitting: str) -> list[Left | None]:
    """Return the results that are kept here, oldest first: None for one that was changed."""
    try:
        return [as_left(document) for document in store.documents(sitting)]
    except NotFound:
        return []  # erased, or without a key
    except RecordError:
        return [None]


def _of_results(store: Store, sitting: Sitting, kept: list[Left | None]) -> Iterator[Finding]:
    """Find the results that were changed, and a person who is listed in another way."""
    for left in kept:
        if left is None:
            yield Finding(sitting.id, None, "a result that is kept here was changed")
    named = [left.apprentice for left in kept if left and left.apprentice]
    try:
        if named and (unlike := unlike_result(store.assessment(sitting.assessment_id), named[-1])):
            said = (
                f"is listed with another {', '.join(unlike)} than its newest result says; "
                "where you corrected it, reopen the sitting and seal it again"
            )
            yield Finding(sitting.id, None, said)
    except NotFound:
        return  # `_strays` has named it


def _strays(store: Store) -> Iterator[Finding]:
    """Find what belongs to something that is not there any more."""
    for name, missing in store.strays():
        yield Finding(name, None, f"has no {missing} any more")


def _triggers(store: Store) -> Iterator[Finding]:
    """Compare what keeps the record append-only with what it should be."""
    from data.store.migrate import expected_schema

    wanted, found = expected_schema(), store.schema()
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            what = "is missing" if name not in found else "is not as it was made"
            yield Finding("", None, f"the rule or table {name} of the store {what}")
