"""What an assessor does to a record, as fast as the disk lets: type notes and save them."""

from __future__ import annotations

from collections.abc import Callable

from data.record.entries import Noted
from data.store.sitting_record import SittingRecord
from tests.data.store.building import NOON
from tests.faults.checking import text_of

Say = Callable[[str], None]
"""Acknowledges something as durable."""


class NeverSaved(Exception):
    """The writer did not get it onto the disk."""


def take_notes(record: SittingRecord, count: int, say: Say) -> None:
    """Type notes key by key and save each; acknowledge what is durable.

    Raises:
        NeverSaved: The disk refused for seconds.
    """
    for _ in range(count):
        seq = record.state.last.seq + 1
        now, text = NOON.later(seq * 1000), text_of(seq)
        for length in range(1, len(text) + 1):
            record.keep_draft(text[:length], length, now)
            if length % 3 == 0:
                _saved(record)
                say(f"draft {text[:length]}")
        record.add(now, Noted(text), drop_draft=True)
        _saved(record)
        say(f"entry {seq}")


def _saved(record: SittingRecord) -> None:
    if not record.flush():
        raise NeverSaved(record.problem)
