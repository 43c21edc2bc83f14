"""What can keep a result from an organisation's record. No sentence in here holds personal data.

HubError
├── NoSource          there is no such inbox, or it cannot be read now
├── NoRecord          the record cannot be opened, or refuses now
│   └── RecordNewer   a newer epa_tui made it
└── WrongAddress      an address that this program does not know
Unfit                 one document is not taken, and why
RowRefused            the record's engine refuses a value
"""

from __future__ import annotations

from enum import StrEnum


class HubError(Exception):
    """Nothing can be collected or counted now."""


class NoSource(HubError):
    """There is no such inbox, or it cannot be read now."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The inbox cannot be read: {why}. Nothing in it was changed. "
            "Put this right; the next pass takes what is there."
        )


class NoRecord(HubError):
    """The record cannot be opened, or refuses now."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The record cannot be used: {why}. What was kept before is there still. "
            "Put this right; the next pass goes on."
        )


class RecordNewer(NoRecord):
    """A newer epa_tui made the record."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            f"a newer epa_tui made it (its version is {found}, this program knows {known}); "
            "update epa_tui"
        )


class WrongAddress(HubError):
    """An address that this program does not know; the text says which it does."""


class Reason(StrEnum):
    """Why a document is not taken."""

    TOO_LARGE = "too large"
    OTHER_BYTES = "other bytes"
    UNREADABLE = "unreadable"
    NOT_CANONICAL = "not canonical"
    NO_SHAPE = "not in order"
    DEMONSTRATION = "demonstration"
    UNKNOWN_DEVICE = "unknown device"
    WRONG_DEVICE = "wrong device"
    NO_SIGNATURE = "no signature yet"
    NOT_GENUINE = "not genuine"
    HEAD_NOT_GENUINE = "head not genuine"
    NOT_READ = "not read"
    NOT_KEPT = "not kept"


EXCUSED = (Reason.NO_SIGNATURE, Reason.NOT_GENUINE, Reason.UNKNOWN_DEVICE)
"""Reasons that hold no longer where the same bytes were taken under another name."""


class Unfit(Exception):
    """A document is not taken.

    Args:
        code: Kind of the reason.
        sentence: What is wrong and what to do, without a value of the document.
        device: Public key that the document names, where it could be read.
    """

    def __init__(self, code: Reason, sentence: str, device: str | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.device = device


class RowRefused(Exception):
    """The engine of the record refuses a value: nothing of the batch was kept."""
