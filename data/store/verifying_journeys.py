"""Finds whether the own record of an assessment was changed behind the program's back.

Used by `data.store.verifying` alone, which does the same for sittings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.record.body import Erased, Line
from data.record.chain import read_line, verify
from data.record.errors import BrokenChain, RecordError, Unreadable, UnreadableEntry
from data.record.journey.kinds import KINDS
from data.store.errors import NotFound, TextErased
from data.store.finding import NEWER, Finding
from data.store.rows import JourneySummary
from data.store.store import Store


@dataclass(frozen=True, slots=True)
class Journeys:
    """What was looked at, and what was found."""

    records: int
    entries: int
    findings: tuple[Finding, ...]


def of_journeys(store: Store) -> Journeys:
    """Check the own record of every assessment, and what lists show of it."""
    findings: list[Finding] = []
    entries = 0
    listed = store.journeys()
    for summary in listed:
        lines = store.journey_lines(summary.assessment_id)
        entries += len(lines)
        findings += _of_record(store, summary, lines)
    return Journeys(len(listed), entries, tuple(findings))


def _of_record(store: Store, summary: JourneySummary, lines: tuple[Line, ...]) -> Iterator[Finding]:
    name = summary.assessment_id
    try:
        verify(lines)
    except BrokenChain as error:
        yield _found(name, error.seq, "was changed, or is out of its place")
        return
    if len(lines) < summary.entries:
        yield _found(name, len(lines) + 1, f"is missing: there were {summary.entries} entries")
    elif lines and (len(lines), lines[-1].hash) != (summary.entries, summary.head):
        yield _found(name, len(lines), "is not the one that the lists speak of")
    yield from _texts(store, name, lines)


def _texts(store: Store, name: str, lines: tuple[Line, ...]) -> Iterator[Finding]:
    """Find the first entry that the apprentice's key does not open, or that cannot be read."""
    try:
        cipher = store.cipher(name)
    except TextErased:
        if lines and lines[-1].kind != Erased.kind:
            yield _found(name, len(lines), "is not the entry that tells of the erasure")
        return
    except (NotFound, Unreadable):
        return  # it is found as a stray
    for line in lines:
        try:
            read_line(line, cipher, KINDS)
        except UnreadableEntry:
            yield _found(name, line.seq, NEWER)
            return
        except RecordError:
            yield _found(name, line.seq, "cannot be read with the apprentice's key")
            return


def _found(assessment_id: str, seq: int | None, sentence: str) -> Finding:
    return Finding(assessment_id, seq, sentence, "Assessment")
