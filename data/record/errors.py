"""What can be wrong with a record.

RecordError
├── UnreadableEntry   an entry that this version cannot read
├── Unreadable        a text that the apprentice's key does not open
├── BrokenChain       an entry that was changed, or is missing
├── NoOpening         a record that does not begin with the opening of its sitting
└── ForeignStandard   a record of another standard than the one it is read under
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


class NoOpening(RecordError, ValueError):
    """The record is empty, or does not begin with the opening of its sitting."""

    def __init__(self) -> None:
        super().__init__(
            "The record does not begin with the entry that opens the sitting. Restore a backup."
        )


class ForeignStandard(RecordError, KeyError):
    """The standard does not know a method or a phase of the record."""

    def __init__(self, what: str) -> None:
        sentence = f"The standard does not know {what}. Open the sitting with its own standard."
        super().__init__(sentence)
        self.sentence = sentence
        """What is wrong and what to do."""

    def __str__(self) -> str:
        return self.sentence  # where a bare KeyError would quote it
