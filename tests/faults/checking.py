"""Compares what was acknowledged with what a store holds after the fault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data.record.chain import verify
from data.record.entries import Entry
from data.record.errors import RecordError
from data.store.connection import DriverError
from data.store.errors import NotFound, StoreError
from data.store.rows import Draft
from data.store.store import Store
from tests.faults.opening import SITTING, opened, sound


@dataclass
class Heard:
    """What a process acknowledged before the fault."""

    count: int = 0
    booked: bool = False
    entries: int = 0
    draft: str = ""
    """The newest acknowledged draft since the last acknowledged entry."""

    @classmethod
    def of(cls, lines: Iterable[str]) -> Heard:
        """Read acknowledgements: `booked`, `entry 3`, `draft note`."""
        heard = cls()
        for line in lines:
            heard.hear(line)
        return heard

    def hear(self, line: str) -> None:
        """Take one acknowledgement."""
        kind, _, what = line.partition(" ")
        self.count += 1
        if kind == "booked":
            self.booked = True
        elif kind == "entry":
            self.entries, self.draft = int(what), ""
        else:
            self.draft = what


def text_of(seq: int) -> str:
    """Return what the workloads type as the entry of that place."""
    return f"note {seq}"


def losses(home: Path, heard: Heard) -> list[str]:
    """Open a store after a fault; return what is not as promised, one sentence each."""
    try:
        with opened(home) as store:
            return _compared(store, heard)
    except (StoreError, RecordError, DriverError) as error:
        return [f"cannot be read: {type(error).__name__} {error}"]


def _compared(store: Store, heard: Heard) -> list[str]:
    found = [] if sound(store) else ["integrity_check finds damage"]
    entries = store.entries(SITTING)
    verify(entries)
    try:
        sitting = store.sitting(SITTING)
        if (sitting.entries, sitting.head) != (len(entries), entries[-1].hash if entries else ""):
            found.append("the list shows something else than the record")
    except NotFound:
        found += ["the booking is gone"] if heard.booked else []
    found += _strange(entries)
    found += [f"entry {seq} is gone" for seq in range(len(entries) + 1, heard.entries + 1)]
    return found + _draft_lost(store.draft(SITTING), len(entries), heard)


def _strange(entries: Iterable[Entry]) -> list[str]:
    """Return the notes that are not the ones that were typed, each once and in order."""
    return [
        f"entry {entry.seq} says something else"
        for entry in entries
        if entry.seq > 1 and getattr(entry.body, "text", None) != text_of(entry.seq)
    ]


def _draft_lost(draft: Draft | None, entries: int, heard: Heard) -> list[str]:
    if entries != heard.entries or not heard.draft:
        return []  # a newer note has taken its place
    kept = draft.text if draft else ""
    return [] if kept.startswith(heard.draft) else [f"draft {heard.draft!r} became {kept!r}"]
