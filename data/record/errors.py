"""What can be wrong with a record.

RecordError
├── UnreadableEntry   an entry that this version cannot read
├── Unreadable        a text that the apprentice's key does not open
└── BrokenChain       an entry that was changed, or is missing
"""

from __future__ import annotations


class RecordError(Exception):
    """Something is wrong with a record."""


class UnreadableEntry(RecordError):
    """An entry that this version cannot read."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The record holds {what}. Open it with the version that wrote it.")


class Unreadable(RecordError):
    """A text that the apprentice's key does not open."""

    def __init__(self) -> None:
        super().__init__(
            "A text of the record cannot be read with the apprentice's key: it was changed. "
            "Run `epa-tui verify` to see which entry it is, then restore a backup."
        )


class BrokenChain(RecordError):
    """An entry was changed or is missing."""

    def __init__(self, seq: int) -> None:
        super().__init__(
            f"Entry {seq} of the record was changed or is out of its place. "
            "Restore a backup, and keep this store as evidence."
        )
        self.seq = seq
        """Sequence number of the first entry that does not fit."""
